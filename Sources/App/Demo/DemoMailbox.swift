import Foundation
import Imports
import Platform
import Timeline

/// A mailbox of the demo company: letters that answer each other, some with files. They come in as any mailbox does.
struct DemoMailbox: Sendable {
    /// How many customers wrote.
    let threads: Int

    /// A question, its answer, and the customer's thanks.
    static let mailsOfThread = 3

    /// Has the importer take in what customers of `customers` and their colleagues wrote each other.
    func deliver(to customers: [DemoCustomer], _ staff: DemoStaff, _ rundblick: Rundblick) async throws {
        let now = rundblick.store.database.clock.now()
        let text = mbox(of: correspondents(customers), staff, today: Int(now.us / 86_400_000_000))
        let folder = URL(fileURLWithPath: rundblick.store.location.folder).appendingPathComponent(
            "demo-mailbox")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appendingPathComponent("Postfach.mbox")
        let taken = await Result { [rundblick] in
            try Data(text.utf8).write(to: file)
            _ = try await rundblick.imports.importFile(
                file.path, as: .mail, source: "", texts: Texts(language: .german, zone: .gmt, now: now))
        }
        try FileManager.default.removeItem(at: folder)
        try taken.get()
    }

    /// The first one's customers first, so that she finds their mails; only who can be told by the address.
    private func correspondents(_ customers: [DemoCustomer]) -> [DemoCustomer] {
        let known = Dictionary(grouping: customers, by: \.email)
        let clear = customers.filter { known[$0.email]?.count == 1 }
        return Array((clear.filter { $0.keeper == 0 } + clear.filter { $0.keeper != 0 }).prefix(threads))
    }

    private func mbox(of customers: [DemoCustomer], _ staff: DemoStaff, today: Int) -> String {
        customers.enumerated().map { index, customer in
            thread(index, customer, staff.people[customer.keeper].name, begin: today - 4 - 5 * index)
                .map(\.mbox).joined()
        }.joined()
    }

    private func thread(
        _ index: Int, _ customer: DemoCustomer, _ colleague: String, begin: Int
    ) -> [DemoMail] {
        let matters = DemoSphere.matters[customer.sphere.rawValue] + DemoMatter.common
        let letters = matters.filter { matter in
            [.inward, .outward].allSatisfy { way in matter.mail(way) != nil }
        }
        let matter = letters[index % letters.count]
        let names = colleague.split(separator: " ").map { mailName(String($0)) }
        let us = DemoMail.Address(
            name: colleague, address: names.joined(separator: ".") + "@nordlicht.example")
        let them = DemoMail.Address(
            name: customer.contact.isEmpty ? customer.name : customer.contact,
            address: customer.contact.isEmpty
                ? customer.email
                : customer.contact.split(separator: " ").map { mailName(String($0)) }
                    .joined(separator: ".") + "@" + customer.domain)
        var question = DemoMail(
            thread: index, number: 0, from: them, to: us, subject: matter.subject, day: begin)
        question.text = matter.mail(.inward) ?? ""
        if index % 5 == 1 {
            question.file = ("Anlage.csv", "text/csv", Data("Zähler;kWh\nHeizung;18420\n".utf8))
        }
        var answer = DemoMail(
            thread: index, number: 1, from: us, to: them, subject: matter.reply, day: begin + 1)
        answer.text = matter.mail(.outward) ?? ""
        answer.quoted = question.text
        if index % 3 == 0 { answer.file = ("\(matter.subject).pdf", "application/pdf", DemoMail.pdf) }
        var thanks = DemoMail(
            thread: index, number: 2, from: them, to: us, subject: matter.reply, day: begin + 2)
        thanks.text = DemoWords.thanks[index % DemoWords.thanks.count]
        thanks.quoted = answer.text
        return [question, answer, thanks]
    }
}

extension DemoMatter {
    /// What is written first in that direction.
    fileprivate func mail(_ way: TimelineEntry.Direction) -> String? {
        steps.first { $0.kind == .mail && $0.direction == way }?.text
    }
}

extension Result where Failure == any Error {
    fileprivate init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}

/// One letter of the demo's mailbox.
struct DemoMail {
    struct Address {
        let name: String
        let address: String

        var header: String { "\(DemoMail.encoded(name)) <\(address)>" }
    }

    let thread: Int
    let number: Int
    let from: Address
    let to: Address
    let subject: String
    /// Days since 1970.
    let day: Int
    var text = ""
    var quoted = ""
    var file: (name: String, type: String, content: Data)?

    /// As it lies in an mbox file (RFC 4155).
    var mbox: String {
        """
        From \(from.address) \(weekday) \(month) \(padded(date.day, 2)) \(time) \(date.year)
        From: \(from.header)
        To: \(to.header)
        Subject: \(Self.encoded(subject))
        Date: \(weekday), \(padded(date.day, 2)) \(month) \(date.year) \(time) +0000
        Message-ID: \(id(number))
        \(answered)MIME-Version: 1.0
        \(content)


        """
    }

    private var date: CivilDate { CivilDate(daysSince1970: day) }
    private var weekday: String { ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][date.weekday - 1] }
    private var month: String {
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][date.month - 1]
    }
    private var time: String {
        "\(padded(8 + (thread + 2 * number) % 8, 2)):\(padded((thread * 13 + 7) % 60, 2)):00"
    }

    private func id(_ number: Int) -> String {
        "<\(thread).\(number).\(day - self.number)@nordlicht.example>"
    }

    private var answered: String {
        guard number > 0 else { return "" }
        let before = (0..<number).map(id).joined(separator: " ")
        return "In-Reply-To: \(id(number - 1))\nReferences: \(before)\n"
    }

    private var content: String {
        guard let file else { return part }
        let border = "=_rundblick-\(thread)-\(number)"
        return """
            Content-Type: multipart/mixed; boundary="\(border)"

            --\(border)
            \(part)
            --\(border)
            Content-Type: \(file.type)
            Content-Transfer-Encoding: base64
            Content-Disposition: attachment; filename="\(Self.encoded(file.name))"

            \(file.content.base64EncodedString(options: .lineLength76Characters))
            --\(border)--
            """
    }

    private var part: String {
        let quote = quoted.split(separator: "\n", omittingEmptySubsequences: false).map { "> \($0)" }
        let below = quoted.isEmpty ? "" : "\n\n\(to.name) schrieb:\n" + quote.joined(separator: "\n")
        return """
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 8bit

            \(text)
            \(from.name)\(below)
            """
    }

    /// As header fields carry what is not ASCII (RFC 2047).
    private static func encoded(_ text: String) -> String {
        text.utf8.allSatisfy { $0 < 128 } ? text : "=?UTF-8?B?\(Data(text.utf8).base64EncodedString())?="
    }

    /// A page with nothing on it.
    static let pdf = Data(
        """
        %PDF-1.4
        1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
        2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
        trailer<</Root 1 0 R>>
        %%EOF

        """.utf8)
}

import Testing

@testable import Formats

@Suite("Mailboxes are cut into mails")
struct MboxReaderTests {
    static let box = """
        From a@b.de Mon Mar  3 09:00:00 2025
        From: a@b.de
        Subject: eins

        >From hier an
        >>From dort
        From heute an gilt 5
        Ende

        From c@d.de Tue Mar  4 09:00:00 2025
        From: c@d.de
        Subject: zwei

        Text

        From me it is said: no time.

        """

    static func mails(_ text: String, chunk: Int, limits: MailLimits = MailLimits()) -> [MboxMail] {
        var reader = MboxReader(limits: limits)
        var rest = Array(text.utf8)[...]
        var mails: [MboxMail] = []
        while let mail = reader.next(pulling: {
            defer { rest = rest.dropFirst(chunk) }
            return rest.isEmpty ? nil : Array(rest.prefix(chunk))
        }) { mails.append(mail) }
        return mails
    }

    @Test("Mails are parted and unescaped, however the chunks are cut", arguments: [1, 2, 7, 100, 10_000])
    func parted(chunk: Int) throws {
        for text in [Self.box, Self.box.replacing("\n", with: "\r\n")] {
            let mails = Self.mails(text, chunk: chunk)
            #expect(mails.count == 2)
            let first = String(decoding: mails[0].bytes, as: UTF8.self)
            #expect(
                first.contains("\nFrom hier an") && first.contains("\n>From dort")
                    && first.contains("\nFrom heute"))
            #expect(try MailReader().read(mails[1].bytes).text.hasSuffix("no time."))
            #expect(mails[0].offset == 0 && mails[1].offset > 100)
        }
    }

    @Test("A mail beyond the limit is reported, the next one is read")
    func tooLarge() {
        var limits = MailLimits()
        limits.bytes = 1000
        let large =
            "From a 10:00\nSubject: x\n\n" + String(repeating: "y\n", count: 100_000)
            + "\nFrom b 11:00\nSubject: z\n\nok\n"
        let mails = Self.mails(large, chunk: 777, limits: limits)
        #expect(mails.map(\.error) == [.tooLarge, nil])
        #expect(mails[0].bytes.count <= 65_536)
    }

    @Test("A single mail passes; nothing gives nothing")
    func single() {
        #expect(Self.mails("Subject: x\n\nText\n", chunk: 3).count == 1)
        #expect(Self.mails("", chunk: 3).isEmpty)
        #expect(Self.mails("\n\n", chunk: 3).isEmpty)
    }

    @Test("Names in a Maildir are understood")
    func maildir() {
        #expect(
            Maildir.entry(at: "cur/17.M1P2.host:2,RS")
                == .init(uniqueName: "17.M1P2.host", folder: "", isNew: false, flags: [.replied, .seen]))
        #expect(
            Maildir.entry(at: ".Sent.2024/new/17.host")
                == .init(uniqueName: "17.host", folder: "Sent.2024", isNew: true, flags: []))
        for path in ["tmp/17.host", "cur/.hidden", "dovecot.index", "cur/sub/17", "Sent/cur/17", "cur/:2,S"] {
            #expect(Maildir.entry(at: path) == nil, "\(path)")
        }
        #expect(Maildir.isMaildir(["cur", "new", "tmp"]) && !Maildir.isMaildir(["cur"]))
    }
}

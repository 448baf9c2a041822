import Foundation

@testable import Formats

/// What must hold for any bytes whatever, in a text that is a mail, a mailbox, vCards or CSV. The seeded fuzzer of the
/// tests and the one guided by coverage (`make fuzz-formats`) ask the same.
enum FormatProperties: String, CaseIterable, Sendable {
    case mail
    case mbox
    case vcard
    case csv

    /// Nil when all holds, else what does not.
    func broken(by bytes: [UInt8]) -> String? {
        switch self {
        case .mail: Self.mail(bytes)
        case .mbox: Self.mbox(bytes)
        case .vcard: Self.vcard(bytes)
        case .csv: Self.csv(bytes)
        }
    }

    private static func mail(_ bytes: [UInt8]) -> String? {
        do throws(MailError) {
            let mail = try MailReader().read(bytes)
            guard MailCoding.decode(MailCoding.encode(mail)) == mail else {
                return "comes back another from a cell"
            }
            guard mail.contentHash.utf8.count == 64 else { return "no hash" }
            guard mail.text.utf8.allSatisfy({ $0 != Ascii.carriageReturn }) else {
                return "a carriage return in it"
            }
            guard mail.subject.unicodeScalars.count <= 2000 else { return "a long subject" }
            guard mail.attachments.allSatisfy({ ($0.name ?? "").unicodeScalars.count <= 200 }) else {
                return "a long name of a file"
            }
            return html(mail.unsafeHTML ?? "") ?? quoted(mail)
        } catch {
            return nil
        }
    }

    /// What was made safe stays as it is when it is made safe again, but for links, which get their attributes.
    private static func html(_ html: String) -> String? {
        let safe = SafeHTML.sanitize(html)
        for forbidden in ["<script", "<style", "<iframe", " onload=", "javascript:"] {
            let written = safe.lowercased().replacing("&quot;", with: "\"")
            if written.contains(forbidden), !written.contains("&lt;"), forbidden.hasPrefix("<") {
                return "\(forbidden) in safe HTML"
            }
        }
        let (beginning, isWhole) = SafeHTML.beginning(of: html, limit: 1000)
        if beginning.utf8.count > 60_000 { return "a beginning of \(beginning.utf8.count) bytes" }
        if isWhole, beginning != safe { return "whole, but another" }
        _ = HTMLText.plain(html)
        return nil
    }

    private static func quoted(_ mail: ParsedMail) -> String? {
        mail.latestText.utf8.count > mail.text.utf8.count ? "quoted history added text" : nil
    }

    private static func mbox(_ bytes: [UInt8]) -> String? {
        let mails = MboxReader.all(of: bytes, with: MboxReader())
        guard cut(bytes, MboxReader()) == mails else { return "other mails in other chunks" }
        guard zip(mails, mails.dropFirst()).allSatisfy({ $0.offset < $1.offset }) else { return "offsets" }
        guard mails.reduce(0, { $0 + $1.bytes.count }) <= bytes.count else { return "more than came in" }
        return nil
    }

    private static func vcard(_ bytes: [UInt8]) -> String? {
        let entries = VCardReader.all(of: bytes, with: VCardReader())
        guard cut(bytes, VCardReader()) == entries else { return "other cards in other chunks" }
        for case .card(let card) in entries {
            for item in card.phones { _ = accepted { () throws(PhoneError) in try PhoneNumber(item.value) } }
            for item in card.emails { _ = accepted { () throws(EmailError) in try EmailAddress(item.value) } }
        }
        return nil
    }

    private static func csv(_ bytes: [UInt8]) -> String? {
        let rows = CSVReader.all(of: bytes, with: CSVReader())
        guard cut(bytes, CSVReader()) == rows else { return "other rows in other chunks" }
        var line = 0
        for row in rows {
            let number =
                switch row {
                case .record(let record): record.line
                case .rejected(let bad): bad.line
                }
            guard number > line else { return "line \(number) behind line \(line)" }
            line = number
            guard case .record(let record) = row else { continue }
            let fields = record.fields
            // With the mark in front, so that one in the first field is text.
            let writer = CSVWriter(guardsFormulas: false)
            let written = writer.preamble + writer.row(fields)
            let format = CSVFormat(encoding: .utf8, separator: UInt8(ascii: ";"))
            let again = CSVReader.all(of: written, with: CSVReader(format))
            guard again.count == 1, case .record(let read)? = again.first, read.fields == fields else {
                return "a written row is read otherwise"
            }
            for field in fields.prefix(20) {
                _ = accepted { () throws(NumberError) in try GermanNumber(field) }
                _ = accepted { () throws(DateError) in try DateReader().day(field) }
            }
        }
        return nil
    }

    /// The values when the bytes come in chunks whose size the first of them says.
    private static func cut<Reader: ChunkedReader>(_ bytes: [UInt8], _ reader: Reader) -> [Reader.Element] {
        let size = max(1, Int(bytes.first ?? 1) * Int(bytes.first ?? 1) / 8)
        var reader = reader
        var rest = bytes[...]
        var elements: [Reader.Element] = []
        let pull = { () -> [UInt8]? in
            defer { rest = rest.dropFirst(size) }
            return rest.isEmpty ? nil : Array(rest.prefix(size))
        }
        while let element = reader.next(pulling: pull) { elements.append(element) }
        return elements
    }

    /// What reading gives, or nil when it refuses; refusing is right for most inputs.
    private static func accepted<Value, Failure: Error>(_ read: () throws(Failure) -> Value) -> Value? {
        do { return try read() } catch { return nil }
    }
}

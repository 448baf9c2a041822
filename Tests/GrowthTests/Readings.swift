import Foundation
import Platform
import Testing

@testable import Customers
@testable import Formats
@testable import Imports
@testable import Language
@testable import Learning
@testable import Linkage
@testable import Search
@testable import Web

/// Something that reads text from outside. A new parser joins by a line.
struct Reading: Sendable, CustomTestStringConvertible {
    let name: String
    /// Reads the bytes and forgets what came of it.
    let read: @Sendable ([UInt8]) -> Void

    var testDescription: String { name }

    private init(_ name: String, _ read: @escaping @Sendable ([UInt8]) -> Void) {
        self.name = name
        self.read = read
    }

    /// One that takes a text.
    private init(_ name: String, text read: @escaping @Sendable (String) throws -> Any?) {
        self.init(name) { bytes in keep { try read(String(decoding: bytes, as: UTF8.self)) } }
    }

    /// A reader of chunks of `size` bytes.
    private init<Reader: ChunkedReader>(
        _ name: String, _ reader: Reader, front: String = "", back: String = "", chunk size: Int = 65_536
    ) {
        self.init(name) { bytes in
            let bytes = Array(front.utf8) + bytes + Array(back.utf8)
            var reader = reader
            var place = 0
            let next = { () -> [UInt8]? in
                guard place < bytes.count else { return nil }
                defer { place += size }
                return Array(bytes[place..<min(place + size, bytes.count)])
            }
            while reader.next(pulling: next) != nil {}
        }
    }

    /// A mail with this around the bytes.
    private init(mail name: String, _ front: String, _ back: String = "") {
        self.init("mail: " + name) { bytes in
            keep { try MailReader().read(Array(front.utf8) + bytes + Array(back.utf8)) }
        }
    }

    private static let head = "From: a@b.de\nTo: c@d.de\nMIME-Version: 1.0\n"

    private static let mails = [
        Reading(mail: "as it is", ""), Reading(mail: "text", head + "\n"),
        Reading(mail: "subject", head + "Subject: ", "\n\nx"),
        Reading(mail: "HTML", head + "Content-Type: text/html\n\n"),
        Reading(mail: "parts", head + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n"),
        Reading(mail: "parameters", head + "Content-Type: text/plain; ", "\n\nx"),
        Reading(mail: "file name", head + "Content-Disposition: attachment; filename=\"", "\"\n\nx"),
        Reading(mail: "references", head + "References: ", "\n\nx"),
        Reading(mail: "date", head + "Date: ", "\n\nx"),
        Reading(mail: "message id", head + "Message-Id: ", "\n\nx"),
        Reading(mail: "report", head + "Content-Type: message/delivery-status\n\n"),
        Reading(mail: "mail in it", head + "Content-Type: message/rfc822\n\n"),
        Reading(mail: "quoted-printable", head + "Content-Transfer-Encoding: quoted-printable\n\n"),
        Reading(mail: "base64", head + "Content-Transfer-Encoding: base64\n\n"),
        Reading("quoted text", text: QuotedText.latest),
        Reading("report", text: DeliveryStatus.failedAddresses),
        Reading("incoming mail") { bytes in
            keep {
                var mail = ParsedMail()
                mail.subject = String(decoding: bytes.prefix(2000), as: UTF8.self)
                mail.text = String(decoding: bytes, as: UTF8.self)
                return (IncomingMail(mail, blob: "", attachmentBlobs: []), mail.text.storable(200_000))
            }
        },
    ]

    private static let card = (front: "BEGIN:VCARD\nFN:x\n", back: "\nEND:VCARD\n")

    private static let files = [
        Reading("mbox", MboxReader()), Reading("mbox, byte by byte", MboxReader(), chunk: 1),
        Reading("CSV", CSVReader()), Reading("CSV, byte by byte", CSVReader(), front: "a;b\n", chunk: 1),
        Reading(
            "CSV, columns", CSVReader(CSVFormat(encoding: .utf8, separator: UInt8(ascii: ";"))),
            front: "a;b\n"),
        Reading("CSV, in quotes", CSVReader(), front: "a;b\nx;\"", back: "\"\n"),
        Reading("CSV, a header", text: { CustomerColumn.guess([$0, $0]) }),
        Reading("CSV, written", text: { CSVWriter().row([$0, $0]) }),
        Reading("vCard", VCardReader()), Reading("vCard, byte by byte", VCardReader(), chunk: 1),
        Reading("vCard, lines", VCardReader(), front: card.front, back: card.back),
        Reading("vCard, a value", VCardReader(), front: card.front + "NOTE:", back: card.back),
        Reading("vCard, parts", VCardReader(), front: card.front + "N:", back: card.back),
        Reading("vCard, a list", VCardReader(), front: card.front + "CATEGORIES:", back: card.back),
        Reading("vCard, a number", VCardReader(), front: card.front + "TEL:", back: card.back),
        Reading("encoding") { bytes in keep { TextEncoding.string(bytes) } },
    ]

    private static let values = [
        Reading("trimmed", text: { Substring($0).trimmed }), Reading("HTML to text", text: HTMLText.plain),
        Reading("safe HTML", text: SafeHTML.sanitize),
        Reading("safe HTML, beginning", text: { SafeHTML.beginning(of: $0, limit: 10_000) }),
        Reading("phone", text: { try PhoneNumber($0) }), Reading("address", text: { try EmailAddress($0) }),
        Reading("date", text: { try DateReader().day($0) }),
        Reading("number", text: { try GermanNumber($0) }),
        Reading("cell", text: CellText.clean), Reading("cell, lines", text: CellText.cleanLines),
        Reading("person's name", text: { PersonName.parse($0, salutation: "", title: "") }),
        Reading("file's name", text: ImportService.safeName), Reading("social", text: { SocialHandle($0) }),
    ]

    private static let language = [
        Reading("tokens", text: Tokenizer.tokens), Reading("folded", text: Folding.fold),
        Reading("sort key", text: SortKey.key), Reading("phonetics", text: ColognePhonetics.code),
        Reading("question", text: { analyzer.question($0, isTyping: true) }),
        Reading("misspelt", text: { Spelling.keys($0) }),
        Reading("compound", text: { Compounds.splits($0, analyzer) }),
        Reading("company", text: CompanyNames.keyBeforeLegalForm),
        Reading("companies", text: { CompanyNames.areSame($0, $0 + "x") }),
        Reading("sender", text: { Sender(Message(name: $0, text: $0)) }),
        Reading("classified") { bytes in
            var scan = TextScan(.shipped)
            bytes.withUnsafeBufferPointer { scan.read($0) }
        },
        Reading("question or not", text: MessageSignals.question),
        Reading("pressing", text: MessageSignals.urgency),
        Reading("snippet", text: { highlighter.snippet($0) }),
    ]

    private static let web = [
        Reading("escaped", text: { "\($0)" as HTML }), Reading("percent", text: { PercentCoding.decode($0) }),
        Reading("to percent", text: PercentCoding.encode),
        Reading("pairs", text: { PercentCoding.pairs($0) }),
        Reading("cookies", text: { Cookies.value("x", in: $0) }),
        Reading("accepted languages", text: { UILanguage(accepted: $0) }),
        Reading("local link", text: { Link(local: $0) }), Reading("plain text", text: { $0.isPlainText }),
        Reading("field", text: { $0.trimmingCharacters(in: .whitespacesAndNewlines) }),
    ]

    private static let analyzer = Analyzer()
    private static let highlighter = Highlighter("word gmbh x", isTyping: true, analyzer)

    /// GMime looks at the rest of an address header behind each comma: `MailBounds.addressWork`.
    static let bounded = [Reading(mail: "To", "From: a@b\nTo: ", "\n\nx")]
    static let all = mails + files + values + language + web
}

/// Has the compiler believe that the result is needed; a refusal is a result.
@inline(never) private func keep(_ make: () throws -> Any?) {
    do { if try make() is Never { fatalError("nothing is a Never") } } catch { return }
}

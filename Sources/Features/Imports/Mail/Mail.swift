import Formats
import Platform

/// Identifies a mail.
package typealias MailID = ID<Mail>

/// A mail that was taken in.
package struct Mail: Sendable, Equatable {
    let id: MailID
    /// Mails that answer each other have the same.
    let thread: Int64
    let subject: String
    let fromAddress: String
    let fromName: String
    /// Receivers, one a line.
    let recipients: String
    let at: Timestamp
    let customer: CustomerID?
    let isOutward: Bool
    /// The raw mail.
    let blob: String
    let text: String

    /// Who wrote it, as shown.
    var author: String { fromName.isEmpty ? fromAddress : fromName }
}

/// A file that came with a mail.
struct MailAttachment: Sendable, Equatable {
    let id: ID<MailAttachment>
    let name: String
    /// What the sender claims.
    let type: String
    let bytes: Int
    let blob: String
}

/// Something that should be a mail and cannot be read.
struct QuarantinedMail: Sendable, Equatable {
    let id: ID<QuarantinedMail>
    let reason: String
    /// Where it came from: a file, and the place in it.
    let name: String
    let blob: String
    let bytes: Int
    let at: Timestamp
}

/// A mail on its way in: read, and its bytes stored.
struct IncomingMail: Sendable {
    let mail: ParsedMail
    let blob: String
    /// The stored files in the order of `mail.attachments`.
    let attachmentBlobs: [String]

    /// The thread's first mail, as far as this one tells.
    var rootID: String { mail.references.first ?? mail.inReplyTo.first ?? mail.messageID ?? "" }
    /// All mails that this one answers.
    var answered: [String] { mail.inReplyTo + mail.references }
    var from: String { mail.from.first.map { $0.address.lowercased() } ?? "" }
    var receivers: [String] { (mail.to + mail.cc).map { $0.address.lowercased() } }
    let participants: Set<String>
    /// How the text begins: copies that a list sent on differ at their end.
    let opening: String
    /// The subject without `Re:` and `AW:` before it, in lower case.
    let subjectKey: String
    /// Whether the subject says that it answers something.
    let isAnswer: Bool

    init(_ mail: ParsedMail, blob: String, attachmentBlobs: [String]) {
        self.mail = mail
        self.blob = blob
        self.attachmentBlobs = attachmentBlobs
        // Compared with those of thousands of other mails: made once.
        let from = mail.from.first.map { $0.address.lowercased() } ?? ""
        participants = Set((mail.to + mail.cc).map { $0.address.lowercased() } + [from])
        opening = mail.text.beginning(200).storable(200)
        subjectKey = Self.key(mail.subject)
        isAnswer = subjectKey.count < CellText.clean(mail.subject).count
    }

    private static func key(_ subject: String) -> String {
        var rest = CellText.clean(subject).lowercased()
        while let prefix = prefixes.first(where: rest.hasPrefix) {
            rest = CellText.clean(String(rest.dropFirst(prefix.count)))
        }
        return rest.beginning(200)
    }

    private static let prefixes = ["re:", "aw:", "antw:", "fwd:", "fw:", "wg:", "sv:", "re :", "aw :"]
}

extension String {
    /// What can be stored: without zero characters, at most `limit` characters.
    func storable(_ limit: Int) -> String {
        let text = beginning(limit)
        guard text.utf8.contains(0) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value == 0 ? "\u{FFFD}" : $0 }))
    }
}

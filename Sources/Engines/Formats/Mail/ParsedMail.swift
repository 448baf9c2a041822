/// A mail as the timeline needs it. All strings are valid text of unbounded origin: escape before showing.
package struct ParsedMail: Sendable, Equatable {
    /// A person or list in a header. `address` is as written and may be no valid `EmailAddress`.
    package struct Address: Sendable, Hashable {
        /// Nil when none is written.
        package let name: String?
        package let address: String
    }

    /// A file in the mail.
    package struct Attachment: Sendable, Equatable {
        /// Without folders and control characters, at most 200 characters; nil when the mail names none.
        package let name: String?
        /// Lower case, such as `application/pdf`; what the sender claims.
        package let type: String
        package let bytes: [UInt8]
        /// Without angle brackets; how HTML refers to it.
        package let contentID: String?
        /// Shown within the text, such as a picture in the signature.
        package let isInline: Bool
    }

    /// Without angle brackets; nil when missing.
    package internal(set) var messageID: String?
    /// The answered mail's id first; at most 100, without angle brackets, no doubles.
    package internal(set) var inReplyTo: [String] = []
    /// Oldest first; at most 100 (the last ones), without angle brackets, no doubles.
    package internal(set) var references: [String] = []
    package internal(set) var from: [Address] = []
    package internal(set) var to: [Address] = []
    package internal(set) var cc: [Address] = []
    package internal(set) var replyTo: [Address] = []
    /// Microseconds UTC; nil when missing, unreadable or outside 1970…2199.
    package internal(set) var sentAtUs: Int64?
    /// On one line; empty when missing.
    package internal(set) var subject = ""
    /// The text part, or the text of the HTML part; lines end with `\n`.
    package internal(set) var text = ""
    /// The HTML part as sent. HOSTILE: show only through `SafeHTML.sanitize`.
    package internal(set) var unsafeHTML: String?
    package internal(set) var attachments: [Attachment] = []
    /// Sent by a program in answer to a mail: must not be answered by a program (RFC 3834).
    package internal(set) var isAutoReply = false
    /// A report that a mail could not be, or will not yet be, delivered.
    package internal(set) var isBounce = false
    /// Addresses that a delivery report names as failed, in lower case.
    package internal(set) var bouncedAddresses: [String] = []
    /// Sent to many: a list, a newsletter, `Precedence: bulk`.
    package internal(set) var isBulk = false
    /// `List-Id` without angle brackets and description (RFC 2919).
    package internal(set) var listID: String?
    /// SHA-256, 64 hexadecimal digits, over sender, recipients, date, subject, texts and attachments: the
    /// same for copies that took other ways or have other line ends.
    package internal(set) var contentHash = ""

    /// What this mail adds: `text` without the quoted mails before it (`QuotedText`).
    package var latestText: String { QuotedText.latest(of: text) }
}

/// Why a mail was not taken in. It goes to quarantine with this reason.
package enum MailError: String, Error, Sendable {
    case empty
    /// Longer than `MailLimits.bytes`.
    case tooLarge = "too-large"
    /// Parts nested deeper than `MailLimits.depth`.
    case tooDeep = "too-deep"
    /// More parts than `MailLimits.parts`.
    case tooManyParts = "too-many-parts"
    /// More headers than `MailBounds.headerLines`.
    case tooManyHeaders = "too-many-headers"
    /// Address headers beyond `MailBounds.addressWork`.
    case tooManyAddresses = "too-many-addresses"
    /// Reading it ended a cell, or took too long (`MailParsing`).
    case tooCostly = "too-costly"
    /// No header that a mail has: another kind of file.
    case notAMail = "not-a-mail"
}

/// The most a mail may have of everything.
package struct MailLimits: Sendable {
    package var bytes = 50 * 1_048_576
    package var depth = 20
    package var parts = 500

    /// The limits that the product uses.
    package init() {}
}

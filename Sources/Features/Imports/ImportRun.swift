import Platform
import Storage

/// Identifies an import.
package typealias ImportID = ID<ImportRun>

/// One import: a file, what it is taken for, and how far it is.
package struct ImportRun: Sendable, Equatable {
    /// What a file holds.
    package enum Kind: String, Sendable, CaseIterable, SQLBindable {
        /// Customers as CSV.
        case customers
        /// Customers and people at companies as vCard.
        case contacts
        /// Open items as CSV.
        case openItems = "open-items"
        /// Mails as mbox, Maildir or single files.
        case mail
    }

    /// How far an import is.
    package enum State: String, Sendable, SQLBindable {
        /// The file is there; its columns are to be confirmed.
        case draft
        /// A dry run works.
        case checking
        /// The dry run has told what would happen.
        case checked
        /// Records are being taken in.
        case running
        case done
        /// Somebody stopped it; what was taken in stays.
        case stopped
        /// It could not go on; `problem` tells why. What was taken in stays.
        case failed
    }

    /// Which.
    package let id: ImportID
    /// What the file holds.
    package let kind: Kind
    /// The system that the file comes from; the name of its numbers. Empty: the company's main system.
    package var source: String
    /// The file's name, for people.
    package let fileName: String
    /// The stored file; nil when the command line reads it from its place.
    package var blob: String?
    /// How far it is.
    package var state = State.draft
    /// Who imports; nil: the command line.
    package var person: PersonID?
    /// Their name.
    package var personName: String
    /// What is to be done.
    package var options = ImportOptions()
    /// What was done so far.
    package var figures = ImportFigures()
    /// Records that were looked at so far; where to go on after a crash.
    package var records = 0
    /// How much of the file was read, and how long it is.
    package var bytes = 0
    package var totalBytes = 0
    /// The columns' headers, for the report of refused lines; empty: the file has no columns.
    package var header: [String] = []
    /// Why it failed: a word that `Texts.importReason` knows, or empty.
    package var problem = ""
    /// When the file came.
    package var createdAt: Timestamp
    /// When it was finished, stopped or given up.
    package var finishedAt: Timestamp?

    /// Whether somebody has yet to say what becomes of it. A dry run of the command line has told all, and its file
    /// stayed where it was.
    package var isWaiting: Bool { (state == .draft || state == .checked) && blob != nil }

    /// An import that has just begun.
    package init(
        id: ImportID, kind: Kind, source: String, fileName: String, personName: String, createdAt: Timestamp
    ) {
        self.id = id
        self.kind = kind
        self.source = source
        self.fileName = fileName
        self.personName = personName
        self.createdAt = createdAt
    }

    /// What the history of customers calls it.
    package var name: String { source.isEmpty ? fileName : source }

    /// Who browsers listen to for progress.
    package static func topic(_ id: ImportID) -> String { "import/\(id)" }
}

/// What an import does with what it finds.
package struct ImportOptions: Sendable, Equatable {
    /// The meaning of each column, by the words of `CustomerMeaning` or `OpenItemColumn`; nil: not taken. Empty: guessed.
    package var columns: [String?] = []
    /// Only new customers are added, known ones stay as they are.
    package var keepsKnown = false
    /// Open items: whether what the file no longer lists is paid.
    package var isFullList = true

    /// Everything as usual.
    package init() {}
}

/// How many records came to what.
package struct ImportFigures: Sendable, Equatable {
    /// New here.
    package var taken = 0
    /// Known, and now different; of mails: known already.
    package var changed = 0
    /// Known and the same.
    package var unchanged = 0
    /// Refused with a reason; of mails: put aside.
    package var rejected = 0

    /// Nothing so far.
    package init() {}

    /// All of them.
    package var total: Int { taken + changed + unchanged + rejected }

    package static func += (left: inout ImportFigures, right: ImportFigures) {
        left.taken += right.taken
        left.changed += right.changed
        left.unchanged += right.unchanged
        left.rejected += right.rejected
    }
}

/// Why a record was refused, or what of it could not be taken.
package struct Refusal: Error, Equatable, Sendable {
    /// How reasons begin that refuse only a part: the rest of the record is taken.
    static let remark = "remark."
    /// Whether the record is taken all the same.
    package var isRemark: Bool { reason.hasPrefix(Self.remark) }

    /// A word that `Texts.importReason` knows.
    package let reason: String
    /// The column that is to blame, as the file calls it; empty: the whole line.
    package var field = ""

    /// A refusal.
    package init(_ reason: String, field: String = "") {
        self.reason = reason
        self.field = field
    }
}

/// A record that was refused as a whole or in part, as it is kept for the report.
package struct Rejection: Sendable, Equatable {
    /// The line of the file where the record begins; of files without lines, the number of the record.
    package let line: Int
    /// Why.
    package let refusal: Refusal
    /// The record as it stands in the file, at most `rawLimit` characters.
    package let raw: String

    /// Characters of a record that are kept.
    package static let rawLimit = 20_000

    /// A rejection; the record is cut when it is very long.
    package init(line: Int, refusal: Refusal, raw: String) {
        self.line = line
        self.refusal = refusal
        // PostgreSQL cannot store a zero byte.
        self.raw = raw.storable(Self.rawLimit)
    }
}

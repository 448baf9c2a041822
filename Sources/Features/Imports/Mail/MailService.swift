import Customers
import Formats
import Platform
import Storage
import Web

/// What can be done with mails that were taken in. Colleagues see all of them, guests none.
package struct MailService: Sendable {
    let database: any Database
    let blobs: BlobStore
    let parsing: MailParsing
    let mails = MailStore()
    let customers = CustomerStore()

    /// A service over an open store.
    /// - Parameter parsing: how mails are read.
    package init(store: Store, parsing: MailParsing = MailParsing(cells: nil)) {
        database = store.database
        blobs = store.blobs
        self.parsing = parsing
    }

    /// Mails on one page.
    static let pageSize = 50
    /// Bytes of HTML, or characters of text, that a mail's page shows; behind them it leads to the mail as it came.
    static let shownBytes = 100_000

    /// A mail with everything its page shows.
    struct Whole: Sendable {
        let mail: Mail
        let thread: [Mail]
        let attachments: [MailAttachment]
        let customer: Customer?
        /// The mail's own HTML, made safe; empty when it has none.
        let safeHTML: String
        /// What of the text is shown when there is no HTML.
        let text: String
        /// Whether the mail holds more text than is shown.
        let isCut: Bool
    }

    /// A whole mail. - Throws: `AppError.notFound`.
    func whole(_ id: MailID, for viewer: Viewer) async throws -> Whole {
        guard viewer.isEmployee else { throw AppError.notFound }
        let found = try await database.read {
            [mails, customers] tx -> (Mail, [Mail], [MailAttachment], Customer?) in
            guard let mail = try mails.find(id, in: tx) else { throw AppError.notFound }
            return (
                mail, try mails.thread(mail.thread, in: tx), try mails.attachments(of: id, in: tx),
                try mail.customer.flatMap { try customers.find($0, for: viewer, in: tx) }
            )
        }
        let blob = found.0.blob
        let safe = try await database.slow.run { try shownHTML(of: blob) }
        let text = found.0.text.beginning(Self.shownBytes)
        let isTextWhole = found.0.text.unicodeScalars.count == text.unicodeScalars.count
        return Whole(
            mail: found.0, thread: found.1, attachments: found.2, customer: found.3,
            safeHTML: safe?.html ?? "", text: text,
            isCut: safe.map { !$0.isWhole && !$0.html.isEmpty } ?? !isTextWhole)
    }

    /// The mail as it came. - Throws: `AppError.notFound`.
    func raw(_ id: MailID, for viewer: Viewer) async throws -> BlobFile {
        let mail = try await database.read { [mails] in try mails.find(id, in: $0) }
        guard viewer.isEmployee, let mail, let file = try blobs.file(mail.blob) else {
            throw AppError.notFound
        }
        return file
    }

    private func shownHTML(of blob: String) throws -> (html: String, isWhole: Bool)? {
        let bytes = try blobs.read(blob) ?? []
        let html = bytes.isEmpty ? nil : try parsing.read(bytes).unsafeHTML
        return html.map { SafeHTML.beginning(of: $0, limit: Self.shownBytes) }
    }

    /// A file of a mail. - Throws: `AppError.notFound`.
    func attachment(
        _ id: ID<MailAttachment>, of mail: MailID, for viewer: Viewer
    ) async throws -> (file: MailAttachment, blob: BlobFile) {
        guard viewer.isEmployee else { throw AppError.notFound }
        let files = try await database.read { [mails] in try mails.attachments(of: mail, in: $0) }
        guard let file = files.first(where: { $0.id == id }), let blob = try blobs.file(file.blob) else {
            throw AppError.notFound
        }
        return (file, blob)
    }

    /// Mails, newest first. - Parameter unmatched: only those without a customer.
    func list(
        unmatched: Bool, before: MailID?, for viewer: Viewer
    ) async throws -> (mails: [Mail], hasMore: Bool) {
        guard viewer.isEmployee else { throw AppError.notFound }
        let found = try await database.read { [mails] in
            try mails.list(unmatched: unmatched, before: before, limit: Self.pageSize + 1, in: $0)
        }
        return (Array(found.prefix(Self.pageSize)), found.count > Self.pageSize)
    }

    // MARK: Quarantine

    /// What cannot be read, newest first.
    func quarantine(
        before: ID<QuarantinedMail>?, for viewer: Viewer
    ) async throws -> (items: [QuarantinedMail], hasMore: Bool) {
        guard viewer.isEmployee else { throw AppError.notFound }
        let found = try await database.read { [mails] in
            try mails.quarantined(before: before, limit: Self.pageSize + 1, in: $0)
        }
        return (Array(found.prefix(Self.pageSize)), found.count > Self.pageSize)
    }

    /// The bytes of one of them. - Throws: `AppError.notFound`.
    func quarantined(_ id: ID<QuarantinedMail>, for viewer: Viewer) async throws -> BlobFile {
        let item = try await database.read { [mails] in try mails.quarantined(id, in: $0) }
        guard viewer.isEmployee, let item, let blob = try blobs.file(item.blob) else {
            throw AppError.notFound
        }
        return blob
    }

    /// Reads one of them again, after the program has learned more. - Returns: whether it is a mail now.
    func retry(_ id: ID<QuarantinedMail>, by viewer: Viewer) async throws -> Bool {
        try viewer.requireEditing()
        let found = try await database.read { [mails] in try mails.quarantined(id, in: $0) }
        guard let item = found else { throw AppError.notFound }
        let incoming: IncomingMail
        do {
            incoming = try await database.slow.run { [blobs, parsing] in
                guard let bytes = try blobs.read(item.blob) else { throw AppError.notFound }
                return try IncomingMail(bytes, blob: item.blob, blobs, parsing)
            }
        } catch is MailError {
            return false
        }
        try await database.write { [mails] tx in
            _ = try MailIntake(run: nil).take([incoming], [], in: tx)
            try mails.release(id, in: tx)
        }
        return true
    }
}

import Customers
import Formats
import Platform
import Storage
import Web

/// What can be done with mails that were taken in. Colleagues see all of them, guests none.
package struct MailService: Sendable {
    let database: any Database
    let blobs: BlobStore
    let mails = MailStore()
    let customers = CustomerStore()

    /// A service over an open store.
    package init(store: Store) {
        database = store.database
        blobs = store.blobs
    }

    /// Mails on one page.
    static let pageSize = 50

    /// A mail with everything its page shows.
    struct Whole: Sendable {
        let mail: Mail
        let thread: [Mail]
        let attachments: [MailAttachment]
        let customer: Customer?
        /// The mail's own HTML, made safe; empty when it has none.
        let safeHTML: String
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
        return Whole(
            mail: found.0, thread: found.1, attachments: found.2, customer: found.3,
            safeHTML: try await database.slow.run { try safeHTML(of: blob) })
    }

    private func safeHTML(of blob: String) throws -> String {
        let bytes = try blobs.read(blob) ?? []
        let html = bytes.isEmpty ? nil : try MailReader().read(bytes).unsafeHTML
        return html.map(SafeHTML.sanitize) ?? ""
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
            incoming = try await database.slow.run { [blobs] in
                guard let bytes = try blobs.read(item.blob) else { throw AppError.notFound }
                return try IncomingMail(bytes, blob: item.blob, blobs)
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

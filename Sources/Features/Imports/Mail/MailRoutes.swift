import Platform
import Web

/// The routes of mails: list, one mail, its files, giving it to a customer; and what cannot be read.
package struct MailRoutes: Sendable {
    let service: MailService

    /// Routes over `service`.
    package init(service: MailService) { self.service = service }

    /// All of them.
    package var routes: [Route] { [list, show, raw, attachment, assign, quarantine, download, retry] }

    private static let unmatched = Field.flag("unmatched", "Only those without a customer.")
    private static let after = Field.optional(
        "after", .id(MailID.self), "The cursor `next` of the list before.")

    private var list: Route {
        Route(
            .get, "mails", .employee,
            summary: "Mails, newest first, 50 at a time, with the first 2,000 characters of their texts.",
            fields: [Self.unmatched, Self.after], example: ListJSON([MailJSON.example], next: "")
        ) { [service] request in
            let unmatched = try request.input[Self.unmatched]
            let (mails, hasMore) = try await service.list(
                unmatched: unmatched, before: request.input[Self.after], for: request.viewer)
            let next = hasMore ? mails.last?.id.text : nil
            return .show(ListJSON(mails.map { MailJSON($0) }, next: next)) {
                MailListPage(mails: mails, unmatched: unmatched, next: next).page($0)
            }
        }
    }

    private var show: Route {
        Route(.get, "mails/:id", .employee, summary: "One mail.", example: MailJSON.example) {
            [service] request in
            let whole = try await service.whole(try request.id(), for: request.viewer)
            guard request.rendering != .json else {
                return .json(MailJSON(whole.mail, whole.attachments))
            }
            let suggestions = try await service.suggestions(for: whole, by: request.viewer)
            return .page { MailPage(whole: whole, suggestions: suggestions).page($0) }
        }
    }

    private var raw: Route {
        Route(.get, "mails/:id/raw", .employee, summary: "The bytes of a mail as it came.") {
            [service] request in
            let file = try await service.raw(try request.id(), for: request.viewer)
            return .blob(file, type: "application/octet-stream", fileName: "\(request.text("id")).eml")
        }
    }

    private var attachment: Route {
        Route(
            .get, "mails/:id/attachments/:file", .employee, summary: "A file of a mail, as a download."
        ) { [service] request in
            let (file, blob) = try await service.attachment(
                try request.id("file"), of: try request.id(), for: request.viewer)
            return .blob(
                blob, type: SafeType.of(file.type), fileName: file.name.isEmpty ? "attachment" : file.name)
        }
    }

    private static let customer = Field.required(
        "customer", .text(0...200), "The customer's id, number, or beginning of the name.")
    private static let addAddress = Field.flag(
        "add_address", "Writes the sender's address down at the customer.")

    private var assign: Route {
        Route(
            .post, "mails/:id/customer", .employee,
            summary: "Gives a mail and its thread to a customer, also when another one has it.",
            fields: [Self.customer, Self.addAddress], example: MailJSON.example
        ) { [service] request in
            let id: MailID = try request.id()
            return try await request.answering(
                showingAgain: { refusal in
                    let whole = try await service.whole(id, for: request.viewer)
                    let suggestions = try await service.suggestions(for: whole, by: request.viewer)
                    let candidates = try await service.candidates(
                        for: request.input[Self.customer], by: request.viewer)
                    return .page {
                        MailPage(
                            whole: whole, suggestions: suggestions, candidates: candidates, refusal: refusal
                        ).page($0)
                    }
                },
                {
                    let customer = try await service.assign(
                        id, to: request.input[Self.customer],
                        addingAddress: request.input[Self.addAddress], by: request.viewer)
                    let whole = try await service.whole(id, for: request.viewer)
                    return .changed(MailJSON(whole.mail), goTo: Link("/customers/\(customer)"))
                })
        }
    }

    private static let afterItem = Field.optional(
        "after", .id(ID<QuarantinedMail>.self), "The cursor `next` of the list before.")

    private var quarantine: Route {
        Route(
            .get, "imports/quarantine", .employee, summary: "What should be a mail and cannot be read.",
            fields: [Self.afterItem], example: ListJSON([QuarantinedJSON.example], next: "")
        ) { [service] request in
            let (items, hasMore) = try await service.quarantine(
                before: request.input[Self.afterItem], for: request.viewer)
            let next = hasMore ? items.last?.id.text : nil
            return .show(ListJSON(items.map(QuarantinedJSON.init), next: next)) {
                QuarantinePage(items: items, next: next).page($0)
            }
        }
    }

    private var download: Route {
        Route(
            .get, "imports/quarantine/:id/raw", .employee, summary: "The bytes as they came."
        ) { [service] request in
            let blob = try await service.quarantined(try request.id(), for: request.viewer)
            return .blob(blob, type: "application/octet-stream", fileName: "\(request.text("id")).eml")
        }
    }

    private var retry: Route {
        Route(
            .post, "imports/quarantine/:id/retry", .employee, summary: "Reads it once more.",
            example: RetryJSON(isTaken: true)
        ) { [service] request in
            let isTaken = try await service.retry(try request.id(), by: request.viewer)
            return .changed(RetryJSON(isTaken: isTaken), goTo: Link("/imports/quarantine"))
        }
    }
}

/// Types that a browser may be told; anything else is bytes.
enum SafeType {
    static func of(_ claimed: String) -> String {
        let harmless = ["application/pdf", "image/png", "image/jpeg", "image/gif", "image/tiff", "text/csv"]
        return harmless.contains(claimed) ? claimed : "application/octet-stream"
    }
}

/// A mail, for programs.
struct MailJSON: Encodable, Sendable {
    struct File: Encodable, Sendable {
        let id: String
        let name: String
        let type: String
        let bytes: Int
    }

    let id: MailID
    let thread: String
    let subject: String
    let fromAddress: String
    let fromName: String
    let to: [String]
    let at: Timestamp
    let customer: CustomerID?
    let direction: String
    let text: String
    let attachments: [File]

    init(_ mail: Mail, _ files: [MailAttachment] = []) {
        id = mail.id
        thread = ID<Void>(mail.thread).text
        subject = mail.subject
        fromAddress = mail.fromAddress
        fromName = mail.fromName
        to = mail.recipients.split(separator: "\n").map(String.init)
        at = mail.at
        customer = mail.customer
        direction = mail.isOutward ? "out" : "in"
        text = mail.text
        attachments = files.map { File(id: $0.id.text, name: $0.name, type: $0.type, bytes: $0.bytes) }
    }

    static let example = MailJSON(
        Mail(
            id: MailID(1), thread: 1, subject: "Anfrage", fromAddress: "a@b.example", fromName: "Anna",
            recipients: "",
            at: Timestamp(us: 0), customer: nil, isOutward: false, blob: "", text: ""))
}

/// Something that cannot be read, for programs.
struct QuarantinedJSON: Encodable, Sendable {
    let id: ID<QuarantinedMail>
    let reason: String
    let name: String
    let bytes: Int
    let at: Timestamp

    init(_ item: QuarantinedMail) {
        (id, reason, name, bytes, at) = (item.id, item.reason, item.name, item.bytes, item.at)
    }

    static let example = QuarantinedJSON(
        QuarantinedMail(
            id: ID(1), reason: "mail.empty", name: "x.eml", blob: "", bytes: 0, at: Timestamp(us: 0)))
}

/// What came of another try, for programs.
struct RetryJSON: Encodable, Sendable {
    let isTaken: Bool
}

import Customers
import Formats
import Platform
import Storage
import Timeline

// Giving mails to customers: those that found none by themselves, and those that found the wrong one.
extension MailService {
    /// Customers whose mail it may be, those with the very address first; at most `suggestionLimit`.
    func suggestions(for whole: Whole, by viewer: Viewer) async throws -> [Customer] {
        let addresses = whole.mail.counterparts
        let domains = Set(addresses.map(\.domain)).subtracting(FreeMail.domains)
        return try await database.read { [mails, customers] tx in
            let own = try mails.colleagues(in: tx)
            let others = addresses.filter { own[$0] == nil }
            let ownDomains = Set(own.keys.map(\.domain))
            let ids = try mails.suggested(
                addresses: others, domains: domains.subtracting(ownDomains).sorted(),
                limit: Self.suggestionLimit, in: tx)
            return try ids.filter { $0 != whole.customer?.id }
                .compactMap { try customers.find($0, for: viewer, in: tx) }
        }
    }

    /// Suggestions at most.
    static let suggestionLimit = 5

    /// Gives a mail to a customer, with the others of its thread that have none or had the same one; their entries
    /// move to that customer's timeline. Both customers' histories tell it.
    /// - Parameters:
    ///   - name: the customer's id, a customer number, or the beginning of the name.
    ///   - addingAddress: whether the sender's address is written down at the customer, when it is not there.
    /// - Throws: `AppError` `.invalid` (`customer`: choice, several), `.notFound`, `.forbidden`.
    func assign(
        _ id: MailID, to name: String, addingAddress: Bool = false, by viewer: Viewer
    ) async throws -> CustomerID {
        try viewer.requireEditing()
        guard !name.isEmpty else { throw AppError.invalid(["customer": "required"]) }
        let found = try await candidates(for: name, by: viewer)
        guard let wanted = found.first else { throw AppError.invalid(["customer": "choice"]) }
        guard found.count == 1 else { throw AppError.invalid(["customer": "several"]) }
        return try await database.write { [mails, customers] tx in
            // Two who do it at once would both write it onto a timeline.
            try tx.lock("mails")
            guard let mail = try mails.find(id, in: tx),
                let customer = try customers.find(wanted.id, for: viewer, in: tx)
            else { throw AppError.notFound }
            let old = try mail.customer.flatMap { try customers.find($0, for: viewer, in: tx) }
            if old?.id != customer.id {
                try hand(mail, from: old, to: customer, by: viewer, in: tx)
            }
            if addingAddress { try addSender(of: mail, to: customer, by: viewer, in: tx) }
            return customer.id
        }
    }

    /// Customers that `name` may mean, at most 10.
    func candidates(for name: String, by viewer: Viewer) async throws -> [Customer] {
        name.isEmpty
            ? [] : try await CustomerPartsService(database: database).candidates(for: name, by: viewer)
    }

    private func hand(
        _ mail: Mail, from old: Customer?, to customer: Customer, by viewer: Viewer, in tx: any Transaction
    ) throws {
        let before = [mail.customer, old?.id]
        let thread = try mails.thread(mail.thread, isWhole: true, in: tx).filter {
            before.contains($0.customer)
        }
        try mails.assign(thread, to: customer.id, in: tx)
        let own = try mails.colleagues(in: tx)
        for mail in thread {
            if let old,
                try TimelineStore().hand(
                    "mail", mail.id.raw, at: mail.at, from: old.id, to: customer.id, in: tx)
            {
                try customers.noteContact(customer.id, at: mail.at, in: tx)
                try customers.forgetContact(old.id, at: mail.at, in: tx)
            } else {
                try MailIntake(run: nil).tell(
                    mail, QuotedText.latest(of: mail.text), of: customer.id, by: own[mail.fromAddress], in: tx
                )
            }
        }
        let title = mail.subject.isEmpty ? mail.author : mail.subject
        if let old { try customers.record([("mail", title, "")], of: old.id, by: viewer.name, in: tx) }
        try customers.record([("mail", "", title)], of: customer.id, by: viewer.name, in: tx)
    }

    /// Nothing happens when the address is there, cannot be read, or is a colleague's.
    private func addSender(
        of mail: Mail, to customer: Customer, by viewer: Viewer, in tx: any Transaction
    ) throws {
        guard !mail.isOutward, let address = EmailAddress(readable: mail.fromAddress) else { return }
        let parts = CustomerPartsStore()
        let isThere = try parts.reaches(of: customer.id, in: tx).contains {
            $0.kind == .email && $0.value == address.key
        }
        guard !isThere else { return }
        let reach = Reach(
            tx.id(), .email, value: address.key, display: address.text, label: "", contact: nil)
        try parts.add(reach, to: customer.id, in: tx)
        try customers.record([("email", "", address.text)], of: customer.id, by: viewer.name, in: tx)
        try tx.publish(Event(topic: "customer/\(customer.id)", kind: "reach", subject: customer.id.text))
    }
}

extension Mail {
    /// Whom we exchanged it with: the sender, or the receivers of what we wrote ourselves; at most 20.
    var counterparts: [String] {
        let all = isOutward ? recipients.split(separator: "\n").map(String.init) : [fromAddress]
        return all.prefix(20).map { $0.lowercased() }.filter { !$0.isEmpty }
    }
}

extension String {
    /// What stands behind the `@` of a mail address.
    fileprivate var domain: String {
        split(separator: "@", omittingEmptySubsequences: false).last.map(String.init) ?? ""
    }
}

extension EmailAddress {
    /// Nil when `text` is no address.
    fileprivate init?(readable text: String) {
        do { try self.init(text) } catch { return nil }
    }
}

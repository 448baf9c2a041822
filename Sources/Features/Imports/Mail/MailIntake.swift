import Customers
import Formats
import Platform
import Storage
import Timeline

/// Takes mails in, inside a transaction: leaves out what is there, finds the thread and the customer.
struct MailIntake: Sendable {
    /// The import; nil when something is read again.
    let run: ImportID?
    private let store = MailStore()
    private let customers = CustomerStore()
    private let timeline = TimelineStore()

    init(run: ImportID?) { self.run = run }

    /// Bytes that are no mail.
    struct Unreadable: Sendable {
        let reason: String
        let name: String
        let blob: String
        let bytes: Int
    }

    /// What is looked up for a piece, in a few statements.
    private struct Lookups {
        var related: [MailStore.Known]
        let namesakes: [MailStore.Known]
        let colleagues: [String: PersonID]
        /// Domains of colleagues where not anybody can have an address.
        let ownDomains: Set<String>
        var byAddress: [String: CustomerID] = [:]
        var byDomain: [String: CustomerID] = [:]

        func isOwn(_ address: String) -> Bool {
            colleagues[address] != nil || ownDomains.contains(Self.domain(of: address))
        }

        static func domain(of address: String) -> String {
            address.split(separator: "@", omittingEmptySubsequences: false).last.map(String.init) ?? ""
        }
    }

    /// Adds mails and what cannot be read.
    func take(
        _ mails: [IncomingMail], _ unreadable: [Unreadable], in tx: any Transaction
    ) throws -> StepOutcome {
        try tx.lock("mails")
        var outcome = StepOutcome()
        var lookups = try lookUp(mails, in: tx)
        var new: [(mail: Mail, incoming: IncomingMail)] = []
        for incoming in mails {
            guard !isKnown(incoming, lookups) else {
                outcome.figures.unchanged += 1
                continue
            }
            let mail = mail(incoming, lookups, in: tx)
            new.append((mail, incoming))
            lookups.related.append(MailStore.Known(mail, incoming))
            outcome.figures.taken += 1
        }
        try store.insert(new, in: tx)
        for (mail, incoming) in new {
            guard let customer = mail.customer else { continue }
            try tell(
                mail, incoming.mail.latestText, of: customer, by: lookups.colleagues[mail.fromAddress], in: tx
            )
        }
        try store.quarantine(unreadable.map { ($0.reason, $0.name, $0.blob, $0.bytes) }, of: run, in: tx)
        outcome.figures.rejected = unreadable.count
        return outcome
    }

    /// Writes a mail onto its customer's timeline.
    func tell(
        _ mail: Mail, _ text: String, of customer: CustomerID, by author: PersonID?, in tx: any Transaction
    ) throws {
        var entry = TimelineEntry(
            id: tx.id(), customer: customer, at: mail.at, kind: .mail, author: author, authorName: mail.author
        )
        entry.direction = mail.isOutward ? .outward : .inward
        entry.title = mail.subject
        entry.text = text.storable(20_000)
        entry.source = "mail"
        entry.sourceID = mail.id.raw
        try timeline.add(entry, in: tx)
        try customers.noteContact(customer, at: mail.at, in: tx)
    }

    private func lookUp(_ mails: [IncomingMail], in tx: any Transaction) throws -> Lookups {
        let ids = mails.flatMap { $0.answered + [$0.rootID, $0.mail.messageID ?? ""] }.filter { !$0.isEmpty }
        let subjects = mails.filter(\.isAnswer).map(\.subjectKey)
        let colleagues = try store.colleagues(in: tx)
        let domains = Set(colleagues.keys.map(Lookups.domain)).subtracting(FreeMail.domains)
        var lookups = Lookups(
            related: try store.related(
                hashes: Set(mails.map(\.mail.contentHash)).sorted(),
                ids: Array(Set(ids).sorted().prefix(8000)),
                in: tx),
            namesakes: try store.namesakes(subjects: Set(subjects).sorted(), in: tx), colleagues: colleagues,
            ownDomains: domains)
        let addresses = Set(mails.flatMap(\.participants)).filter { !$0.isEmpty && !lookups.isOwn($0) }
        lookups.byAddress = try store.customers(addresses: Array(addresses.sorted().prefix(8000)), in: tx)
        let open = Set(addresses.filter { lookups.byAddress[$0] == nil }.map(Lookups.domain))
        lookups.byDomain = try store.customers(
            domains: Array(open.subtracting(FreeMail.domains).sorted().prefix(8000)), in: tx)
        let found = Set(lookups.byAddress.values).union(lookups.byDomain.values)
        let standing = try customers.hold(found.sorted(), in: tx)
        lookups.byAddress = lookups.byAddress.mapValues { standing[$0] ?? $0 }
        lookups.byDomain = lookups.byDomain.mapValues { standing[$0] ?? $0 }
        return lookups
    }

    /// The same content, or another copy of the same sending: programs that give two mails one id exist.
    private func isKnown(_ incoming: IncomingMail, _ lookups: Lookups) -> Bool {
        let mail = incoming.mail
        return lookups.related.contains { known in
            if known.hash == mail.contentHash { return true }
            guard let id = mail.messageID, id == known.messageID else { return false }
            return known.from == incoming.from && known.subjectKey == incoming.subjectKey
                && mail.sentAtUs.map { min($0, known.at.us) } == known.at.us
                && mail.attachments.count == known.files
                && incoming.opening == known.opening
        }
    }

    private func mail(_ incoming: IncomingMail, _ lookups: Lookups, in tx: any Transaction) -> Mail {
        let parsed = incoming.mail
        let id: MailID = tx.id()
        let isOutward = lookups.isOwn(incoming.from)
        return Mail(
            id: id, thread: thread(of: incoming, lookups) ?? id.raw, subject: parsed.subject.storable(500),
            fromAddress: incoming.from.storable(320), fromName: (parsed.from.first?.name ?? "").storable(200),
            recipients: incoming.receivers.joined(separator: "\n").storable(20_000),
            // Not in the future, whatever the sender's clock said.
            at: min(parsed.sentAtUs.map { Timestamp(us: $0) } ?? tx.now, tx.now),
            customer: customer(of: incoming, isOutward, lookups), isOutward: isOutward, blob: incoming.blob,
            text: parsed.text.storable(200_000))
    }

    /// The thread of a mail that it answers, that answers it, or that answers the same; else by subject and people.
    private func thread(of incoming: IncomingMail, _ lookups: Lookups) -> Int64? {
        let answered = Set(incoming.answered)
        let own = incoming.mail.messageID ?? ""
        let found = lookups.related.last { known in
            answered.contains(known.messageID) && !known.messageID.isEmpty
                || !own.isEmpty && known.rootID == own
                || !incoming.rootID.isEmpty && known.rootID == incoming.rootID
        }
        if let found { return found.thread }
        guard incoming.isAnswer, let at = incoming.mail.sentAtUs else { return nil }
        let month: Int64 = 30 * 86_400_000_000
        let namesakes = (lookups.namesakes + lookups.related).lazy.filter { known in
            known.subjectKey == incoming.subjectKey && abs(known.at.us - at) <= month
        }
        return namesakes.prefix(Self.namesakesCompared).first { known in
            known.participants.intersection(incoming.participants).count >= 2
        }?.thread
    }

    /// Mails with the same subject whose people are compared.
    private static let namesakesCompared = 100

    /// By address, else by domain; the first of the others that belongs to exactly one customer.
    private func customer(of incoming: IncomingMail, _ isOutward: Bool, _ lookups: Lookups) -> CustomerID? {
        let replies = incoming.mail.replyTo.map { $0.address.lowercased() }
        let others = (isOutward ? incoming.receivers : [incoming.from] + replies).filter {
            !lookups.isOwn($0)
        }
        return others.lazy.compactMap { lookups.byAddress[$0] }.first
            ?? others.lazy.compactMap { lookups.byDomain[Lookups.domain(of: $0)] }.first
    }
}

extension MailStore.Known {
    /// What a mail of the same piece is known by.
    init(_ mail: Mail, _ incoming: IncomingMail) {
        self.init(
            hash: incoming.mail.contentHash, messageID: incoming.mail.messageID ?? "",
            rootID: incoming.rootID,
            thread: mail.thread, subjectKey: incoming.subjectKey, from: mail.fromAddress, at: mail.at,
            participants: incoming.participants, opening: incoming.opening,
            files: incoming.mail.attachments.count)
    }
}

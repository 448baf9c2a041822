import People
import Platform
import Storage
import Timeline

/// A part of a customer that can be read by itself.
enum CustomerPart: CaseIterable {
    case numbers, tags, reaches, addresses, contacts, responsibilities, facts, consents, openItems, relations,
        guests
    case bond, entries

    /// What guests may see; the rest is our own knowledge.
    static let forGuests: Set<CustomerPart> = [
        .numbers, .reaches, .addresses, .contacts, .responsibilities, .bond, .entries,
    ]
}

extension CustomerService {
    /// Everything about one customer, read together; what the viewer may not see, or was not asked for, is empty.
    package struct Whole: Sendable {
        package internal(set) var customer: Customer
        package internal(set) var numbers: [ExternalNumber] = []
        package internal(set) var tags: [String] = []
        package internal(set) var reaches: [Reach] = []
        package internal(set) var addresses: [Address] = []
        package internal(set) var contacts: [Contact] = []
        package internal(set) var responsibilities: [Responsibility] = []
        /// Who of the responsible colleagues is away today, with who stands in.
        package internal(set) var absences: [PersonID: Absence] = [:]
        package internal(set) var facts: [SoftFact] = []
        package internal(set) var consents: [Consent] = []
        package internal(set) var openItems: [OpenItem] = []
        package internal(set) var relations: [Relation] = []
        package internal(set) var guests: [Guest] = []
        package internal(set) var bond = CustomerBond()
        /// One more than a page when there are older ones.
        package internal(set) var entries: [TimelineEntry] = []
        /// Blocks of other features.
        var panels: [LoadedPanel] = []
        /// Names of the viewer's teams.
        package internal(set) var teams: [TeamID: String] = [:]
    }

    /// The whole customer in one read. - Throws: `AppError.notFound`.
    package func whole(
        _ id: CustomerID, _ filter: TimelineFilter = .init(), after cursor: TimelineCursor? = nil,
        on today: CivilDate, for viewer: Viewer
    ) async throws -> Whole {
        try await read(id, Set(CustomerPart.allCases), filter, cursor, panels: panels, on: today, for: viewer)
    }

    /// The customer with these parts. - Parameter today: for who is away.
    /// - Throws: `AppError.notFound`.
    func read(
        _ id: CustomerID, _ wanted: Set<CustomerPart>, _ filter: TimelineFilter = .init(),
        _ cursor: TimelineCursor? = nil, panels: [CustomerPanel] = [], on today: CivilDate,
        for viewer: Viewer
    ) async throws -> Whole {
        let panels = panels.filter { $0.access.includes(viewer) }
        let wanted = viewer.isEmployee ? wanted : wanted.intersection(CustomerPart.forGuests)
        return try await database.read { [customers] tx in
            guard let customer = try customers.find(id, for: viewer, in: tx) else { throw AppError.notFound }
            var whole = Whole(customer: customer.seen(by: viewer))
            var away: [PersonID] = []
            try tx.together { tx in
                for part in CustomerPart.allCases where wanted.contains(part) {
                    try whole.load(part, for: viewer, in: tx)
                }
                if wanted.contains(.responsibilities) {
                    away = try CustomerPartsStore().responsibleAway(from: customer.id, on: today, in: tx)
                }
                whole.panels = try panels.map {
                    LoadedPanel(panel: $0, content: try $0.load(customer.id, viewer, tx))
                }
                guard wanted.contains(.entries) else { return }
                whole.entries = try TimelineStore().page(
                    of: customer.id, filter, after: cursor, for: viewer, in: tx)
                whole.teams = try PersonStore().teamNames(viewer.teams, in: tx)
            }
            // Few are away, so who stands in is asked only then.
            if !away.isEmpty { whole.absences = try Colleagues().absences(of: away, on: today, in: tx) }
            return whole
        }
    }
}

extension CustomerService.Whole {
    mutating func load(_ part: CustomerPart, for viewer: Viewer, in tx: any Transaction) throws {
        let parts = CustomerPartsStore()
        let id = customer.id
        switch part {
        case .numbers: numbers = try parts.numbers(of: id, in: tx)
        case .tags: tags = try parts.tags(of: id, in: tx)
        case .reaches: reaches = try parts.reaches(of: id, in: tx)
        case .addresses: addresses = try parts.addresses(of: id, in: tx)
        case .contacts: contacts = try parts.contacts(of: id, in: tx)
        case .responsibilities: responsibilities = try parts.responsibilities(of: id, in: tx)
        case .facts: facts = try parts.facts(of: id, in: tx)
        case .consents: consents = try parts.consents(of: id, in: tx)
        case .openItems: openItems = try parts.openItems(of: id, in: tx)
        case .relations: relations = try parts.relations(of: id, for: viewer, in: tx)
        case .guests: guests = try parts.guests(of: id, in: tx)
        case .bond: bond = try parts.bond(of: id, with: viewer, in: tx)
        case .entries: break
        }
    }
}

extension Customer {
    /// The customer without what guests must not learn: money, our own remarks and estimates, and when we spoke last, in which our
    /// internal notes would show.
    package func seen(by viewer: Viewer) -> Customer {
        guard !viewer.isEmployee else { return self }
        var customer = self
        (customer.dunningLevel, customer.openCents) = (0, 0)
        for field in CustomerField.internals { field.clear(in: &customer.details) }
        customer.lastEntryAt = nil
        return customer
    }
}

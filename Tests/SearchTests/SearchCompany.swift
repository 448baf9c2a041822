import App
import Customers
import Foundation
import People
import Platform
import Search
import Storage
import TestKit
import Testing
import Timeline
import Web

/// A server with what the tests of searching need.
extension TestServer {
    var search: SearchService { rundblick.search.service }
    var customers: CustomerService { CustomerService(database: rundblick.store.database) }
    var notes: CustomerTimelineService { CustomerTimelineService(database: rundblick.store.database) }

    /// Waits until the index knows everything.
    func index() async throws { try await rundblick.search.indexer.drain() }

    /// What `client` finds, by its titles.
    func titles(
        _ text: String, _ kinds: [SearchSource]? = nil, isTyping: Bool = false,
        for viewer: Viewer
    ) async throws -> [String] {
        let results = try await search.search(text, kinds: kinds, isTyping: isTyping, for: viewer)
        return results.groups.flatMap(\.hits).map(\.title)
    }

    /// Lets `viewer` look at a customer's page.
    func visit(_ id: CustomerID, by viewer: Viewer) async throws {
        let now = rundblick.store.database.clock.now()
        let whole = try await customers.whole(id, on: CivilDate(daysSince1970: 20_000), for: viewer)
        try await customers.noteVisit(of: whole, by: viewer, at: now)
    }

    /// A team with `members`.
    func team(_ name: String, _ members: [PersonID]) async throws -> TeamID {
        try await rundblick.store.database.write { tx in
            let id: TeamID = tx.id()
            try tx.run(
                "INSERT INTO team (id, name, name_key, about, version) VALUES (\(id), \(name), \(name), '', 1)"
            )
            for person in members {
                try tx.run("INSERT INTO team_member (team_id, person_id) VALUES (\(id), \(person))")
            }
            return id
        }
    }

    /// A customer with a number and a phone.
    func customer(
        _ name: String, number: String = "", phone: String = "", by viewer: Viewer
    ) async throws -> CustomerID {
        let customer = try await customers.create(.company(name), by: viewer)
        try await rundblick.store.database.write { tx in
            if !number.isEmpty {
                try tx.run(
                    """
                    INSERT INTO customer_number (system, number, customer_id) VALUES ('', \(number), \(customer.id))
                    """)
            }
            if !phone.isEmpty {
                try tx.run(
                    """
                    INSERT INTO customer_reach (id, customer_id, kind, value, display, label)
                    VALUES (\(tx.id() as CustomerID), \(customer.id), 'phone', \(phone), \(phone), '')
                    """)
            }
        }
        return customer.id
    }

    /// A note about a customer.
    @discardableResult func note(
        _ text: String, on customer: CustomerID, team: TeamID? = nil, isShared: Bool = false,
        by viewer: Viewer
    ) async throws -> EntryID {
        var draft = CustomerTimelineService.Draft(kind: .note, text: text)
        draft.team = team
        draft.isShared = isShared
        return try await notes.add(draft, to: customer, by: viewer).id
    }
}

extension TestClient {
    /// Who they are, as the services take it.
    func viewer(_ role: Role = .member, teams: [TeamID] = []) -> Viewer {
        Viewer(id: id, name: "Anna", role: role, teams: teams, scope: .admin)
    }
}

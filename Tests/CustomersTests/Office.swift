import Platform
import Storage
import Synchronization
import TestKit
import Timeline

@testable import Customers
@testable import People

/// A small company with customers in an empty store, with a clock that is moved by hand.
struct Office: Sendable {
    let store: Store
    let time: HandClock
    let customers: CustomerService
    let parts: CustomerPartsService
    let talk: CustomerTimelineService

    static let today = CivilDate(daysSince1970: 20_000)

    static func with(_ engine: TestEngine, _ body: @Sendable (Office) async throws -> Void) async throws {
        let time = HandClock(Timestamp(startOf: today).adding(seconds: 12 * 3600))
        let migrations = PeopleMigrations.all + CustomerMigrations.all + TimelineMigrations.all
        try await TestStore.with(engine, migrations: migrations, clock: time.clock) { store in
            let database = store.database
            try await body(
                Office(
                    store: store, time: time, customers: CustomerService(database: database),
                    parts: CustomerPartsService(database: database),
                    talk: CustomerTimelineService(database: database)))
        }
    }

    func member(_ name: String, in teams: TeamID...) async throws -> Viewer {
        try await add(name, .member, teams)
    }
    func guest(_ name: String) async throws -> Viewer { try await add(name, .guest, []) }

    private func add(_ name: String, _ role: Role, _ teams: [TeamID]) async throws -> Viewer {
        try await store.database.write { tx in
            let id: PersonID = tx.id()
            let person = Person(id: id, email: "\(id)@example.org", name: name, role: role, title: "")
            try PersonStore().add(person, passwordHash: nil, in: tx)
            for team in teams {
                try tx.run("INSERT INTO team_member (team_id, person_id) VALUES (\(team), \(id))")
            }
            return Viewer(id: id, name: name, role: role, teams: teams, scope: .admin)
        }
    }

    func team(_ name: String) async throws -> TeamID {
        try await store.database.write { tx in
            let id: TeamID = tx.id()
            try tx.run(
                "INSERT INTO team (id, name, name_key, about, version) VALUES (\(id), \(name), \(name), '', 1)"
            )
            return id
        }
    }

    func company(_ name: String, by viewer: Viewer) async throws -> CustomerID {
        try await customers.create(.company(name), by: viewer).id
    }

    func whole(_ id: CustomerID, for viewer: Viewer) async throws -> CustomerService.Whole {
        try await customers.whole(id, on: Self.today, for: viewer)
    }

    /// Field, old and new value of every change, oldest first.
    func history(_ id: CustomerID, by viewer: Viewer) async throws -> [[String]] {
        try await customers.history(of: id, before: nil, for: viewer).changes.reversed().map {
            [$0.field, $0.old, $0.new]
        }
    }
}

/// A clock that stands still until it is moved.
final class HandClock: Sendable {
    private let state: Mutex<Timestamp>

    init(_ time: Timestamp) { state = Mutex(time) }

    var clock: Clock { Clock { self.state.withLock { $0 } } }

    func pass(seconds: Int64) { state.withLock { $0 = $0.adding(seconds: seconds) } }
}

extension Store {
    /// Gives a customer an open item.
    func owe(
        _ cents: Int, _ currency: String = "EUR", level: Int = 0, id: CustomerID, number: String = "RE-1",
        due: CivilDate? = Office.today
    ) async throws {
        try await database.write { tx in
            let item = OpenItem(
                id: tx.id(), number: number, issued: nil, due: due, amountCents: cents, openCents: cents,
                currency: currency, dunningLevel: level)
            try CustomerPartsStore().put(item, of: id, in: tx)
            try CustomerPartsStore().refreshMoney(of: id, in: tx)
        }
    }
}

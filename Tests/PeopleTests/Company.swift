import Platform
import Storage
import Synchronization
import TestKit

@testable import People

/// A small company in an empty store, with a clock that is moved by hand.
struct Company: Sendable {
    let store: Store
    let time: HandClock
    let people: PeopleService
    let teams: TeamService

    static let today = CivilDate(daysSince1970: 20_000)

    static func with(_ engine: TestEngine, _ body: @Sendable (Company) async throws -> Void) async throws {
        let time = HandClock(Timestamp(startOf: today).adding(seconds: 12 * 3600))
        try await TestStore.with(engine, migrations: PeopleMigrations.all, clock: time.clock) { store in
            try await body(
                Company(
                    store: store, time: time, people: PeopleService(store: store),
                    teams: TeamService(database: store.database, uses: [])))
        }
    }

    @discardableResult func member(_ name: String, title: String = "") async throws -> Viewer {
        try await add(name, .member, title: title)
    }
    @discardableResult func guest(_ name: String) async throws -> Viewer { try await add(name, .guest) }
    @discardableResult func administrator(_ name: String) async throws -> Viewer {
        try await add(name, .administrator)
    }

    private func add(_ name: String, _ role: Role, title: String = "") async throws -> Viewer {
        try await store.database.write { tx in
            let id: PersonID = tx.id()
            let person = Person(id: id, email: "\(id)@example.org", name: name, role: role, title: title)
            try PersonStore().add(person, passwordHash: nil, in: tx)
            return Viewer(id: id, name: name, role: role, teams: [], scope: .admin)
        }
    }

    /// `person` is away today and for two more days.
    func away(_ person: Viewer, standIn: Viewer?) async throws {
        _ = try await people.addAbsence(
            from: Self.today, until: CivilDate(daysSince1970: Self.today.daysSince1970 + 2),
            standIn: standIn?.id,
            note: "", today: Self.today, by: person)
    }

    /// The names of those for whom `person` stands in.
    func standsIn(_ person: Viewer) async throws -> [String] {
        try await people.colleague(person.id, on: Self.today, by: person).standsInFor.map(\.name)
    }

    func absence(of person: Viewer, on day: CivilDate = today) async throws -> Absence? {
        try await store.database.read {
            try Colleagues().absences(of: [person.id], on: day, in: $0)[person.id]
        }
    }
}

/// A clock that stands still until it is moved.
final class HandClock: Sendable {
    private let time: Mutex<Timestamp>

    init(_ start: Timestamp) { time = Mutex(start) }

    var clock: Clock { Clock { self.time.withLock { $0 } } }

    func move(seconds: Int64) { time.withLock { $0 = $0.adding(seconds: seconds) } }
}

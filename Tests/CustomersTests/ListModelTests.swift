import Language
import Platform
import Storage
import TestKit
import Testing

@testable import Customers
@testable import People
@testable import Timeline

/// Lists are found along indexes of tables that carry sort keys: whatever happened to the customers, they are what a plain
/// look at everybody gives.
@Suite("Lists against a plain model") struct ListModelTests {
    @Test(
        "Any filters in any order, walked to the end, are what looking at everybody gives",
        arguments: TestEngine.all)
    func anything(engine: TestEngine) async throws {
        try await Office.with(engine) { office in
            let anna = try await office.member("Anna")
            let ben = try await office.member("Ben")
            var chance = Chance(state: 11)
            var ids: [CustomerID] = []
            for number in 0..<40 {
                ids.append(
                    try await office.company(
                        "\(chance.pick(["Abel", "Ähre", "Bau", "Bär"])) \(number % 7)", by: anna))
            }
            for round in 0..<3 {
                for _ in 0..<120 { try await change(chance.pick(ids), office, [anna, ben], &chance) }
                if round == 1 { try await merge(ids[3], into: ids[4], office) }
                let wrong = try await office.store.check([CustomerListCheck.check])
                #expect(wrong.isEmpty)
                for _ in 0..<60 {
                    let query = random(&chance, [anna.id, ben.id])
                    let found = try await walk(query, office, anna)
                    #expect(found == (try await model(query, office, anna)), "\(query)")
                }
            }
        }
    }

    private func change(
        _ id: CustomerID, _ office: Office, _ people: [Viewer], _ chance: inout Chance
    ) async throws {
        let viewer = chance.pick(people)
        let word = chance.pick(["A", "B", "C"])
        let (kind, level, code) = (
            chance.below(8), chance.below(3), chance.pick(["23552", "23909", "24103"])
        )
        switch kind {
        case 0: try await office.parts.add(tag: word, to: id, by: viewer)
        case 1:
            try await office.store.database.write { tx in
                _ = try CustomerPartsStore().remove(tag: word, from: id, in: tx)
            }
        case 2: _ = try await office.parts.assign(viewer.id, topic: word, to: id, by: viewer)
        case 3:
            let place = Address(
                id: ID(0), label: "", street: "", postcode: code, city: "Ort \(word)", country: "")
            _ = try await office.parts.add(place, to: id, by: viewer)
        case 4: try await office.store.owe(100 * chance.below(4), level: level, id: id)
        case 5: _ = try await office.talk.add(.init(kind: .note, text: "Notiz"), to: id, by: viewer)
        case 6: try await office.parts.star(id, level > 0, by: viewer)
        default:
            try await office.store.database.write { tx in
                guard var customer = try CustomerStore().find(id, for: viewer, in: tx) else { return }
                customer.details.companyName = "\(word) \(customer.details.companyName.prefix(20))"
                try CustomerStore().update(customer, in: tx)
            }
        }
    }

    private func merge(_ loser: CustomerID, into winner: CustomerID, _ office: Office) async throws {
        try await office.store.database.write { tx in
            let store = CustomerMergeStore()
            try store.unite(loser, into: winner, keeping: [], in: tx)
            _ = try store.uniteStars(loser, into: winner, in: tx)
            _ = try store.point(loser, to: winner, in: tx)
        }
    }

    private func random(_ chance: inout Chance, _ people: [PersonID]) -> CustomerQuery {
        var query = CustomerQuery()
        if chance.below(4) == 0 { query.name = chance.pick(["a", "ba", "c"]) }
        if chance.below(3) == 0 { query.tag = chance.pick(["A", "B"]) }
        if chance.below(4) == 0 { query.city = "Ort A" }
        if chance.below(5) == 0 { query.kind = chance.pick([.company, .person]) }
        if chance.below(3) == 0 { query.responsible = chance.pick(people) }
        if chance.below(4) == 0 { query.postcode = chance.pick(["2", "23", "24103"]) }
        query.isWatched = chance.below(4) == 0
        query.isOwing = chance.below(5) == 0
        query.isDunned = chance.below(5) == 0
        query.sort = chance.pick(CustomerQuery.Sort.allCases)
        return query
    }

    /// The whole list, in pieces of three, looking at five customers at a time.
    private func walk(
        _ query: CustomerQuery, _ office: Office, _ viewer: Viewer
    ) async throws -> [CustomerID] {
        try await office.store.database.read { tx in
            var store = CustomerStore()
            store.walkLimit = 5
            var (query, found): (CustomerQuery, [CustomerID]) = (query, [])
            for _ in 0..<200 {
                let piece = try store.list(query, limit: 3, for: viewer, in: tx)
                found += piece.rows.map(\.customer.id)
                guard let next = piece.next else { return found }
                query.after = CustomerQuery.Cursor(text: next.text)
            }
            Issue.record("the list does not end")
            return found
        }
    }

    /// The same by looking at everybody.
    private func model(
        _ query: CustomerQuery, _ office: Office, _ viewer: Viewer
    ) async throws -> [CustomerID] {
        try await office.store.database.read { tx in
            func owners(_ sql: SQL) throws -> Set<CustomerID> { Set(try tx.rows(sql) { $0.id(0) }) }
            let everybody = try tx.rows(
                "SELECT \(CustomerStore.columns) FROM customer", CustomerStore.customer)
            var allowed = Set(everybody.filter { $0.mergedInto == nil }.map(\.id))
            if !query.tag.isEmpty {
                allowed.formIntersection(
                    try owners("SELECT customer_id FROM customer_tag WHERE tag = \(query.tag)"))
            }
            if let person = query.responsible {
                allowed.formIntersection(
                    try owners("SELECT customer_id FROM customer_responsibility WHERE person_id = \(person)"))
            }
            if query.isWatched {
                allowed.formIntersection(
                    try owners("SELECT customer_id FROM customer_star WHERE person_id = \(viewer.id)"))
            }
            if !query.postcode.isEmpty {
                allowed.formIntersection(
                    try owners(
                        "SELECT customer_id FROM customer_address WHERE postcode LIKE \(query.postcode + "%")"
                    ))
            }
            let fitting = everybody.filter { customer in
                allowed.contains(customer.id) && (query.city.isEmpty || customer.city == query.city)
                    && (query.kind == nil || customer.details.kind == query.kind)
                    && (!query.isOwing || customer.openCents > 0)
                    && (!query.isDunned || customer.dunningLevel > 0)
                    && (query.name.isEmpty || key(customer).starts(with: Array(SortKey.key(query.name).utf8)))
            }
            return fitting.sorted { isBefore($0, $1, query.sort) }.map(\.id)
        }
    }

    private func key(_ customer: Customer) -> [UInt8] { Array(SortKey.key(customer.details.sortName).utf8) }

    private func isBefore(_ a: Customer, _ b: Customer, _ sort: CustomerQuery.Sort) -> Bool {
        let (first, second): ([Int64], [Int64])
        switch sort {
        case .name:
            let (one, other) = (key(a), key(b))
            return one == other ? a.id.raw < b.id.raw : one.lexicographicallyPrecedes(other)
        case .lastContact: (first, second) = ([a.lastEntryAt?.us ?? 0], [b.lastEntryAt?.us ?? 0])
        case .open: (first, second) = ([Int64(a.openCents)], [Int64(b.openCents)])
        case .dunning:
            first = [Int64(a.dunningLevel), Int64(a.openCents)]
            second = [Int64(b.dunningLevel), Int64(b.openCents)]
        }
        return (second + [b.id.raw]).lexicographicallyPrecedes(first + [a.id.raw])
    }
}

/// The same numbers in every run (Knuth's MMIX constants).
private struct Chance {
    var state: UInt64

    mutating func below(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % limit
    }

    mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }
}

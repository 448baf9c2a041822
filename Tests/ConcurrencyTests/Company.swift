import App
import Customers
import Foundation
import People
import Platform
import Storage
import TestKit

/// The people who write, and what they refer to.
struct Company: Sendable {
    let servers: [TestServer]
    let people: [TestClient]
    /// What can be written, learned from what the server accepts.
    private(set) var adding: [Recipe] = []
    /// By part: how its rows are changed.
    private(set) var changing: [String: Recipe] = [:]
    /// Parts whose rows can be removed.
    private(set) var removable: Set<String> = []
    /// Routes that took nothing that was tried.
    private(set) var unknown: [String] = []

    var database: any Database { servers[0].rundblick.store.database }

    init(_ servers: [TestServer]) async throws {
        self.servers = servers
        var people: [TestClient] = []
        for name in ["anna", "ben", "cora", "dirk"] { people.append(try await servers[0].member(name)) }
        self.people = people
        try await learn()
    }

    /// Somebody at one of the servers.
    func client(_ number: Int) -> TestClient {
        people[number % people.count].at(servers[number / people.count % servers.count])
    }

    func newCustomer(_ name: String) async throws -> CustomerID {
        try await database.write { tx in
            var details = CustomerDetails()
            (details.kind, details.companyName) = (.company, name)
            let customer = Customer(id: tx.id(), details: details, createdAt: tx.now)
            try CustomerStore().insert(customer, in: tx)
            return customer.id
        }
    }

    private func newGuest(_ mark: Int) async throws -> PersonID {
        try await database.write { tx in
            let guest = Person(
                id: tx.id(), email: "guest\(mark)@example.org", name: "Guest \(mark)", role: .guest)
            try PersonStore().add(guest, passwordHash: nil, in: tx)
            return guest.id
        }
    }

    /// A body by `recipe`. - Returns: also what is found of it in the store.
    func body(_ recipe: Recipe, mark: Int) async throws -> (body: [String: any Sendable], sign: String) {
        var body: [String: any Sendable] = [:]
        var sign = Mark.word(mark)
        for (field, ingredient) in recipe.parts {
            switch ingredient {
            case .mark: body[field] = Mark.word(mark)
            case .mailMark: body[field] = "\(Mark.word(mark))@example.org"
            case .handleMark: body[field] = "web: \(Mark.word(mark))"
            case .phoneMark: (body[field], sign) = ("030 \(Mark.phone(mark))", Mark.phone(mark))
            case .word(let word): body[field] = word
            case .number(let number): body[field] = number
            case .truth(let truth): body[field] = truth
            case .employee: body[field] = people[mark % people.count].id.text
            case .newCustomer: body[field] = try await newCustomer("Dritte \(mark)").text
            case .newGuest:
                let guest = try await newGuest(mark)
                (body[field], sign) = (guest.text, String(guest.raw))
            }
        }
        return (body, sign)
    }

    // MARK: Learning what the routes take

    private mutating func learn() async throws {
        let probe = try await newCustomer("Probe")
        var number = 0
        for route in try await WritingRoute.all(of: people[0]) where !route.isOfRow && route.method != .delete
        {
            // Each word of the first choice is a kind of its own.
            let choice = route.fields.first { if case .choice = $0.kind { $0.isRequired } else { false } }
            var words: [Ingredient?] = [nil]
            if let choice { words = Ingredient.candidates(for: choice) }
            var learned: [Recipe] = []
            for word in words {
                number += 100
                let fixed = choice.flatMap { choice in word.map { [choice.name: $0] } } ?? [:]
                let path = "customers/\(probe)\(route.path)"
                if let recipe = try await learn(route, fixed, path, number) { learned.append(recipe) }
            }
            if learned.isEmpty { unknown.append("\(route.method) \(route.path)") }
            adding += learned
        }
        try await learnRows(probe, &number)
    }

    private mutating func learnRows(_ probe: CustomerID, _ number: inout Int) async throws {
        for route in try await WritingRoute.all(of: people[0]) where route.isOfRow {
            guard let recipe = adding.first(where: { $0.route.path == route.part }) else { continue }
            guard route.method == .patch else {
                removable.insert(route.part)
                continue
            }
            number += 100
            let made = try await people[0].api(
                .post, "customers/\(probe)\(route.part)", body(recipe, mark: Mark.learning + number).body)
            guard let row = try Row.name(in: made.json) else { continue }
            let path = "customers/\(probe)\(route.part)/\(row)"
            let known = recipe.parts.filter { part in route.fields.contains { $0.name == part.key } }
            changing[route.part] = try await learn(route, known, path, number + 50)
            if changing[route.part] == nil { unknown.append("\(route.method) \(route.path)") }
        }
    }

    /// Tries until the server takes something with a mark in it: it says itself which fields are missing or wrong.
    private func learn(
        _ route: WritingRoute, _ fixed: [String: Ingredient], _ path: String, _ number: Int
    ) async throws -> Recipe? {
        var recipe = Recipe(route: route, parts: fixed)
        var next: [String: Int] = [:]
        func advance(_ field: FieldShape) -> Bool {
            let candidates = Ingredient.candidates(for: field)
            let index = next[field.name, default: 0]
            guard index < candidates.count else { return false }
            recipe.parts[field.name] = candidates[index]
            next[field.name] = index + 1
            return true
        }
        for field in route.fields where field.isRequired && fixed[field.name] == nil { _ = advance(field) }
        for attempt in 0..<30 {
            let body = try await body(recipe, mark: Mark.learning + number + attempt).body
            let answer = try await people[0].api(route.method == .post ? .post : .patch, path, body)
            if (200..<300).contains(answer.status) {
                // A mark stands in what it demands, else in the first text that it takes.
                let more = route.fields.first { recipe.parts[$0.name] == nil && $0.isText }
                guard !recipe.parts.values.contains(where: \.isMark), let more, advance(more) else {
                    return recipe
                }
                continue
            }
            let wrong = try answer.json["fields"] as? [String: String] ?? [:]
            let fields = route.fields.filter { wrong[$0.name] != nil && fixed[$0.name] == nil }
            guard !fields.filter(advance).isEmpty else { return nil }
        }
        return nil
    }
}

extension FieldShape {
    var isText: Bool { if case .text = kind { true } else { false } }
}

/// A row of a part as the server names it.
enum Row {
    /// Behind the part's path; nil when the answer names none.
    static func name(in json: [String: Any]) throws -> String? {
        (json["id"] as? String) ?? (json["tag"] as? String)
    }
}

/// The marks by which writes are found again. No id holds one: ids are written without the letter u.
enum Mark {
    /// Those of learning are above.
    static let learning = 8_000_000

    static func word(_ mark: Int) -> String { "u\(mark)u" }
    /// Part of a number that is stored as it is.
    static func phone(_ mark: Int) -> String { "77\(10_000_000 + mark)" }

    /// All that stand in `text`.
    static func signs(in text: String) -> [String] {
        text.matches(of: #/u\d+u|77[1-9]\d{7}/#).map { String($0.output) }
    }
}

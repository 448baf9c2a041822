import App
import Customers
import Foundation
import Imports
import Platform
import Storage
import TestKit

/// Rounds of a merge or a separation with writes of every kind for the same two customers at that moment.
struct Rounds: Sendable {
    let company: Company
    let book = Book()
    let seed: UInt64
    /// Rounds that go on at the same time.
    private static let lanes = 3
    /// Customers that stand by themselves, and merges that can be taken back, in each lane.
    private static let poolSize = 6
    /// Writes beside each merge or separation.
    private static let writes = 5

    /// Runs `count` rounds; lanes share the servers and the store, not the customers.
    func run(_ count: Int) async throws {
        try await withThrowingTaskGroup { group in
            for lane in 0..<Self.lanes {
                group.addTask { try await run(lane, (count + Self.lanes - 1 - lane) / Self.lanes) }
            }
            try await group.waitForAll()
        }
    }

    /// One lane's customers.
    private struct Pool {
        var living: [CustomerID] = []
        var merged: [(merge: String, winner: CustomerID, loser: CustomerID)] = []
    }

    private func run(_ lane: Int, _ count: Int) async throws {
        var random = SeededRandom(seed: seed &+ UInt64(lane) &* 7919)
        var pool = Pool()
        for round in 0..<count {
            while pool.living.count < Self.poolSize {
                pool.living.append(try await company.newCustomer("Kunde \(lane) \(round)"))
            }
            let isMerging = pool.merged.isEmpty || random.below(10) < 6
            if isMerging { try await merge(&pool, &random) } else { try await separate(&pool, &random) }
            if round % 20 == 19 { try await workOff() }
            // Others take their place, so that a round costs the same however many there were.
            if pool.merged.count > 6 { pool.merged.removeFirst() }
            if round % 3 == 2 { pool.living.removeFirst() }
        }
    }

    /// What the server does by itself beside requests.
    private func workOff() async throws {
        for server in company.servers { _ = try await server.rundblick.duplicates.workOff() }
    }

    private func merge(_ pool: inout Pool, _ random: inout SeededRandom) async throws {
        let (first, second) = (random.below(pool.living.count), random.below(pool.living.count - 1))
        let (winner, loser) = (pool.living[first], pool.living[second < first ? second : second + 1])
        let client = company.client(random.below(1000))
        let pair = [winner, loser].sorted().map(\.text).joined(separator: "-")
        let seen = try await client.api(.get, "duplicates/\(pair)").json
        let versions = seen["versions"] as? String ?? ""
        async let writing: Void = write(for: [winner, loser], random.next())
        let answer = try await client.api(
            .post, "duplicates/\(pair)/merge", ["winner": winner.text, "versions": versions])
        try await writing
        guard answer.status == 201, let merge = try answer.json["id"] as? String else {
            return await note(answer, "merge", allowed: [409])
        }
        await book.count("merged")
        pool.living.removeAll { $0 == loser }
        pool.merged.append((merge, winner, loser))
    }

    private func separate(_ pool: inout Pool, _ random: inout SeededRandom) async throws {
        let index = random.below(3) == 0 ? random.below(pool.merged.count) : pool.merged.count - 1
        let (merge, winner, loser) = pool.merged[index]
        let client = company.client(random.below(1000))
        async let writing: Void = write(for: [winner, loser], random.next())
        // What is written meanwhile changes what would be lost: then one looks again.
        for _ in 0..<6 where try await undo(merge, client) {
            pool.merged.remove(at: index)
            pool.living.append(loser)
            break
        }
        try await writing
    }

    /// - Returns: false when there are other losses by now.
    private func undo(_ merge: String, _ client: TestClient) async throws -> Bool {
        let seen = try await client.api(.get, "merges/\(merge)").json
        let all = (seen["losses"] as? [[String: String]] ?? []).map {
            (part: $0["part"] ?? "", before: $0["before"] ?? "", after: $0["after"] ?? "")
        }
        // Of details, the history tells.
        let losses = all.filter { $0.part.hasPrefix("customer_") }
        let known = seen["lossesKnown"] as? String ?? ""
        let answer = try await client.api(.post, "merges/\(merge)/undo", ["losses": known])
        guard answer.status == 200 else {
            await note(answer, "undo", allowed: [409])
            return false
        }
        if losses.contains(where: { $0.part == "customer_guest" }) { await book.doubtGuests() }
        await book.separated(losses.map { ($0.before, $0.after) })
        return true
    }

    // MARK: Writes

    private func write(for customers: [CustomerID], _ seed: UInt64) async throws {
        var random = SeededRandom(seed: seed)
        try await withThrowingTaskGroup { group in
            for _ in 0..<Self.writes {
                let (number, kind) = (random.below(1 << 30), random.below(10))
                let customer = customers[random.below(2)]
                group.addTask {
                    if kind < 7 { return try await add(to: customer, number) }
                    if kind < 9 { return try await changeRow(number) }
                    try await takeIn(for: customer, number)
                }
            }
            try await group.waitForAll()
        }
    }

    private func add(to customer: CustomerID, _ number: Int) async throws {
        let recipe = company.adding[number % company.adding.count]
        let mark = await book.nextMark()
        let (body, sign) = try await company.body(recipe, mark: mark)
        let writer = number / 100 % company.people.count
        let answer = try await company.client(number / 100).api(
            recipe.route.method == .post ? .post : .patch, "customers/\(customer)\(recipe.route.path)", body)
        guard (200..<300).contains(answer.status) else {
            return await note(answer, "add \(recipe.route.path)", allowed: [409, 412], sign)
        }
        let json = answer.bytes.isEmpty ? [:] : try answer.json
        // Details stand in one place, where the next change writes over them; the history keeps each.
        guard recipe.route.method == .post else { return await book.tell(sign) }
        guard recipe.parts.values.contains(where: \.isMark) else { return }
        let row = try Row.name(in: json).map {
            Book.Row(
                sign: sign, path: "\(customer)\(recipe.route.path)/\($0)", part: recipe.route.path,
                writer: writer, version: json["version"] as? Int)
        }
        await book.added(sign, recipe.route.path, row)
    }

    /// Removes a row, changes it, or has two people change it at once who have seen the same.
    private func changeRow(_ number: Int) async throws {
        guard let (row, restores) = await book.takeRow(number) else { return }
        let client = company.client(row.writer)
        if row.part == "/tags", number / 64 % 3 == 1 {
            try await rename(row, client, restores)
        } else if number / 64 % 3 == 0, company.removable.contains(row.part) {
            let answer = try await client.api(.delete, "customers/\(row.path)")
            if answer.status < 300 {
                await book.removed(row, since: restores)
            } else {
                await note(answer, "remove \(row.part)", allowed: [404, 409, 412], row.sign)
            }
        } else if let recipe = company.changing[row.part], let version = row.version {
            async let first = change(row, recipe, version, restores)
            async let second = change(row, recipe, version, restores)
            if try await [first, second] == [true, true] {
                await book.fail("both changes of \(row.path) with version \(version) were taken")
            }
        }
        await book.giveBack(row)
    }

    /// Gives a tag another name, at all customers.
    private func rename(_ row: Book.Row, _ client: TestClient, _ restores: Int) async throws {
        let sign = Mark.word(await book.nextMark())
        let answer = try await client.api(.patch, "tags/\(row.sign)", ["name": sign])
        if answer.status < 300 {
            await book.replaced(row, by: sign, version: nil, since: restores)
        } else {
            await note(answer, "rename", allowed: [404, 409], sign)
        }
    }

    private func change(
        _ row: Book.Row, _ recipe: Recipe, _ version: Int, _ restores: Int
    ) async throws -> Bool {
        let mark = await book.nextMark()
        let (body, sign) = try await company.body(recipe, mark: mark)
        let answer = try await company.client(row.writer).api(
            .patch, "customers/\(row.path)", body, ["if-match": "\"\(version)\""])
        guard answer.status < 300 else {
            await note(answer, "change \(row.part)", allowed: [404, 409, 412], sign)
            return false
        }
        await book.replaced(row, by: sign, version: try answer.json["version"] as? Int, since: restores)
        return true
    }

    /// A refusal is allowed where the request came too late; what the server could not do is not.
    private func note(
        _ answer: TestResponse, _ what: String, allowed: Set<Int>, _ sign: String? = nil
    ) async {
        await book.count("refused \(answer.status)")
        guard !allowed.contains(answer.status) else { return }
        if answer.status >= 500, let sign { await book.doubt(sign) }
        // Busy: the store says that it took nothing.
        if answer.status != 503 { await book.fail("\(what): \(answer.status) \(answer.text.prefix(300))") }
    }

    // MARK: What is not a request

    /// Imports a file that names the customer, or a mail from its address.
    private func takeIn(for customer: CustomerID, _ number: Int) async throws {
        let mark = await book.nextMark()
        let sign = Mark.word(mark)
        let rundblick = company.servers[number % company.servers.count].rundblick
        let own = "nr-\(customer)"
        let name = "file-\(mark)"
        let path = rundblick.store.location.folder + "/\(name)"
        let (kind, text): (ImportRun.Kind, String) =
            switch number / 64 % 3 {
            case 0: (.customers, "Kundennummer;Firma;Schlagworte\n\(own);Firma \(customer);\(sign)\n")
            case 1:
                (
                    .openItems,
                    "Kundennummer;Rechnungsnummer;Betrag;Offen\n\(own);\(sign);10,00;10,00\n"
                )
            default:
                (
                    .mail,
                    "From: <info@\(customer.text.lowercased()).example>\nTo: anna@example.org\nSubject: \(sign)\n"
                        + "Message-ID: <\(sign)@x>\nDate: Sun, 22 Nov 2026 10:00:00 +0100\n\n\(sign)\n"
                )
            }
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        defer { unlink(path) }
        try await prepare(customer, own)
        var options = ImportOptions()
        options.isFullList = false
        let run = try await rundblick.imports.importFile(
            path, as: kind, source: "", options: options,
            texts: Texts(language: .german, zone: .gmt, now: Timestamp(us: 0)))
        // A separation may just have taken the number away.
        if kind == .openItems, run.figures.rejected == 1 { return await book.count("refused item") }
        guard run.figures.taken + run.figures.changed == 1 else {
            return await book.fail("\(kind): \(run.figures) \(run.problem)")
        }
        await book.count("imported")
        await book.added(sign, "\(kind)", nil)
        if kind == .mail, number % 2 == 0 { try await assign(sign, to: customer, number) }
    }

    /// Gives the mail to a customer by hand.
    private func assign(_ sign: String, to customer: CustomerID, _ number: Int) async throws {
        let mail: ID<Book>? = try await company.database.read { tx in
            try tx.one("SELECT id FROM mail_message WHERE subject = \(sign)") { $0.id(0) }
        }
        guard let mail else { return await book.fail("there is no mail \(sign)") }
        let answer = try await company.client(number).api(
            .post, "mails/\(mail)/customer", ["customer": customer.text])
        if answer.status >= 300 { await note(answer, "assign", allowed: [409]) }
    }

    /// The customer gets the number and the address by which files and mails find it, once.
    private func prepare(_ customer: CustomerID, _ number: String) async throws {
        let client = company.people[0]
        let address = "info@\(customer.text.lowercased()).example"
        for (part, body) in [
            ("numbers", ["number": number]), ("reaches", ["kind": "email", "value": address]),
        ] {
            let answer = try await client.api(.post, "customers/\(customer)/\(part)", body)
            if answer.status >= 300 { await note(answer, "prepare", allowed: [422]) }
        }
    }
}

/// SplitMix64.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
}

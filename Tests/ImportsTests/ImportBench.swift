import App
import Customers
import Foundation
import Imports
import Platform
import Storage
import TestKit

/// An empty store with what the tests of imports do on it.
struct ImportBench {
    let store: Store
    let imports: ImportService

    /// The data that the tests read.
    static let data = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/data").path

    static let texts = Texts(
        language: .german, zone: TimeZone(identifier: "Europe/Berlin") ?? .gmt, now: Clock.system.now())

    static func with(_ engine: TestEngine, _ body: (ImportBench) async throws -> Void) async throws {
        try await TestStore.with(engine, migrations: Rundblick.migrations) { store in
            try await body(ImportBench(store: store, imports: ImportService(store: store)))
        }
    }

    func importFile(
        _ path: String, as kind: ImportRun.Kind = .customers, source: String = "Kundennummer",
        chosen: [String: String] = [:], options: ImportOptions = ImportOptions(), isDry: Bool = false
    ) async throws -> ImportRun {
        try await imports.importFile(
            path, as: kind, source: source, chosen: chosen, options: options, isDry: isDry, texts: Self.texts)
    }

    func importBytes(
        _ bytes: [UInt8], as kind: ImportRun.Kind = .customers, source: String = "Kundennummer",
        options: ImportOptions = ImportOptions(), isDry: Bool = false
    ) async throws -> ImportRun {
        let path = store.location.folder + "/test-\(UInt64.random(in: 0 ... .max)).csv"
        try Data(bytes).write(to: URL(filePath: path))
        return try await importFile(path, as: kind, source: source, options: options, isDry: isDry)
    }

    func importText(
        _ text: String, as kind: ImportRun.Kind = .customers, source: String = "Kundennummer",
        options: ImportOptions = ImportOptions(), isDry: Bool = false
    ) async throws -> ImportRun {
        try await importBytes(Array(text.utf8), as: kind, source: source, options: options, isDry: isDry)
    }

    func count(_ sql: SQL) async throws -> Int { try await store.database.read { try $0.count(sql) } }

    func texts(_ sql: SQL) async throws -> [String] {
        try await store.database.read { try $0.rows(sql) { $0.text(0) } }
    }

    /// The report of what was refused.
    func report(of run: ImportRun) async throws -> String {
        var bytes: [UInt8] = []
        try await imports.writeReport(of: run, Self.texts) { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Everything about the one customer with this name.
    func whole(_ name: String) async throws -> CustomerService.Whole {
        let id: CustomerID? = try await store.database.read {
            try $0.one("SELECT id FROM customer WHERE name = \(name)") { $0.id(0) }
        }
        guard let id else { throw AppError.notFound }
        return try await CustomerService(database: store.database).whole(
            id, on: CivilDate(daysSince1970: 20_000), for: Self.viewer)
    }

    /// A colleague's correction.
    func rename(_ name: String, to new: String) async throws {
        let customer = try await whole(name).customer
        _ = try await CustomerService(database: store.database).update(
            customer.id, ["company_name": new], seen: nil, by: Self.viewer)
    }

    static let viewer = Viewer(id: PersonID(1), name: "Anna", role: .member, teams: [], scope: .admin)
}

/// A file with a hundred lines that are damaged in ten ways, among as many good ones.
struct DamagedFile {
    private(set) var bytes: [UInt8] = Array("Nr;Firma;PLZ;Ort;Telefon;E-Mail;Geburtsdatum\n".utf8)
    private(set) var reasons: [String] = []
    private(set) var good = 0

    init() {
        for number in 0..<100 {
            add("g\(number);Gut \(number) GmbH;24103;Kiel;0431 5551\(number);gut\(number)@example.org;")
            good += 1
            damage(number)
        }
    }

    private mutating func damage(_ number: Int) {
        let start = "b\(number);Schlecht \(number) GmbH"
        switch number % 10 {
        case 0: refuse("b\(number);;24103;Kiel;;;", "name-required")
        case 1: refuse(start + ";24103;Kiel;siehe Notiz;;", "phone.not-a-number")
        case 2: refuse(start + ";24103;Kiel;;info@@example;", "email.bad-local-part")
        case 3: refuse(start + ";24103;Kiel;;;31.02.1980", "date.impossible")
        case 4: refuse(start + ";24103;Kiel", "csv.too-few-columns")
        case 5: refuse(start + ";24103;Kiel;;;;zu viel", "csv.too-many-columns")
        case 6: refuse("b\(number);\"Schlecht \(number) GmbH;24103;Kiel;;;", "csv.unclosed-quote")
        case 7: refuse("b\(number);\"Schlecht\" GmbH;24103;Kiel;;;", "csv.text-after-quote")
        case 8: refuse(start + ";?!;Kiel;;;", "postcode")
        default: refuse(start + "\0;24103;Kiel;;;", "csv.zero-byte")
        }
    }

    private mutating func add(_ line: String) { bytes += Array((line + "\n").utf8) }

    private mutating func refuse(_ line: String, _ reason: String) {
        add(line)
        reasons.append(reason)
    }
}

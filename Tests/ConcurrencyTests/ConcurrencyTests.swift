import App
import Foundation
import Platform
import Storage
import TestKit
import Testing

/// `make test-concurrency` runs as many rounds as `RUNDBLICK_ROUNDS` says, from the seed `RUNDBLICK_SEED`.
@Suite("Merging while others write") struct ConcurrencyTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let rounds = environment["RUNDBLICK_ROUNDS"].flatMap { Int($0) } ?? 80
    private static let seed = environment["RUNDBLICK_SEED"].flatMap { UInt64($0) } ?? 20_261_201

    @Test(
        "Nothing that was acknowledged is lost, and nothing is there twice", arguments: TestEngine.all,
        [1, 2])
    func rounds(engine: TestEngine, servers: Int) async throws {
        try await TestServer.run(engine, servers: servers) { servers in
            let company = try await Company(servers)
            #expect(company.unknown.isEmpty, "these routes take nothing that was tried: \(company.unknown)")
            #expect(company.adding.count >= 12)
            let rounds = Rounds(company: company, seed: Self.seed)
            let begin = ContinuousClock.now
            try await rounds.run(Self.rounds / servers.count)
            let book = rounds.book
            let guests = Set(await book.present.filter { $0.value == "/guests" }.keys)
            let inventory = try await Inventory.take(company.database, guests: guests)
            let faults = await inventory.faults(against: book)
            #expect(faults.isEmpty, "\(faults.count): \(faults.prefix(20))")
            let failures = await book.failures
            #expect(failures.isEmpty, "\(failures.count): \(failures.prefix(20))")
            let findings = try await servers[0].rundblick.check()
            #expect(findings.isEmpty, "\(findings.prefix(5))")
            let figures = await book.figures
            #expect(figures["merged", default: 0] > 0 && figures["separated", default: 0] > 0)
            let line = figures.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(
                separator: " ")
            print("\(engine) servers=\(servers.count) rounds=\(Self.rounds / servers.count) \(line)")
            print("  in \(begin.duration(to: .now)), seed \(Self.seed), faults=\(faults.count)")
        }
    }
}

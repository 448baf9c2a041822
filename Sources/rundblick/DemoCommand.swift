import App
import ArgumentParser
import Foundation
import Platform

/// `rundblick demo`
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Fills an empty store with the demo company.")

    @OptionGroup var store: StoreOptions
    @Option(help: "How many customers.") var customers = 320
    @Option(help: "How many timeline entries.") var entries = 6000

    @Flag(
        name: .customLong("index"), inversion: .prefixedNo,
        help:
            "Index it for searching now; up to 100,000 entries that is the default, above `rundblick reindex` can."
    )
    var isIndexed: Bool?

    func validate() throws {
        guard (1...10_000_000).contains(customers), (0...100_000_000).contains(entries) else {
            throw ValidationError("--customers takes 1 to 10,000,000, --entries 0 to 100,000,000")
        }
    }

    func run() async throws {
        let bar = ProgressBar(total: customers)
        try await store.withRundblick(creating: true) { rundblick in
            do {
                try await Demo(customers: customers, entries: entries).fill(rundblick) { bar.show($0) }
            } catch let error as AppError where error.reason == "not_empty" {
                throw CommandError(
                    "There is something in this store already; the demo fills only an empty one.")
            }
            bar.finish()
            guard isIndexed ?? (entries <= 100_000) else { return }
            try await rundblick.search.indexer.rebuild { ProgressBar(total: $1).show($0) }
            _ = try await rundblick.duplicates.findAll()
            bar.finish()
        }
        print("result: customers=\(customers) entries=\(entries)")
    }
}

import App
import ArgumentParser
import Synchronization

/// `rundblick reindex`
struct Reindex: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Builds the search index anew from everything there is; the server may run meanwhile.")

    @OptionGroup var store: StoreOptions

    func run() async throws {
        let total = Atomic(0)
        try await store.withRundblick { rundblick in
            try await rundblick.search.indexer.rebuild { done, all in
                total.store(all, ordering: .relaxed)
                ProgressBar(total: all).show(done)
            }
        }
        ProgressBar(total: 0).finish()
        print("result: indexed=\(total.load(ordering: .relaxed))")
    }
}

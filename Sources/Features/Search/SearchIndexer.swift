import Language
import Logging
import Platform
import ServiceLifecycle
import Storage
import Synchronization
import Web

/// Wakes the indexer when something was committed, here or in another process.
package final class SearchBell: Sendable {
    private let listener = Mutex<AsyncStream<Void>.Continuation?>(nil)

    /// A bell.
    package init() {}

    /// Something may wait to be indexed. Cheap; any number of rings count as one until the indexer looks.
    package func ring() { listener.withLock { $0 }?.yield() }

    func rings() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        listener.withLock { $0 = continuation }
        return stream
    }
}

/// Keeps the search index up to date with what changed, in order. Any number of processes may run one: each change is
/// taken by one of them, and they write one after the other.
package struct SearchIndexer: Service {
    private let database: any Database
    private let bell: SearchBell
    private let analyzer: Analyzer
    private let index: SearchIndexStore
    private let sources: SearchSources
    private let logger = Logger(label: "rundblick")

    /// Changes taken at once; SQLite's other writers wait so long.
    private static let batch = 200
    /// How often is looked for what other processes changed.
    private static let poll = Duration.seconds(1)
    /// So long is gathered what changes together.
    private static let pause = Duration.milliseconds(50)

    init(database: any Database, bell: SearchBell, sources: SearchSources, analyzer: Analyzer) {
        self.database = database
        self.sources = sources
        self.bell = bell
        self.analyzer = analyzer
        index = SearchIndexStore(analyzer: analyzer)
    }

    /// Works until cancelled or gracefully stopped. What cannot be indexed now is logged and tried again.
    package func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                let rings = bell.rings()
                group.addTask { await tick() }
                for await _ in rings { await work() }
                group.cancelAll()
            }
        }
    }

    private func tick() async {
        while !Task.isCancelled {
            bell.ring()
            do { try await Task.sleep(for: Self.poll) } catch { return }
        }
    }

    private func work() async {
        do {
            try await Task.sleep(for: Self.pause)
            try await drain()
        } catch is CancellationError {
            return
        } catch {
            logger.error("search indexer", metadata: ["reason": "\(error)"])
        }
    }

    /// Indexes everything that waits.
    package func drain() async throws {
        while try await step() { try Task.checkCancellation() }
    }

    /// Another process took a change first.
    private struct Taken: Error {}

    /// - Returns: whether there was something to do.
    private func step() async throws -> Bool {
        let (pending, change) = try await database.read { [index, sources, analyzer] tx in
            let pending = try index.pending(sources.kinds, limit: Self.batch, in: tx)
            var change = IndexChange()
            for feed in sources.feeds {
                let subjects = Set(pending.filter { $0.kind == feed.kind }.map(\.subject)).sorted()
                guard !subjects.isEmpty else { continue }
                change.documents += try feed.documents(subjects, tx).map { AnalyzedDocument($0, analyzer) }
                change.gone.formUnion(subjects)
            }
            return (pending.map(\.id), change)
        }
        guard !pending.isEmpty else { return false }
        do {
            try await database.write { [index] tx in
                try index.lock(in: tx)
                guard try index.take(pending, in: tx) else { throw Taken() }
                try index.apply(change, in: tx)
            }
        } catch is Taken {
            // What is left is looked at again.
        }
        return true
    }
}

// MARK: Building anew

extension SearchIndexer {
    /// Postings written in one transaction of a rebuild: some 50 MB in memory.
    private static let postings = 300_000
    /// Things read at once.
    private static let reading = 500
    /// Words linked in one transaction.
    private static let words = 5000

    /// Empties the index and fills it again from everything there is. Searches find what is in so far; changes meanwhile
    /// are not lost.
    /// - Parameter progress: told how many things are done, of how many.
    package func rebuild(progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void) async throws {
        let total = try await database.write { [index, sources] tx in
            try index.lock(in: tx)
            try tx.liftTimeLimit()
            try index.clear(sources.kinds, in: tx)
            return try sources.feeds.reduce(0) { try $0 + $1.count(tx) }
        }
        var done = 0
        for feed in sources.feeds { try await fill(feed, &done) { progress($0, total) } }
        for shelf in sources.shelves { try await link(shelf) }
        try await database.refreshStatistics()
    }

    private func fill(_ feed: SearchFeed, _ done: inout Int, progress: (Int) -> Void) async throws {
        var last: Int64 = 0
        var change = IndexChange(isRebuild: true)
        var size = 0
        while true {
            let (ids, found) = try await database.read { [analyzer, last] tx in
                let ids = try feed.ids(last, Self.reading, tx)
                guard !ids.isEmpty else { return (ids, [AnalyzedDocument]()) }
                return (ids, try feed.documents(ids, tx).map { AnalyzedDocument($0, analyzer) })
            }
            change.documents += found
            size += found.reduce(0) { $0 + $1.entry.postings.count }
            if size >= Self.postings || ids.isEmpty {
                try await write(change)
                (change.documents, size) = ([], 0)
            }
            done += ids.count
            progress(done)
            guard let next = ids.last else { return }
            last = next
        }
    }

    private func write(_ change: IndexChange) async throws {
        guard !change.documents.isEmpty else { return }
        try await database.write { [index] tx in
            try index.lock(in: tx)
            try index.apply(change, in: tx)
        }
    }

    private func link(_ shelf: SearchShelf) async throws {
        var last: Int64? = 0
        while let after = last {
            last = try await database.write { [index] tx in
                try index.lock(in: tx)
                let words = try index.words(shelf, after: after, limit: Self.words, in: tx)
                try index.link(words, shelf, in: tx)
                return words.last?.id
            }
        }
    }
}

import Foundation
import Platform

extension Store {
    /// Copies everything, as it is at one moment, into a new store at `target`, on the same or the other engine; files go
    /// along when its folder is another one. What others write here meanwhile is not taken along: stop them first.
    /// - Parameters:
    ///   - migrations: of all features.
    ///   - progress: is told the number of megabytes of rows so far.
    /// - Throws: `StorageError.broken` when there is something at `target`, or it does not come out the same there.
    @discardableResult package func move(
        to target: StoreLocation, migrations: [Migration],
        progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws -> CopyReport {
        let handover = Handover()
        let manifest = try await database.snapshot { try CopyManifest(of: $0) }
        let clock = database.clock
        let filling = StoreFilling(
            manifest: manifest, migrations: migrations, next: { try handover.take() },
            sums: { try handover.sums() },
            files: { [blobs] copies in
                copies.folder == blobs.folder
                    ? try blobs.all().count { try blobs.isWhole($0) }
                    : try copies.copy(blobs.all(), from: blobs)
            })
        async let reading: Void = read(manifest.tables, into: handover, progress)
        let report = try await handover.whileTaking { try await Self.fill(target, filling, clock: clock) }
        await reading
        return report
    }

    private func read(
        _ tables: [StoreTable], into handover: Handover, _ progress: @escaping @Sendable (Int) -> Void
    ) async {
        do {
            let sums = try await database.snapshot { tx in
                var megabytes = 0
                return try readTables(tables, in: tx) { chunk in
                    try handover.give(chunk)
                    megabytes += 1
                    progress(megabytes)
                }
            }
            handover.finish(.success(sums))
        } catch {
            handover.finish(.failure(error))
        }
    }
}

/// Passes rows from the thread that reads one store to the thread that fills the other, a few chunks at a time.
private final class Handover: @unchecked Sendable {
    // Sendable: all is only touched under `condition`.
    private let condition = NSCondition()
    private var chunks: [RowChunk] = []
    private var end: Result<[TableSum], any Error>?
    private var isCancelled = false

    private static let limit = 8

    /// Waits for room.
    func give(_ chunk: RowChunk) throws {
        try condition.withLock {
            while chunks.count >= Self.limit, !isCancelled { condition.wait() }
            if isCancelled { throw CancellationError() }
            chunks.append(chunk)
            condition.broadcast()
        }
    }

    /// Nothing more comes.
    func finish(_ result: Result<[TableSum], any Error>) {
        condition.withLock {
            if end == nil { end = result }
            condition.broadcast()
        }
    }

    /// Waits for the next; nil after the last.
    func take() throws -> RowChunk? {
        try condition.withLock {
            while chunks.isEmpty, end == nil { condition.wait() }
            if !chunks.isEmpty {
                defer { condition.broadcast() }
                return chunks.removeFirst()
            }
            _ = try end?.get()
            return nil
        }
    }

    /// When `body`, which takes, has ended, giving fails.
    func whileTaking<Value>(_ body: () async throws -> Value) async throws -> Value {
        defer {
            condition.withLock {
                isCancelled = true
                condition.broadcast()
            }
        }
        return try await body()
    }

    /// What the reader counted.
    func sums() throws -> [TableSum] { try condition.withLock { try end?.get() ?? [] } }
}

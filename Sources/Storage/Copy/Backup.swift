import Foundation
import Platform

/// A backup is a tar archive: `manifest.json` (steps of the schema and tables), `rows/TABLE/NUMBER` (see `RowEncoder`),
/// `blobs/HASH`, and last `summary.json`, which only a whole one has. It fits either engine.
private struct BackupSummary: Codable {
    let tables: [TableSum]
    let blobs: Int
}

extension Store {
    /// Writes everything as it is at one moment into a new file at `path`, while others go on working.
    /// - Parameter progress: is told the number of megabytes so far, now and then.
    /// - Throws: `StorageError`; then there is no file.
    @discardableResult package func backUp(
        to path: String, progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws -> CopyReport {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw StorageError.broken("\(path) is there already")
        }
        return try await database.snapshot { [blobs] tx in
            let tar = try TarWriter(path)
            do {
                return try Self.write(tx, blobs, to: tar, progress)
            } catch {
                tar.discard()
                throw error
            }
        }
    }

    private static func write(
        _ tx: any Transaction, _ blobs: BlobStore, to tar: TarWriter, _ progress: (Int) -> Void
    ) throws -> CopyReport {
        let manifest = try CopyManifest(of: tx)
        try tar.add("manifest.json", Array(JSONEncoder().encode(manifest)))
        var bytes = 0
        func count(_ more: Int) {
            if (bytes + more) >> 20 > bytes >> 20 { progress((bytes + more) >> 20) }
            bytes += more
        }
        var number = 0
        let sums = try readTables(manifest.tables, in: tx) { chunk in
            number += 1
            try tar.add("rows/\(chunk.table)/\(number)", chunk.rows)
            count(chunk.rows.count)
        }
        // Files are there before the rows that speak of them, so all of the rows' files are among these.
        var blobCount = 0
        for hash in try blobs.all() {
            var size = 0
            let isThere = try blobs.read(hash) {
                size = $0
                try tar.begin("blobs/\(hash)", size: size)
            } take: {
                try tar.write($0)
                count($0.count)
            }
            guard isThere else { continue }
            try tar.end(size: size)
            blobCount += 1
        }
        try tar.add(
            "summary.json", Array(JSONEncoder().encode(BackupSummary(tables: sums, blobs: blobCount))))
        try tar.finish()
        return CopyReport(tables: sums, leftOut: [], blobs: blobCount)
    }

    /// Makes the store at `location` from the backup at `path`; on either engine, whichever it was made on.
    /// - Parameter migrations: of all features.
    /// - Throws: `StorageError.broken` when there is a store already, or the backup is damaged or cut off; then no rows were
    ///   taken in, and another backup can be restored to the same place.
    @discardableResult package static func restore(
        from path: String, to location: StoreLocation, migrations: [Migration], clock: Clock = .system
    ) async throws -> CopyReport {
        let reader = try BackupReader(path)
        let blobCount = try reader.storeBlobs(in: BlobStore(folder: location.folder + "/blobs"))
        let (sums, leftOut) = try await fill(
            location, as: reader.manifest, migrations: migrations, clock: clock,
            next: { try reader.nextChunk() }, sums: { reader.summary.tables })
        return CopyReport(tables: sums, leftOut: leftOut, blobs: blobCount)
    }
}

/// Reads a backup, whose completeness it looks at first.
private final class BackupReader: @unchecked Sendable {
    // Sendable: used by one thread after the other, never by two.
    let manifest: CopyManifest
    let summary: BackupSummary
    private let path: String
    private let rows: TarReader

    init(_ path: String) throws {
        self.path = path
        rows = try TarReader(path)
        let tar = try TarReader(path)
        guard let first = try tar.next(), first.name == "manifest.json" else {
            throw StorageError.broken("\(path) is no backup")
        }
        manifest = try JSONDecoder().decode(CopyManifest.self, from: Data(try first.content()))
        var last = first
        while let entry = try tar.next() { last = entry }
        guard last.name == "summary.json" else { throw StorageError.broken("\(path) is cut off") }
        summary = try JSONDecoder().decode(BackupSummary.self, from: Data(try last.content()))
    }

    /// - Returns: how many there were.
    func storeBlobs(in blobs: BlobStore) throws -> Int {
        let tar = try TarReader(path)
        var count = 0
        while let entry = try tar.next() {
            guard entry.name.hasPrefix("blobs/") else { continue }
            let hash = try blobs.store(try entry.content())
            guard entry.name == "blobs/" + hash else { throw StorageError.broken("\(entry.name) is damaged") }
            count += 1
        }
        guard count == summary.blobs else { throw StorageError.broken("files are missing in \(path)") }
        return count
    }

    func nextChunk() throws -> RowChunk? {
        while let entry = try rows.next() {
            let parts = entry.name.split(separator: "/")
            guard parts.count == 3, parts[0] == "rows" else { continue }
            return RowChunk(table: String(parts[1]), rows: try entry.content())
        }
        return nil
    }
}

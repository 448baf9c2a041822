import Foundation
import Platform

/// A backup is a tar archive: `manifest.json` (steps of the schema and tables), `rows/TABLE/NUMBER` (see `RowEncoder`),
/// `blobs/HASH`, and last `summary.json`, which only a whole one has. It fits either engine.
struct BackupSummary: Codable {
    let tables: [TableSum]
    let blobs: Int
    /// Files that rows speak of and that were not there, or damaged; nil: nobody looked.
    var missing: [String]?
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
        var missing = try hashes(in: tx)
        var blobCount = 0
        for hash in try blobs.all() where try blobs.isWhole(hash) {
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
            missing.remove(hash)
        }
        let summary = BackupSummary(tables: sums, blobs: blobCount, missing: missing.sorted())
        try tar.add("summary.json", Array(JSONEncoder().encode(summary)))
        try tar.finish()
        return CopyReport(tables: sums, leftOut: [], blobs: blobCount, missing: missing.sorted())
    }

    /// Makes the store at `location` from the backup at `path`; on either engine, whichever it was made on.
    /// - Parameter migrations: of all features.
    /// - Throws: `StorageError.broken` when there is a store already, or the backup is damaged or cut off, which is seen
    ///   before anything is done.
    @discardableResult package static func restore(
        from path: String, to location: StoreLocation, migrations: [Migration], clock: Clock = .system
    ) async throws -> CopyReport {
        let reader = try BackupReader(path)
        let filling = StoreFilling(
            manifest: reader.manifest, migrations: migrations, next: { try reader.nextChunk() },
            sums: { reader.summary.tables }, files: { try reader.storeBlobs(in: $0) })
        return try await fill(location, filling, clock: clock)
    }
}

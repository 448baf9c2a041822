import Foundation

/// Reads a backup. Before any of it is taken in, all of it is looked at: names, lengths, order, the kinds of values, the
/// sums of the rows, the files' hashes, and that every file is there which a row speaks of.
final class BackupReader: @unchecked Sendable {
    // Sendable: used by one thread after the other, never by two.
    let manifest: CopyManifest
    let summary: BackupSummary
    private let path: String
    private let rows: TarReader

    /// Bytes of the two texts, and of one entry of rows: those hold a megabyte and one row at most.
    private static let textLimit = 64 << 20
    private static let rowsLimit = 1 << 30

    /// - Throws: `StorageError.broken` when it is no backup, damaged or cut off.
    init(_ path: String) throws {
        self.path = path
        rows = try TarReader(path)
        let tar = try TarReader(path)
        guard let first = try tar.next(), first.name == "manifest.json" else {
            throw StorageError.broken("\(path) is no backup")
        }
        manifest = try Self.decode(CopyManifest.self, first, tar)
        try manifest.check()
        var inspection = Inspection(manifest)
        while let entry = try tar.next() { try inspection.look(at: entry, in: tar) }
        guard let summary = inspection.summary else { throw StorageError.broken("\(path) is cut off") }
        try inspection.compare(with: summary)
        self.summary = summary
    }

    private static func decode<Value: Decodable>(
        _ type: Value.Type, _ entry: TarReader.Entry, _ tar: TarReader
    ) throws -> Value {
        let bytes = try tar.content(of: entry, limit: textLimit)
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch {
            throw StorageError.broken("\(entry.name) of the backup cannot be read")
        }
    }

    /// What an entry is, by its name.
    private enum Kind {
        case rows(table: String, number: Int)
        case blob(String)
        case summary

        init?(_ name: String) {
            let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
            switch parts.first {
            case "rows" where parts.count == 3:
                guard let number = Int(parts[2]), String(number) == parts[2] else { return nil }
                self = .rows(table: parts[1], number: number)
            case "blobs" where parts.count == 2 && BlobStore.isHash(parts[1]): self = .blob(parts[1])
            case "summary.json" where parts.count == 1: self = .summary
            default: return nil
            }
        }
    }

    /// What was seen so far.
    private struct Inspection {
        private let tables: [String: StoreTable]
        private let order: [String]
        private var sums: [String: TableSum]
        private var number = 0
        private var stored: Set<String> = []
        private var spoken: Set<String> = []
        private(set) var summary: BackupSummary?

        init(_ manifest: CopyManifest) {
            order = manifest.tables.map(\.name)
            tables = Dictionary(uniqueKeysWithValues: manifest.tables.map { ($0.name, $0) })
            sums = tables.mapValues { TableSum($0) }
        }

        mutating func look(at entry: TarReader.Entry, in tar: TarReader) throws {
            guard summary == nil, let kind = Kind(entry.name) else {
                throw StorageError.broken("\(entry.name.debugDescription) has no place in a backup")
            }
            switch kind {
            case .rows(let name, let place):
                guard let table = tables[name], place == number + 1 else {
                    throw StorageError.broken("\(entry.name.debugDescription) has no place in a backup")
                }
                number = place
                try look(at: try tar.content(of: entry, limit: rowsLimit), of: table)
            case .blob(let hash):
                var sum = SHA256.Stream()
                try tar.each(of: entry) { sum.append($0) }
                guard sum.finish() == hash else { throw StorageError.broken("\(entry.name) is damaged") }
                guard stored.insert(hash).inserted else {
                    throw StorageError.broken("\(entry.name) is there twice")
                }
            case .summary: summary = try decode(BackupSummary.self, entry, tar)
            }
        }

        private mutating func look(at bytes: [UInt8], of table: StoreTable) throws {
            guard var sum = sums[table.name] else { return }
            let files = table.columns.indices.filter { table.columns[$0].refersToBlob }
            try RowEncoder.decode(bytes, as: table) { row, values in
                sum.add(row)
                for case .text(let hash) in files.map({ values[$0] }) { spoken.insert(hash) }
            }
            sums[table.name] = sum
        }

        func compare(with summary: BackupSummary) throws {
            guard summary.tables == order.compactMap({ sums[$0] }) else {
                throw StorageError.broken("rows are missing in the backup, or others than were written")
            }
            // Backups of the first days do not say which files were missing; the report of the restore does.
            let missing = spoken.subtracting(stored)
            guard summary.blobs == stored.count, missing.isSubset(of: summary.missing ?? Array(missing))
            else {
                throw StorageError.broken("files are missing in the backup")
            }
        }
    }

    // MARK: Taking in

    /// Stores all files; when one cannot be stored, none of those that came with it stay.
    /// - Returns: how many there are.
    func storeBlobs(in blobs: BlobStore) throws -> Int {
        let tar = try TarReader(path)
        var count = 0
        var new: [String] = []
        do {
            while let entry = try tar.next() {
                guard case .blob(let hash)? = Kind(entry.name) else { continue }
                count += 1
                guard !blobs.contains(hash) else { continue }
                guard try blobs.store({ try tar.each(of: entry, $0) }) == hash else {
                    throw StorageError.broken("\(entry.name) is damaged")
                }
                new.append(hash)
            }
        } catch {
            for hash in new { try blobs.remove(hash) }
            throw error
        }
        return count
    }

    func nextChunk() throws -> RowChunk? {
        while let entry = try rows.next() {
            guard case .rows(let table, _)? = Kind(entry.name) else { continue }
            return RowChunk(table: table, rows: try rows.content(of: entry, limit: Self.rowsLimit))
        }
        return nil
    }
}

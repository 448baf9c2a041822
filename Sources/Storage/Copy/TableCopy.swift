import Platform

/// What a copy says about itself before its rows.
struct CopyManifest: Codable, Equatable, Sendable {
    struct Step: Codable, Equatable, Sendable {
        let id: String
        let checksum: String
    }

    /// Which steps of the schema had run.
    let steps: [Step]
    let tables: [StoreTable]

    init(of tx: any Transaction) throws {
        steps = try tx.rows("SELECT id, checksum FROM schema_migration ORDER BY id") {
            Step(id: $0.text(0), checksum: $0.text(1))
        }
        tables = try StoreTable.all(in: tx)
    }

    /// - Throws: `StorageError.broken` when it describes what no schema can have.
    func check() throws {
        let isPlain =
            Set(steps.map(\.id)).count == steps.count && Set(tables.map(\.name)).count == tables.count
            && tables.allSatisfy { table in
                !table.columns.isEmpty && Set(table.columns.map(\.name)).count == table.columns.count
            }
        guard isPlain else {
            throw StorageError.broken("its manifest names something twice, or an empty table")
        }
    }

    /// Those of the copy's tables that are to be filled. What one engine derives for itself the other has not.
    /// - Parameters:
    ///   - here: the tables of the store.
    ///   - migrations: that made them.
    /// - Throws: `StorageError.broken` when the copy has a table that no migration makes, or lacks one, or a column, that
    ///   every store has.
    func tables(among here: [StoreTable], made migrations: [Migration]) throws -> [StoreTable] {
        let made = migrations.flatMap(\.statements).compactMap { statement in
            statement.createdTable.map { (name: $0, isCommon: statement.only == nil) }
        }
        let known = Set(made.map(\.name))
        let common = Set(made.filter(\.isCommon).map(\.name))
        if let unknown = tables.first(where: { !known.contains($0.name) }) {
            throw StorageError.broken("it has a table that is unknown here: \(unknown.name)")
        }
        let theirs = Dictionary(tables.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        return try here.compactMap { own in
            guard let table = theirs[own.name], Set(table.columns) == Set(own.columns) else {
                guard !common.contains(own.name) else {
                    throw StorageError.broken("it has no table \(own.name), or another one of that name")
                }
                return nil
            }
            return table
        }
    }

    /// Those of `migrations` that the copy's schema was made by.
    /// - Throws: `StorageError.broken` when it was made by others.
    func migrations(among migrations: [Migration]) throws -> [Migration] {
        let known = Dictionary(uniqueKeysWithValues: migrations.map { ($0.id, $0) })
        return try steps.map { step in
            guard let migration = known[step.id], migration.checksum == step.checksum else {
                throw StorageError.broken("it was made by another version of Rundblick: step \"\(step.id)\"")
            }
            return migration
        }
    }
}

/// Some rows of one table on their way, a megabyte or one row at most.
struct RowChunk: Sendable {
    let table: String
    let rows: [UInt8]
}

/// Reads the rows of `tables`, table by table.
/// - Returns: a sum for each table.
func readTables(
    _ tables: [StoreTable], in tx: any Transaction, _ emit: (RowChunk) throws -> Void
) throws -> [TableSum] {
    let chunkSize = 1 << 20
    return try tables.map { table in
        var sum = TableSum(table)
        var encoder = RowEncoder(table)
        try tx.eachRow(table.everything, cursor: table.name) { row in
            let begin = encoder.bytes.count
            encoder.append(row)
            sum.add(encoder.bytes[begin...])
            guard encoder.bytes.count >= chunkSize else { return }
            try emit(RowChunk(table: table.name, rows: encoder.bytes))
            encoder.removeAll()
        }
        if !encoder.bytes.isEmpty { try emit(RowChunk(table: table.name, rows: encoder.bytes)) }
        return sum
    }
}

/// Puts rows into the tables of a store whose foreign keys are not watched meanwhile.
struct TableFiller {
    /// Those that this store has, by name.
    private let tables: [String: StoreTable]
    /// Rows in one statement at most, and values: SQLite takes 32,766 of them.
    private static let rowLimit = 200
    private static let valueLimit = 2000

    init(_ tables: [StoreTable]) {
        self.tables = Dictionary(uniqueKeysWithValues: tables.map { ($0.name, $0) })
    }

    func insert(_ chunk: RowChunk, in tx: any Transaction) throws {
        guard let table = tables[chunk.table] else { return }
        var values: [SQLValue] = []
        try RowEncoder.decode(chunk.rows, as: table) { values += $1 }
        var rest = values[...]
        let width = table.columns.count
        let limit = max(1, min(Self.rowLimit, Self.valueLimit / width)) * width
        while !rest.isEmpty {
            let values = rest.prefix(limit)
            try tx.run(Self.insert(Array(values), into: table))
            rest.removeFirst(values.count)
        }
    }

    private static func insert(_ values: [SQLValue], into table: StoreTable) -> SQL {
        let width = table.columns.count
        let rows = stride(from: 0, to: values.count, by: width).map { first in
            "(" + (first..<first + width).map { "$\($0 + 1)" }.joined(separator: ",") + ")"
        }
        return SQL(
            trusted: "INSERT INTO \(table.name) (\(table.columnList)) VALUES \(rows.joined(separator: ","))",
            values: values)
    }
}

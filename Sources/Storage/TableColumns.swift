/// A column of a table whose rows are `Record`s: named once, with how it is read and what is written to it.
package struct Column<Record>: Sendable {
    /// Its name.
    package let name: String
    fileprivate let read: (@Sendable (Row, Int32, inout Record) throws -> Void)?
    fileprivate let value: (@Sendable (Record) -> SQLValue)?
    fileprivate let isEdited: Bool

    private init(
        _ name: String, read: (@Sendable (Row, Int32, inout Record) throws -> Void)?,
        value: (@Sendable (Record) -> SQLValue)?, isEdited: Bool
    ) {
        (self.name, self.read, self.value, self.isEdited) = (name, read, value, isEdited)
    }

    /// A column that is read, and written when the row is inserted. - Parameter isEdited: it is written by updates, too.
    package init(
        _ name: String, isEdited: Bool = false, value: @escaping @Sendable (Record) -> SQLValue,
        read: @escaping @Sendable (Row, Int32, inout Record) throws -> Void
    ) {
        self.init(name, read: read, value: value, isEdited: isEdited)
    }

    /// A column that only statements of its own write.
    package static func read(
        _ name: String, _ read: @escaping @Sendable (Row, Int32, inout Record) throws -> Void
    ) -> Column {
        Column(name, read: read, value: nil, isEdited: false)
    }

    /// A column that follows from others, and is never read with them.
    package static func written(
        _ name: String, isEdited: Bool = false, _ value: @escaping @Sendable (Record) -> SQLValue
    ) -> Column {
        Column(name, read: nil, value: value, isEdited: isEdited)
    }
}

/// All columns of a table: what is selected, read, inserted one by one and in bulk, and updated, in one order.
package struct TableColumns<Record>: Sendable {
    private typealias Reader = @Sendable (Row, Int32, inout Record) throws -> Void
    private typealias Writer = @Sendable (Record) -> SQLValue

    /// What stands between `SELECT` and `FROM`, each column behind the table's name, so that it may be joined to others.
    package let selected: SQL
    /// The table with the columns that are inserted, for `values`: `t (a, b)`.
    package let inserted: SQL
    private let readers: [Reader]
    private let writers: [Writer]
    private let edited: [(name: SQL, value: Writer)]
    private let places: [String: Int32]

    /// The columns of `table`.
    package init(_ table: String, _ columns: [Column<Record>]) {
        let read = columns.filter { $0.read != nil }
        let written = columns.filter { $0.value != nil }
        selected = SQL(trusted: read.map { "\(table).\($0.name)" }.joined(separator: ", "))
        inserted = SQL(trusted: "\(table) (\(written.map(\.name).joined(separator: ", ")))")
        readers = read.compactMap(\.read)
        writers = written.compactMap(\.value)
        edited = written.filter(\.isEdited).compactMap { column in
            column.value.map { (SQL(trusted: column.name), $0) }
        }
        places = Dictionary(uniqueKeysWithValues: zip(read.map(\.name), 0...))
    }

    /// How many are selected: what a statement selects behind them stands there.
    package var count: Int32 { Int32(readers.count) }

    /// Where a column stands among those that are selected. A column that is not there is a mistake of the program.
    package func place(of name: String) -> Int32 {
        guard let place = places[name] else { preconditionFailure("\(name) is not selected") }
        return place
    }

    /// Reads a row of `selected`. - Throws: what a column's reader throws.
    package func read(_ row: Row, into record: inout Record) throws {
        for (place, read) in readers.enumerated() { try read(row, Int32(place), &record) }
    }

    /// A row for `inserted`.
    package func values(of record: Record) -> [SQLValue] { writers.map { $0(record) } }

    /// What stands behind `SET`: every edited column with its value.
    package func assignments(of record: Record) -> SQL {
        .joined(edited.map { "\($0.name) = \($0.value(record))" }, by: ", ")
    }
}

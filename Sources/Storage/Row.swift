import CPostgres
import GRDBSQLite
import Platform

/// One row of a result, valid only while it is being read. Columns count from 0 in the order of the `SELECT`.
package struct Row {
    enum Storage {
        case sqlite(OpaquePointer)
        case postgres(OpaquePointer, Int32)
    }

    let storage: Storage

    /// Whether the column is null.
    package func isNull(_ column: Int32) -> Bool {
        switch storage {
        case .sqlite(let statement): sqlite3_column_type(statement, column) == SQLITE_NULL
        case .postgres(let result, let row): PQgetisnull(result, row, column) == 1
        }
    }

    /// A whole number; 0 when null. PostgreSQL's booleans read as 0 and 1.
    package func int64(_ column: Int32) -> Int64 {
        switch storage {
        case .sqlite(let statement): sqlite3_column_int64(statement, column)
        case .postgres(let result, let row): PostgresText.int64(PQgetvalue(result, row, column))
        }
    }

    /// A whole number.
    package func int(_ column: Int32) -> Int { Int(int64(column)) }

    /// A truth value.
    package func bool(_ column: Int32) -> Bool { int64(column) != 0 }

    /// A number with a fraction.
    package func real(_ column: Int32) -> Double {
        switch storage {
        case .sqlite(let statement): sqlite3_column_double(statement, column)
        case .postgres(let result, let row): PostgresText.double(PQgetvalue(result, row, column))
        }
    }

    /// Text; empty when null.
    package func text(_ column: Int32) -> String { String(decoding: utf8(column), as: UTF8.self) }

    /// Appends a text's bytes in UTF-8 to `bytes`, without making a text of them; nothing when null.
    package func append(text column: Int32, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: utf8(column))
    }

    /// Valid until the column is read as something else, or the row is no more.
    private func utf8(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
        switch storage {
        case .sqlite(let statement):
            guard let bytes = sqlite3_column_text(statement, column) else { break }
            return UnsafeBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(statement, column)))
        case .postgres(let result, let row):
            guard let bytes = PQgetvalue(result, row, column) else { break }
            let count = Int(PQgetlength(result, row, column))
            return UnsafeRawBufferPointer(start: bytes, count: count).assumingMemoryBound(to: UInt8.self)
        }
        return UnsafeBufferPointer(start: nil, count: 0)
    }

    /// Bytes; empty when null.
    package func blob(_ column: Int32) -> [UInt8] {
        switch storage {
        case .sqlite(let statement):
            guard let bytes = sqlite3_column_blob(statement, column) else { return [] }
            return [UInt8](
                UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(statement, column))))
        case .postgres(let result, let row):
            guard let bytes = PQgetvalue(result, row, column) else { return [] }
            return PostgresText.bytes(bytes, count: Int(PQgetlength(result, row, column)))
        }
    }

    /// An id.
    package func id<Kind>(_ column: Int32, as kind: Kind.Type = Kind.self) -> ID<Kind> { ID(int64(column)) }

    /// A moment.
    package func time(_ column: Int32) -> Timestamp { Timestamp(us: int64(column)) }

    /// A day; nil when null.
    package func date(_ column: Int32) -> CivilDate? { optionalText(column).flatMap { CivilDate(iso: $0) } }

    /// Text, or nil when null.
    package func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }
    /// A whole number, or nil when null.
    package func optionalInt(_ column: Int32) -> Int? { isNull(column) ? nil : int(column) }
    /// An id, or nil when null.
    package func optionalID<Kind>(_ column: Int32) -> ID<Kind>? { isNull(column) ? nil : id(column) }
    /// A moment, or nil when null.
    package func optionalTime(_ column: Int32) -> Timestamp? { isNull(column) ? nil : time(column) }

    /// A stored case of an enumeration.
    /// - Throws: `StorageError.broken` when the store holds a value that this program does not know.
    package func value<Value: RawRepresentable<String>>(
        _ column: Int32, as type: Value.Type = Value.self
    ) throws -> Value {
        let raw = text(column)
        guard let value = Value(rawValue: raw) else {
            throw StorageError.broken("\(type) has no case \(raw)")
        }
        return value
    }
}

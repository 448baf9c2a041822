import CSodium

/// Rows as bytes, the same from both engines: for each value a byte for what it is, then 8 bytes little-endian for a
/// number, or 4 bytes little-endian for the length and the bytes.
struct RowEncoder {
    private(set) var bytes: [UInt8] = []
    private let kinds: [StoreTable.Kind]

    private enum Tag: UInt8 { case null, int, real, text, blob }

    init(_ table: StoreTable) { kinds = table.columns.map(\.kind) }

    mutating func append(_ row: Row) {
        for (column, kind) in kinds.enumerated() { append(row, Int32(column), kind) }
    }

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    private mutating func append(_ row: Row, _ column: Int32, _ kind: StoreTable.Kind) {
        if row.isNull(column) { return bytes.append(Tag.null.rawValue) }
        switch kind {
        case .int: append(.int, UInt64(bitPattern: row.int64(column)))
        case .real: append(.real, row.real(column).bitPattern)
        case .text: append(.text, Array(row.text(column).utf8))
        case .blob: append(.blob, row.blob(column))
        }
    }

    private mutating func append(_ tag: Tag, _ number: UInt64) {
        bytes.append(tag.rawValue)
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    private mutating func append(_ tag: Tag, _ value: [UInt8]) {
        bytes.append(tag.rawValue)
        withUnsafeBytes(of: UInt32(value.count).littleEndian) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: value)
    }

    /// Hands `take` row after row of `table`: its bytes and its values.
    /// - Throws: `StorageError.broken` when they are cut off, no rows, or not of this table.
    static func decode(
        _ bytes: [UInt8], as table: StoreTable, _ take: (ArraySlice<UInt8>, [SQLValue]) throws -> Void
    ) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let row = rest
            var values: [SQLValue] = []
            values.reserveCapacity(table.columns.count)
            for column in table.columns { values.append(try value(of: column.kind, from: &rest)) }
            try take(row[..<rest.startIndex], values)
        }
    }

    private static func value(
        of kind: StoreTable.Kind, from rest: inout ArraySlice<UInt8>
    ) throws -> SQLValue {
        guard let byte = rest.popFirst() else { throw StorageError.broken("the rows are cut off") }
        switch (Tag(rawValue: byte), kind) {
        case (.null, _): return .null
        case (.int, .int): return .int(Int64(bitPattern: try number(8, from: &rest)))
        case (.real, .real): return .real(Double(bitPattern: try number(8, from: &rest)))
        case (.text, .text):
            guard let text = String(validating: try counted(from: &rest), as: UTF8.self),
                !text.utf8.contains(0)
            else {
                throw StorageError.broken("the rows hold what is no text")
            }
            return .text(text)
        case (.blob, .blob): return .blob(Array(try counted(from: &rest)))
        default: throw StorageError.broken("the rows hold values of the wrong kind")
        }
    }

    private static func number(_ size: Int, from rest: inout ArraySlice<UInt8>) throws -> UInt64 {
        guard rest.count >= size else { throw StorageError.broken("the rows are cut off") }
        let number = rest.prefix(size).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        rest.removeFirst(size)
        return number
    }

    private static func counted(from rest: inout ArraySlice<UInt8>) throws -> ArraySlice<UInt8> {
        let count = Int(try number(4, from: &rest))
        guard rest.count >= count else { throw StorageError.broken("the rows are cut off") }
        let value = rest.prefix(count)
        rest.removeFirst(count)
        return value
    }
}

/// How many rows a table has, and a checksum of them: the sum of the rows' hashes, so that their order does not matter.
package struct TableSum: Codable, Equatable, Sendable {
    /// The table.
    package let table: String
    /// How many rows.
    package private(set) var rows = 0
    /// The sum of the first 8 bytes of each row's BLAKE2b hash, modulo 2⁶⁴.
    package private(set) var checksum: UInt64 = 0

    init(_ table: StoreTable) { self.table = table.name }

    /// The sum of a row's bytes is added.
    mutating func add(_ row: ArraySlice<UInt8>) {
        var hash = [UInt8](repeating: 0, count: Int(crypto_generichash_BYTES_MIN))
        row.withUnsafeBufferPointer { row in
            _ = crypto_generichash(&hash, hash.count, row.baseAddress, UInt64(row.count), nil, 0)
        }
        rows += 1
        checksum &+= hash.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}

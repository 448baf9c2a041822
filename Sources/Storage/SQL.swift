import Platform

/// A value that goes to or comes from the database.
package enum SQLValue: Hashable, Sendable {
    case null
    case int(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
}

/// Something that may be interpolated into `SQL` as a bound value.
package protocol SQLBindable {
    /// What is bound.
    var sqlValue: SQLValue { get }
}

/// A statement, or a piece of one, with its values apart from its text.
///
/// Every interpolated value becomes `$n` and is bound, so what people type can never become part of the statement.
/// Interpolating another `SQL` splices it in and numbers its values on. The same text runs on both engines.
///
/// ```swift
/// let hidden: SQL = "merged_into IS NULL"
/// let statement: SQL = "SELECT id FROM customer WHERE \(hidden) AND name_key >= \(prefix) LIMIT \(50)"
/// ```
package struct SQL: ExpressibleByStringInterpolation, Hashable, Sendable {
    /// The text with `$1…$n`.
    package private(set) var text: String
    /// The values of `$1…$n`.
    package private(set) var values: [SQLValue]

    package init(stringLiteral text: String) {
        self.text = text
        values = []
    }

    package init(stringInterpolation: StringInterpolation) {
        text = stringInterpolation.text
        values = stringInterpolation.values
    }

    /// A statement whose text holds `$1…$n` for its `values` already (`BulkInsert`).
    init(text: String, values: [SQLValue]) {
        self.text = text
        self.values = values
    }

    /// Marks `text` as SQL although it is no literal. Only for names that this code itself made, such as tables.
    package init(trusted text: String) { self.init(trusted: text, values: []) }

    init(trusted text: String, values: [SQLValue]) {
        self.text = text
        self.values = values
    }

    /// `left` followed by `right`.
    package static func + (left: SQL, right: SQL) -> SQL { "\(left)\(right)" }
    /// Appends `right`.
    package static func += (left: inout SQL, right: SQL) { left = left + right }

    /// The pieces with `separator` between them.
    package static func joined(_ pieces: [SQL], by separator: SQL) -> SQL {
        var result = StringInterpolation(literalCapacity: 0, interpolationCount: pieces.count)
        for (index, piece) in pieces.enumerated() {
            if index > 0 { result.appendInterpolation(separator) }
            result.appendInterpolation(piece)
        }
        return SQL(stringInterpolation: result)
    }

    /// Gathers the pieces of an interpolated statement.
    package struct StringInterpolation: StringInterpolationProtocol {
        /// Bytes, because adding a short piece to a `String` costs several times as much, and a page adds hundreds.
        private var bytes: [UInt8] = []
        fileprivate private(set) var values: [SQLValue] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity + interpolationCount * 16)
            values.reserveCapacity(interpolationCount)
        }

        fileprivate var text: String { String(decoding: bytes, as: UTF8.self) }

        /// Appends a piece of the literal.
        package mutating func appendLiteral(_ literal: String) { bytes += literal.utf8 }

        /// Binds `value`.
        package mutating func appendInterpolation(_ value: some SQLBindable) {
            values.append(value.sqlValue)
            appendNumber(values.count)
        }

        /// Binds `value`, or null.
        package mutating func appendInterpolation<Value: SQLBindable>(_ value: Value?) {
            appendInterpolation(value.sqlValue)
        }

        /// Binds each value of a list: `id IN \(list: ids)`. An empty list matches nothing. The list is filled up with
        /// its last value to a power of two, so that few different statements are prepared.
        package mutating func appendInterpolation(list: [some SQLBindable]) {
            guard let last = list.last else { return appendLiteral("(NULL)") }
            var size = 1
            while size < list.count { size *= 2 }
            for index in 0..<size {
                appendLiteral(index == 0 ? "(" : ",")
                appendInterpolation(index < list.count ? list[index] : last)
            }
            appendLiteral(")")
        }

        /// Splices in `fragment`, its `$n` as `$(n + values before it)`. Texts hold no other dollar signs: literals are
        /// bound, not quoted.
        package mutating func appendInterpolation(_ fragment: SQL) {
            let offset = values.count
            values += fragment.values
            guard offset > 0, !fragment.values.isEmpty else { return appendLiteral(fragment.text) }
            var number: Int?
            for byte in fragment.text.utf8 {
                if let begun = number, (48...57).contains(byte) {
                    number = begun * 10 + Int(byte - 48)
                    continue
                }
                if let whole = number { appendNumber(whole + offset) }
                number = byte == Self.dollar ? 0 : nil
                if byte != Self.dollar { bytes.append(byte) }
            }
            if let whole = number { appendNumber(whole + offset) }
        }

        /// `$n`
        private mutating func appendNumber(_ number: Int) {
            bytes.append(Self.dollar)
            if number >= 10 { bytes += String(number / 10).utf8 }
            bytes.append(48 + UInt8(number % 10))
        }

        private static let dollar = UInt8(ascii: "$")
    }
}

extension Int: SQLBindable { package var sqlValue: SQLValue { .int(Int64(self)) } }
extension Int64: SQLBindable { package var sqlValue: SQLValue { .int(self) } }
extension Bool: SQLBindable { package var sqlValue: SQLValue { .int(self ? 1 : 0) } }
extension Double: SQLBindable { package var sqlValue: SQLValue { .real(self) } }
extension String: SQLBindable { package var sqlValue: SQLValue { .text(self) } }
extension Substring: SQLBindable { package var sqlValue: SQLValue { .text(String(self)) } }
extension [UInt8]: SQLBindable { package var sqlValue: SQLValue { .blob(self) } }
extension SQLValue: SQLBindable { package var sqlValue: SQLValue { self } }
extension Optional: SQLBindable where Wrapped: SQLBindable {
    package var sqlValue: SQLValue { self?.sqlValue ?? .null }
}
extension ID: SQLBindable { package var sqlValue: SQLValue { .int(raw) } }
extension Timestamp: SQLBindable { package var sqlValue: SQLValue { .int(us) } }
extension CivilDate: SQLBindable { package var sqlValue: SQLValue { .text(iso) } }
extension SQLBindable where Self: RawRepresentable, RawValue: SQLBindable {
    package var sqlValue: SQLValue { rawValue.sqlValue }
}

extension String {
    /// The same text.
    /// - Throws: `StorageError.constraint` when it holds a zero byte: PostgreSQL cannot store one, so neither engine does.
    func withoutZero() throws -> String {
        guard !utf8.contains(0) else { throw StorageError.constraint("text with a zero byte") }
        return self
    }
}

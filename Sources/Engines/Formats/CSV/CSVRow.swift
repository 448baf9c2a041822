/// One record of a CSV file. Equal when line, text and fields are.
package struct CSVRecord: Sendable, Equatable {
    /// Where a field stands in the record's text; `isEscaped`: with doubled quotes in it.
    struct Field: Sendable, Equatable {
        let start: Int32
        let end: Int32
        let isEscaped: Bool
    }

    /// Number of its first line in the file, from 1; blank lines count.
    package let line: Int
    let bytes: [UInt8]
    let places: [Field]

    /// How many fields it has.
    package var count: Int { places.count }

    /// A field's text, without quotes; not trimmed. Makes a new string at each call.
    package subscript(column: Int) -> String {
        let place = places[column]
        let slice = bytes[Int(place.start)..<Int(place.end)]
        guard place.isEscaped else { return String(decoding: slice, as: UTF8.self) }
        var text: [UInt8] = []
        var wasQuote = false
        for byte in slice {
            wasQuote = byte == Ascii.quote && !wasQuote
            if !wasQuote { text.append(byte) }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// All fields.
    package var fields: [String] { (0..<count).map { self[$0] } }

    /// The record as it stands in the file (in UTF-8), without the line break at its end.
    package var raw: String { String(decoding: bytes, as: UTF8.self) }
}

/// Why a record of a CSV file was refused.
package enum CSVDamage: Error, Sendable, Equatable {
    /// A quote is opened and not closed before the field limit, the end or what looks like the next record.
    case unclosedQuote
    /// Something other than a separator or a line break follows a closing quote.
    case textAfterQuote
    case tooFewColumns(expected: Int, found: Int)
    case tooManyColumns(expected: Int, found: Int)
    /// A zero byte, which no text has.
    case zeroByte
    /// Bytes that are no text in the file's encoding.
    case invalidBytes
    case fieldTooLong
    case recordTooLong

    /// A stable code for reports and texts, such as `unclosed-quote`.
    package var code: String {
        switch self {
        case .unclosedQuote: "unclosed-quote"
        case .textAfterQuote: "text-after-quote"
        case .tooFewColumns: "too-few-columns"
        case .tooManyColumns: "too-many-columns"
        case .zeroByte: "zero-byte"
        case .invalidBytes: "invalid-bytes"
        case .fieldTooLong: "field-too-long"
        case .recordTooLong: "record-too-long"
        }
    }
}

/// A record that was refused, for the report.
package struct CSVRejection: Sendable, Equatable {
    /// Number of its first line in the file, from 1.
    package let line: Int
    package let damage: CSVDamage
    /// Its text as it stands in the file, wrong bytes as U+FFFD; cut at `CSVLimits.recordBytes`.
    package let raw: String
}

/// What a CSV file consists of.
package enum CSVRow: Sendable, Equatable {
    case record(CSVRecord)
    case rejected(CSVRejection)
}

/// The most a CSV file may have of everything; what is more is refused, and reading goes on.
package struct CSVLimits: Sendable {
    package var fieldBytes = 65_536
    package var recordBytes = 1_048_576
    package var columns = 500

    /// The limits that the product uses.
    package init() {}
}

/// The values of one statement in the form that libpq takes: text, except blobs, which go as they are.
///
/// Types are not declared: PostgreSQL infers them from where each value stands, so one prepared statement serves values
/// and nulls alike.
struct PostgresParameters {
    /// All values end to end, each ended by a zero byte.
    private var bytes: [CChar] = []
    /// Where each value begins in `bytes`; nil for null.
    private var starts: [Int?] = []
    private var lengths: [Int32] = []
    /// 0: text, 1: binary.
    private var formats: [Int32] = []

    /// - Throws: `StorageError.constraint` for text with a zero byte, which PostgreSQL cannot hold.
    init(_ values: [SQLValue]) throws {
        starts.reserveCapacity(values.count)
        for value in values {
            switch value {
            case .null: appendNull()
            case .int(let number): append(String(number).utf8, format: 0)
            case .real(let number): append(number.description.utf8, format: 0)
            case .text(let text): append(try text.withoutZero().utf8, format: 0)
            case .blob(let blob): append(blob, format: 1)
            }
        }
    }

    /// How many there are.
    var count: Int32 { Int32(starts.count) }

    private mutating func append(_ value: some Collection<UInt8>, format: Int32) {
        starts.append(bytes.count)
        lengths.append(Int32(value.count))
        formats.append(format)
        for byte in value { bytes.append(CChar(bitPattern: byte)) }
        bytes.append(0)
    }

    private mutating func appendNull() {
        starts.append(nil)
        lengths.append(0)
        formats.append(0)
    }

    /// Hands `body` the values, their lengths and their formats; all valid only inside it.
    func withPointers<Value>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) throws
            -> Value
    ) rethrows -> Value {
        try bytes.withUnsafeBufferPointer { bytes in
            let pointers = starts.map { start in start.flatMap { bytes.baseAddress?.advanced(by: $0) } }
            return try pointers.withUnsafeBufferPointer { try body($0.baseAddress, lengths, formats) }
        }
    }
}

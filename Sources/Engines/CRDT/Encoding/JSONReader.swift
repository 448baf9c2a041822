/// Reads JSON text (RFC 8259) as JavaScript's `JSON.parse` does: formats and embeds travel as JSON in updates.
///
/// A lone surrogate written as an escape becomes U+FFFD in the value; the stored bytes keep it.
struct JSONReader {
    private var reader: ByteReader

    init(_ reader: ByteReader) {
        self.reader = reader
    }

    /// Checks that the whole text is one JSON value.
    static func check(_ base: UnsafePointer<UInt8>, length: Int) throws(CRDTError) {
        var parser = JSONReader(ByteReader(base, to: length))
        // `null`, `true` and short strings are what nearly every mark holds; the value is dropped at once.
        _ = try parser.document()
    }

    /// The one value that the whole text holds.
    mutating func document() throws(CRDTError) -> Value {
        let value = try value(depth: 0)
        skipSpace()
        guard reader.left == 0 else { throw .invalidJSON }
        return value
    }

    private mutating func value(depth: Int) throws(CRDTError) -> Value {
        guard depth <= Limits.valueDepth else { throw .tooDeep }
        skipSpace()
        switch try peek() {
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "{"): return try object(depth: depth)
        default: return .number(try number())
        }
    }

    private mutating func array(depth: Int) throws(CRDTError) -> Value {
        try expect("[")
        var elements: [Value] = []
        skipSpace()
        if try take("]") { return .array(elements) }
        repeat {
            elements.append(try value(depth: depth + 1))
            skipSpace()
        } while try take(",")
        try expect("]")
        return .array(elements)
    }

    private mutating func object(depth: Int) throws(CRDTError) -> Value {
        try expect("{")
        var members: [Value.Member] = []
        skipSpace()
        if try take("}") { return .object(members) }
        repeat {
            skipSpace()
            let key = try string()
            skipSpace()
            try expect(":")
            members.append(Value.Member(key: key, value: try value(depth: depth + 1)))
            skipSpace()
        } while try take(",")
        try expect("}")
        return .object(members)
    }

    private mutating func string() throws(CRDTError) -> String {
        try expect("\"")
        var units: [UInt16] = []
        var bytes: [UInt8] = []
        var isWide = false
        while true {
            let next = try required()
            if next == UInt8(ascii: "\"") { break }
            guard next >= 0x20 else { throw .invalidJSON }
            if next != UInt8(ascii: "\\") {
                bytes.append(next)
                continue
            }
            isWide = true
            units += String(decoding: bytes, as: UTF8.self).utf16
            bytes.removeAll()
            units.append(try escape())
        }
        guard isWide else { return String(decoding: bytes, as: UTF8.self) }
        units += String(decoding: bytes, as: UTF8.self).utf16
        return String(decoding: units, as: UTF16.self)
    }

    private mutating func escape() throws(CRDTError) -> UInt16 {
        switch try required() {
        case UInt8(ascii: "n"): return 10
        case UInt8(ascii: "r"): return 13
        case UInt8(ascii: "t"): return 9
        case UInt8(ascii: "b"): return 8
        case UInt8(ascii: "f"): return 12
        case UInt8(ascii: "\""): return 0x22
        case UInt8(ascii: "\\"): return 0x5c
        case UInt8(ascii: "/"): return 0x2f
        case UInt8(ascii: "u"):
            var unit: UInt16 = 0
            for _ in 0..<4 {
                guard let digit = Character(UnicodeScalar(try required())).hexDigitValue else {
                    throw .invalidJSON
                }
                unit = unit << 4 | UInt16(digit)
            }
            return unit
        default: throw .invalidJSON
        }
    }

    private mutating func number() throws(CRDTError) -> Double {
        let start = reader.offset
        _ = try take("-")
        if try !take("0") { try digits() }
        if try take(".") { try digits() }
        var hasExponent = try take("e")
        if !hasExponent { hasExponent = try take("E") }
        if hasExponent {
            if try !take("+") { _ = try take("-") }
            try digits()
        }
        guard let number = Double(reader.string(in: start..<reader.offset)) else { throw .invalidJSON }
        return number
    }

    private mutating func digits() throws(CRDTError) {
        var found = false
        while reader.left > 0, (0x30...0x39).contains(try peek()) {
            try reader.skip(1)
            found = true
        }
        guard found else { throw .invalidJSON }
    }

    private mutating func word(_ word: StaticString, _ value: Value) throws(CRDTError) -> Value {
        for index in 0..<word.utf8CodeUnitCount where try required() != word.utf8Start[index] {
            throw .invalidJSON
        }
        return value
    }

    private mutating func skipSpace() {
        while reader.left > 0 {
            let next = reader.base[reader.offset]
            guard next == 0x20 || next == 0x0a || next == 0x0d || next == 0x09 else { return }
            _ = reader.advance()
        }
    }

    private mutating func take(_ character: Unicode.Scalar) throws(CRDTError) -> Bool {
        guard reader.left > 0, reader.base[reader.offset] == UInt8(ascii: character) else { return false }
        return reader.advance()
    }

    private mutating func expect(_ character: Unicode.Scalar) throws(CRDTError) {
        guard try take(character) else { throw .invalidJSON }
    }

    private func peek() throws(CRDTError) -> UInt8 {
        guard reader.left > 0 else { throw .invalidJSON }
        return reader.base[reader.offset]
    }

    private mutating func required() throws(CRDTError) -> UInt8 {
        let next = try peek()
        _ = reader.advance()
        return next
    }
}

extension Value {
    /// Reads a JSON text.
    /// - Throws: `.invalidUTF8`, `.invalidJSON` or `.tooDeep`.
    public init(json: String) throws(CRDTError) {
        self = try ByteReader.over(Array(json.utf8)) { (reader) throws(CRDTError) in
            var parser = JSONReader(reader)
            return try parser.document()
        }
    }
}

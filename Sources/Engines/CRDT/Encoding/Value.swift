/// A value that JavaScript clients store in a document: JSON's values and what lib0's `any` adds to them.
public indirect enum Value: Sendable, Hashable {
    /// A key and its value, in the order the writer gave.
    public struct Member: Sendable, Hashable {
        /// The key, unique in an honest object.
        public var key: String
        /// Its value.
        public var value: Value

        /// A key with its value.
        public init(key: String, value: Value) {
            self.key = key
            self.value = value
        }

        /// Equal keys and values; see `Value`.
        public static func == (a: Member, b: Member) -> Bool {
            a.key.isIdentical(to: b.key) && a.value == b.value
        }
    }

    /// JavaScript's `undefined`; absent in JSON.
    case undefined
    case null
    case bool(Bool)
    /// Any JavaScript number; integers are exact up to 53 bits.
    case number(Double)
    /// JavaScript's BigInt, kept in 64 bits as lib0 does.
    case bigInt(Int64)
    case string(String)
    case bytes([UInt8])
    case array([Value])
    /// Keys may repeat only when a hostile writer repeats them; the last one counts.
    case object([Member])

    /// The member of an object, or nil.
    public subscript(key: String) -> Value? {
        guard case .object(let members) = self else { return nil }
        return members.last { $0.key.isIdentical(to: key) }?.value
    }

    /// Strings are equal when their bytes are, as in JavaScript: Swift's `String` takes a composed and a decomposed
    /// letter for equal. Numbers are equal as floating-point numbers are.
    public static func == (a: Value, b: Value) -> Bool {
        switch (a, b) {
        case (.undefined, .undefined), (.null, .null): true
        case (.bool(let a), .bool(let b)): a == b
        case (.number(let a), .number(let b)): a == b
        case (.bigInt(let a), .bigInt(let b)): a == b
        case (.string(let a), .string(let b)): a.isIdentical(to: b)
        case (.bytes(let a), .bytes(let b)): a == b
        case (.array(let a), .array(let b)): a == b
        case (.object(let a), .object(let b)): a == b
        default: false
        }
    }
}

extension String {
    /// Whether both have the same bytes.
    func isIdentical(to other: String) -> Bool {
        utf8.elementsEqual(other.utf8)
    }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByFloatLiteral, ExpressibleByNilLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    /// A string.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A number.
    public init(integerLiteral value: Int) { self = .number(Double(value)) }
    /// A truth value.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// A number.
    public init(floatLiteral value: Double) { self = .number(value) }
    /// JSON's null.
    public init(nilLiteral: ()) { self = .null }
    /// An array.
    public init(arrayLiteral elements: Value...) { self = .array(elements) }
    /// An object, its keys in this order.
    public init(dictionaryLiteral elements: (String, Value)...) {
        self = .object(elements.map { Member(key: $0.0, value: $0.1) })
    }
}

/// lib0's tags of `any` values.
enum AnyTag {
    static let bytes: UInt8 = 116
    static let array: UInt8 = 117
    static let object: UInt8 = 118
    static let string: UInt8 = 119
    static let yes: UInt8 = 120
    static let no: UInt8 = 121
    static let bigInt: UInt8 = 122
    static let float64: UInt8 = 123
    static let float32: UInt8 = 124
    static let integer: UInt8 = 125
    static let null: UInt8 = 126
    static let undefined: UInt8 = 127
}

extension ByteReader {
    /// Reads one `any` value.
    mutating func value(depth: Int = 0) throws(CRDTError) -> Value {
        let tag = try byte()
        switch tag {
        case AnyTag.undefined: return .undefined
        case AnyTag.null: return .null
        case AnyTag.yes: return .bool(true)
        case AnyTag.no: return .bool(false)
        case AnyTag.integer:
            let integer = try varInt()
            return .number(integer.isMinusZero ? -0.0 : Double(integer.value))
        case AnyTag.float32: return .number(Double(Float(bitPattern: UInt32(try bigEndian(4)))))
        case AnyTag.float64: return .number(Double(bitPattern: try bigEndian(8)))
        case AnyTag.bigInt: return .bigInt(Int64(bitPattern: try bigEndian(8)))
        case AnyTag.string: return .string(try string())
        case AnyTag.bytes: return .bytes(bytes(in: try buffer()))
        case AnyTag.array:
            guard depth < Limits.valueDepth else { throw .tooDeep }
            var elements: [Value] = []
            for _ in 0..<(try count(each: 1)) { elements.append(try value(depth: depth + 1)) }
            return .array(elements)
        case AnyTag.object:
            guard depth < Limits.valueDepth else { throw .tooDeep }
            var members: [Value.Member] = []
            for _ in 0..<(try count(each: 2)) {
                let key = try string()
                members.append(Value.Member(key: key, value: try value(depth: depth + 1)))
            }
            return .object(members)
        default: throw .unknownKind(UInt64(tag))
        }
    }

    /// Goes over one `any` value and checks it.
    mutating func skipValue(depth: Int = 0) throws(CRDTError) {
        let tag = try byte()
        switch tag {
        case AnyTag.undefined, AnyTag.null, AnyTag.yes, AnyTag.no: return
        case AnyTag.integer: _ = try varInt()
        case AnyTag.float32: try skip(4)
        case AnyTag.float64, AnyTag.bigInt: try skip(8)
        case AnyTag.string: _ = try text()
        case AnyTag.bytes: _ = try buffer()
        case AnyTag.array:
            guard depth < Limits.valueDepth else { throw .tooDeep }
            for _ in 0..<(try count(each: 1)) { try skipValue(depth: depth + 1) }
        case AnyTag.object:
            guard depth < Limits.valueDepth else { throw .tooDeep }
            for _ in 0..<(try count(each: 2)) {
                _ = try text()
                try skipValue(depth: depth + 1)
            }
        default: throw .unknownKind(UInt64(tag))
        }
    }
}

extension ByteWriter {
    /// Writes one `any` value with the tags that lib0 would choose.
    mutating func value(_ value: Value) {
        switch value {
        case .undefined: byte(AnyTag.undefined)
        case .null: byte(AnyTag.null)
        case .bool(let flag): byte(flag ? AnyTag.yes : AnyTag.no)
        case .number(let number): self.number(number)
        case .bigInt(let integer):
            byte(AnyTag.bigInt)
            bigEndian(UInt64(bitPattern: integer), 8)
        case .string(let text):
            byte(AnyTag.string)
            string(text)
        case .bytes(let bytes):
            byte(AnyTag.bytes)
            buffer(bytes)
        case .array(let elements):
            byte(AnyTag.array)
            varUint(elements.count)
            for element in elements { self.value(element) }
        case .object(let members):
            byte(AnyTag.object)
            varUint(members.count)
            for member in members {
                string(member.key)
                self.value(member.value)
            }
        }
    }

    private mutating func number(_ number: Double) {
        if number.rounded(.towardZero) == number, abs(number) <= 0x7fff_ffff {
            byte(AnyTag.integer)
            varInt(Int64(number), isMinusZero: number == 0 && number.sign == .minus)
        } else if Double(Float(number)) == number {
            byte(AnyTag.float32)
            bigEndian(UInt64(Float(number).bitPattern), 4)
        } else {
            byte(AnyTag.float64)
            bigEndian(number.bitPattern, 8)
        }
    }
}

extension Value {
    /// Reads lib0's `any` form; bytes after it are ignored.
    /// - Throws: what malformed bytes throw.
    public init(decodingAny bytes: [UInt8]) throws(CRDTError) {
        self = try ByteReader.over(bytes) { (reader) throws(CRDTError) in try reader.value() }
    }

    /// lib0's `any` form.
    public func encodedAny() -> [UInt8] {
        var writer = ByteWriter()
        writer.value(self)
        return writer.array()
    }
}

// Reading update format v2 (yjs/src/utils/UpdateDecoder.js): columns, run-length and difference encoded.

/// lib0's run-length decoders over one column.
private struct Column {
    enum Style { case unsigned, difference, bytes }

    var reader: ByteReader
    let style: Style
    private var value: Int64 = 0
    private var step: Int64 = 0
    /// Repetitions left; negative: for ever.
    private var count: Int64 = 0

    init(_ reader: inout ByteReader, _ style: Style) throws(CRDTError) {
        let range = try reader.buffer()
        self.init(reader: ByteReader(reader.base, from: range.lowerBound, to: range.upperBound), style: style)
    }

    init(reader: ByteReader, style: Style) {
        self.reader = reader
        self.style = style
    }

    mutating func next() throws(CRDTError) -> UInt64 {
        if count == 0 { try refill() }
        count -= 1
        let (sum, isOver) = value.addingReportingOverflow(step)
        guard !isOver, sum >= 0, sum < Int64(Limits.client) else { throw .numberTooLarge }
        value = sum
        return UInt64(value)
    }

    private mutating func refill() throws(CRDTError) {
        switch style {
        case .bytes:
            value = Int64(try reader.byte())
            count = reader.left > 0 ? Int64(try reader.varUint()) + 1 : -1
        case .unsigned:
            let head = try reader.varInt()
            let isRepeated = head.value < 0 || head.isMinusZero
            value = abs(head.value)
            count = isRepeated ? Int64(try reader.varUint()) + 2 : 1
        case .difference:
            let head = try reader.varInt().value
            step = head >> 1
            count = head & 1 != 0 ? Int64(try reader.varUint()) + 2 : 1
        }
    }
}

/// Rewrites an update from format v2 to v1.
struct UpdateV2Reader {
    private var keyClock: Column
    private var client: Column
    private var leftClock: Column
    private var rightClock: Column
    private var info: Column
    private var text: Column
    private var parentInfo: Column
    private var typeRef: Column
    private var length: Column
    private var rest: ByteReader
    /// All strings of the update behind one another, and where the next one begins.
    private var units: [UInt16]
    private var position = 0
    private var keys: [String] = []
    private let limit: Int

    init(_ reader: inout ByteReader, limit: Int) throws(CRDTError) {
        _ = try reader.varUint()  // feature flag, unused in Yjs too
        keyClock = try Column(&reader, .difference)
        client = try Column(&reader, .unsigned)
        leftClock = try Column(&reader, .difference)
        rightClock = try Column(&reader, .difference)
        info = try Column(&reader, .bytes)
        let strings = try reader.buffer()
        var stringReader = ByteReader(reader.base, from: strings.lowerBound, to: strings.upperBound)
        units = Array(try stringReader.string().utf16)
        text = Column(reader: stringReader, style: .unsigned)
        parentInfo = try Column(&reader, .bytes)
        typeRef = try Column(&reader, .unsigned)
        length = try Column(&reader, .unsigned)
        rest = reader
        self.limit = limit
    }

    /// The whole update in format v1. Run lengths can blow up; more than `limit` bytes are refused.
    mutating func convert() throws(CRDTError) -> [UInt8] {
        var out = ByteWriter()
        try convert(to: &out)
        return out.array()
    }

    private mutating func convert(to out: inout ByteWriter) throws(CRDTError) {
        let groups = try rest.count(each: 2)
        out.varUint(groups)
        for _ in 0..<groups {
            let count = try rest.varUint()
            out.varUint(count)
            out.varUint(try client.next())
            out.varUint(try rest.varUint())
            for _ in 0..<count {
                try convertStruct(to: &out)
                guard out.count <= limit else { throw .updateTooLarge }
            }
        }
        try convertDeletes(to: &out)
    }

    private mutating func convertStruct(to out: inout ByteWriter) throws(CRDTError) {
        let info = UInt8(truncatingIfNeeded: try info.next())
        guard let kind = Kind(rawValue: info & 0x1f) else { throw .unknownKind(UInt64(info & 0x1f)) }
        out.byte(kind == .collected || kind == .skip ? kind.rawValue : info)
        switch kind {
        case .collected: out.varUint(try length.next())
        case .skip: out.varUint(try rest.varUint())
        default:
            if info & 0x80 != 0 { try convertLeft(to: &out) }
            if info & 0x40 != 0 {
                out.varUint(try client.next())
                out.varUint(try rightClock.next())
            }
            if info & 0xc0 == 0 { try convertParent(hasKey: info & 0x20 != 0, to: &out) }
            try convertContent(kind, to: &out)
        }
    }

    private mutating func convertLeft(to out: inout ByteWriter) throws(CRDTError) {
        out.varUint(try client.next())
        out.varUint(try leftClock.next())
    }

    private mutating func convertParent(hasKey: Bool, to out: inout ByteWriter) throws(CRDTError) {
        let isRoot = try parentInfo.next() == 1
        out.varUint(isRoot ? 1 : 0 as UInt32)
        if isRoot { out.string(try string()) } else { try convertLeft(to: &out) }
        if hasKey { out.string(try string()) }
    }

    private mutating func convertContent(_ kind: Kind, to out: inout ByteWriter) throws(CRDTError) {
        switch kind {
        case .deleted: out.varUint(try length.next())
        case .json:
            let count = try length.next()
            out.varUint(count)
            for _ in 0..<count {
                out.string(try string())
                guard out.count <= limit else { throw .updateTooLarge }
            }
        case .any:
            let count = try length.next()
            out.varUint(count)
            for _ in 0..<count { try copyValue(to: &out) }
        case .binary:
            let range = try rest.buffer()
            out.varUint(range.count)
            out.raw(rest.base + range.lowerBound, length: range.count)
        case .string: out.string(try string())
        case .embed: out.string(try rest.value().json)
        case .format:
            out.string(try key())
            out.string(try rest.value().json)
        case .type:
            let type = try typeRef.next()
            out.varUint(type)
            if type == 3 || type == 5 { out.string(try key()) }
        case .document:
            out.string(try string())
            try copyValue(to: &out)
        default: throw .unknownKind(UInt64(kind.rawValue))
        }
    }

    private mutating func copyValue(to out: inout ByteWriter) throws(CRDTError) {
        let start = rest.offset
        try rest.skipValue()
        out.raw(rest.base + start, length: rest.offset - start)
    }

    private mutating func string() throws(CRDTError) -> String {
        let length = Int(try text.next())
        guard length <= units.count - position else { throw .truncated }
        defer { position += length }
        return String(decoding: units[position..<(position + length)], as: UTF16.self)
    }

    private mutating func key() throws(CRDTError) -> String {
        let number = try keyClock.next()
        if number < UInt64(keys.count) { return keys[Int(number)] }
        keys.append(try string())
        return keys[keys.count - 1]
    }

    private mutating func convertDeletes(to out: inout ByteWriter) throws(CRDTError) {
        let clientCount = try rest.count(each: 2)
        out.varUint(clientCount)
        for _ in 0..<clientCount {
            out.varUint(try rest.varUint())
            let count = try rest.count(each: 2)
            out.varUint(count)
            var clock: UInt64 = 0
            for _ in 0..<count {
                clock += try rest.varUint()
                let length = try rest.varUint() + 1
                guard clock + length < Limits.clock else { throw .numberTooLarge }
                out.varUint(clock)
                out.varUint(length)
                clock += length
            }
        }
    }
}

extension Update {
    /// Rewrites an update from format v2 to v1.
    /// - Throws: what malformed bytes throw; `.updateTooLarge` when either form exceeds `limit` bytes, or v1 256 KiB
    ///   and 64 times v2: a few bytes of run lengths would say any number of structs.
    public static func v1(
        fromV2 update: [UInt8], limit: Int = Limits().updateBytes
    ) throws(CRDTError) -> [UInt8] {
        try ByteReader.over(update, limit: limit) { (reader) throws(CRDTError) in
            let growth = 1 << 18 + 64 * update.count
            var converter = try UpdateV2Reader(&reader, limit: min(limit, growth))
            return try converter.convert()
        }
    }
}

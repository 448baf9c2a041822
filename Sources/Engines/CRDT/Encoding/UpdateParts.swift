/// One struct of an update as it came: ids of clients, and where in the update its names and content lie.
struct StructRef: BitwiseCopyable {
    var client: UInt64 = 0
    var originClient: UInt64 = 0
    var rightClient: UInt64 = 0
    var parentClient: UInt64 = 0
    var originClock: UInt32 = 0
    var rightClock: UInt32 = 0
    var parentClock: UInt32 = 0
    var clock: UInt32 = 0
    var length: UInt32 = 0
    /// The struct's bytes in the update.
    var start: UInt32 = 0
    var end: UInt32 = 0
    /// A root's name, without the length before it.
    var nameStart: UInt32 = 0
    var nameLength: UInt32 = 0
    var keyStart: UInt32 = 0
    var keyLength: UInt32 = 0
    /// The content as the arena keeps it: text without its length, elements without their count.
    var contentStart: UInt32 = 0
    var kind: Kind = .collected
    var hasOrigin = false
    var hasRight = false
    var hasRootName = false
    var hasKey = false

    var clockEnd: UInt32 { clock + length }
    var contentLength: Int { Int(end - contentStart) }
    var inheritsParent: Bool { hasOrigin || hasRight }
    /// ASCII has as many bytes as units.
    var isASCII: Bool { UInt32(contentLength) == length }
}

/// Consecutive structs of one client in an update.
struct StructGroup: BitwiseCopyable {
    let client: UInt64
    /// Next struct to integrate, and the end.
    var next: UInt32
    var end: UInt32
    /// Where the group's last struct ends in the update.
    var bytesEnd: UInt32
}

/// Deleted clocks in an update.
struct DeleteSpan: BitwiseCopyable {
    let client: UInt64
    let clock: UInt32
    let length: UInt32
}

/// An update in format v1, taken apart and checked, nothing copied. Kept by a document and used again.
struct UpdateParts: ~Copyable {
    var refs = Slab<StructRef>()
    var groups = Slab<StructGroup>()
    var spans = Slab<DeleteSpan>()

    /// Structs, and stretches of deletes, that may be taken apart at once: bounds what that costs in memory.
    var structLimit = 4 << 20

    mutating func removeAll() {
        refs.removeAll()
        groups.removeAll()
        spans.removeAll()
    }

    /// Gives back what a large load needed; it should not stay for the document's life.
    @inline(__always)
    mutating func trim() {
        if refs.capacity > 1 << 8 { refs = Slab() }
        if groups.capacity > 1 << 8 { groups = Slab() }
        if spans.capacity > 1 << 8 { spans = Slab() }
    }

    /// Takes a whole update apart; bytes after it are ignored, as Yjs does.
    mutating func read(_ reader: inout ByteReader) throws(CRDTError) {
        for _ in 0..<(try reader.count(each: 3)) {
            let count = try reader.count(each: 1)
            let client = try reader.varUint()
            let clock = try reader.clock()
            try readGroup(&reader, client: client, clock: clock, count: count)
        }
        try readDeletes(&reader)
    }

    /// Takes `count` structs of one client apart.
    mutating func readGroup(
        _ reader: inout ByteReader, client: UInt64, clock: UInt32, count: Int
    ) throws(CRDTError) {
        guard refs.count + count <= structLimit else { throw .updateTooLarge }
        var first = UInt32(refs.count)
        var clock = clock
        for _ in 0..<count {
            var ref = StructRef(client: client, clock: clock)
            try reader.structRef(&ref)
            guard UInt64(clock) + UInt64(ref.length) < Limits.clock else { throw .numberTooLarge }
            clock += ref.length
            if ref.length > 0 {
                refs.append(ref)
            } else {
                // A struct without length carries nothing and nobody can refer to it; a group has none.
                close(client, &first, bytesEnd: ref.start)
            }
        }
        close(client, &first, bytesEnd: UInt32(reader.offset))
    }

    private mutating func close(_ client: UInt64, _ first: inout UInt32, bytesEnd: UInt32) {
        guard UInt32(refs.count) > first else { return }
        groups.append(StructGroup(client: client, next: first, end: UInt32(refs.count), bytesEnd: bytesEnd))
        first = UInt32(refs.count)
    }

    mutating func readDeletes(_ reader: inout ByteReader) throws(CRDTError) {
        for _ in 0..<(try reader.count(each: 2)) {
            let client = try reader.varUint()
            for _ in 0..<(try reader.count(each: 2)) {
                let clock = try reader.clock()
                let length = try reader.clock()
                guard UInt64(clock) + UInt64(length) < Limits.clock else { throw .numberTooLarge }
                guard spans.count < structLimit else { throw .updateTooLarge }
                if length > 0 { spans.append(DeleteSpan(client: client, clock: clock, length: length)) }
            }
        }
    }
}

extension ByteReader {
    /// Reads one struct of format v1; `ref` knows its client and clock.
    @inline(__always)
    mutating func structRef(_ ref: inout StructRef) throws(CRDTError) {
        ref.start = UInt32(offset)
        let info = try byte()
        guard let kind = Kind(rawValue: info & 0x1f) else { throw .unknownKind(UInt64(info & 0x1f)) }
        ref.kind = kind
        if kind == .collected || kind == .skip {
            ref.length = try clock()
            ref.contentStart = UInt32(offset)
        } else {
            try place(&ref, info: info)
            try content(&ref)
        }
        ref.end = UInt32(offset)
    }

    @inline(__always)
    private mutating func place(_ ref: inout StructRef, info: UInt8) throws(CRDTError) {
        if info & 0x80 != 0 {
            ref.hasOrigin = true
            ref.originClient = try varUint()
            ref.originClock = try clock()
            if ref.originClient == ref.client, ref.originClock >= ref.clock { throw .causality }
        }
        if info & 0x40 != 0 {
            ref.hasRight = true
            ref.rightClient = try varUint()
            ref.rightClock = try clock()
            if ref.rightClient == ref.client, ref.rightClock >= ref.clock { throw .causality }
        }
        if info & 0xc0 == 0 { try parent(&ref, info: info) }
    }

    private mutating func parent(_ ref: inout StructRef, info: UInt8) throws(CRDTError) {
        if try varUint() == 1 {
            ref.hasRootName = true
            let name = try text().range
            (ref.nameStart, ref.nameLength) = (UInt32(name.lowerBound), UInt32(name.count))
        } else {
            ref.parentClient = try varUint()
            ref.parentClock = try clock()
            if ref.parentClient == ref.client, ref.parentClock >= ref.clock { throw .causality }
        }
        if info & 0x20 != 0 {
            ref.hasKey = true
            let key = try text().range
            (ref.keyStart, ref.keyLength) = (UInt32(key.lowerBound), UInt32(key.count))
        }
    }

    @inline(__always)
    private mutating func content(_ ref: inout StructRef) throws(CRDTError) {
        guard ref.kind == .string else { return try otherContent(&ref) }
        let text = try text()
        ref.contentStart = UInt32(text.range.lowerBound)
        ref.length = UInt32(text.units)
    }

    private mutating func otherContent(_ ref: inout StructRef) throws(CRDTError) {
        ref.length = 1
        ref.contentStart = UInt32(offset)
        switch ref.kind {
        case .deleted:
            ref.length = try clock()
            ref.contentStart = UInt32(offset)
        case .json, .any:
            ref.length = UInt32(try count(each: 1))
            ref.contentStart = UInt32(offset)
            for _ in 0..<ref.length { try skipElement(ref.kind) }
        case .binary: _ = try buffer()
        case .embed: try skipJSON()
        case .format:
            _ = try text()
            try skipJSON()
        case .type:
            let kind = try varUint()
            guard kind <= UInt64(TypeKind.xmlText.rawValue) else { throw .unknownKind(kind) }
            if kind == 3 || kind == 5 { _ = try text() }
        case .document:
            _ = try text()
            try skipValue()
        default: throw .unknownKind(UInt64(ref.kind.rawValue))
        }
    }

    /// Goes over one element of a run of values.
    mutating func skipElement(_ kind: Kind) throws(CRDTError) {
        guard kind == .json else { return try skipValue() }
        let range = try text().range
        if isUndefined(range) { return }
        try JSONReader.check(base + range.lowerBound, length: range.count)
    }

    /// Yjs writes `undefined` in old JSON runs as this bare word.
    func isUndefined(_ range: Range<Int>) -> Bool {
        range.count == 9 && string(in: range) == "undefined"
    }

    private mutating func skipJSON() throws(CRDTError) {
        let range = try text().range
        try JSONReader.check(base + range.lowerBound, length: range.count)
    }
}

/// Kinds of shared types; the raw values are those of the wire (Yjs' `typeRefs`).
public enum TypeKind: UInt8, Sendable {
    case array = 0
    case map = 1
    case text = 2
    case xmlElement = 3
    case xmlFragment = 4
    case xmlHook = 5
    case xmlText = 6
}

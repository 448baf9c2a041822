/// Turns chunks of bytes in any `TextEncoding` into UTF-8 bytes, finding the encoding by itself when none is
/// given.
///
/// Holds back at most `TextEncoding.prefixBytes`: at the start, and once more where the first byte beyond
/// ASCII stands when the start was plain ASCII. The result does not depend on where the chunks are cut. Wrong
/// bytes of a UTF-8 text pass unchanged, and a lone surrogate of UTF-16 comes out as three bytes that are not
/// UTF-8: whoever reads records sees which of them is damaged.
package struct TextDecoder: Sendable {
    private enum Stage: Sendable {
        case start
        case ascii
        case known(TextEncoding)
    }

    private var stage = Stage.start
    private var held: [UInt8] = []
    private var unitByte: UInt8?
    private var highSurrogate: UInt16?
    private var expectsMark = false

    /// The encoding as far as it is known; plain ASCII so far counts as UTF-8, nil when too little was seen.
    package var encoding: TextEncoding? {
        switch stage {
        case .start: nil
        case .ascii: .utf8
        case .known(let encoding): encoding
        }
    }

    /// - Parameter encoding: nil: find it.
    package init(_ encoding: TextEncoding? = nil) {
        guard let encoding else { return }
        stage = .known(encoding)
        expectsMark = true
    }

    /// The next bytes as UTF-8; may be empty while bytes are held back.
    package mutating func decode(_ chunk: [UInt8]) -> [UInt8] {
        if case .known(let encoding) = stage { return transcode(chunk, encoding) }
        held += chunk
        return settle(isLast: false)
    }

    /// The rest, after the last chunk. Half a UTF-16 unit comes out as a byte that is not UTF-8.
    package mutating func finish() -> [UInt8] {
        var output = settle(isLast: true)
        if expectsMark, case .known(let encoding) = stage { output += transcode([], encoding, isLast: true) }
        if let high = highSurrogate { Self.append(scalar: UInt32(high), to: &output) }
        if unitByte != nil { output.append(0xFF) }
        (highSurrogate, unitByte) = (nil, nil)
        return output
    }

    private mutating func settle(isLast: Bool) -> [UInt8] {
        var output: [UInt8] = []
        if case .start = stage {
            guard held.count >= TextEncoding.prefixBytes || isLast else { return [] }
            let prefix = held.prefix(TextEncoding.prefixBytes)
            let (encoding, mark) = TextEncoding.detect(prefix, isWhole: prefix.count == held.count && isLast)
            let isPlain = encoding == .utf8 && mark == 0 && prefix.allSatisfy { $0 < 0x80 }
            held.removeFirst(mark)
            stage = isPlain ? .ascii : .known(encoding)
        }
        if case .ascii = stage {
            let plain = held.firstIndex { $0 >= 0x80 } ?? held.count
            output += held[..<plain]
            held.removeFirst(plain)
            guard !held.isEmpty, held.count >= TextEncoding.prefixBytes || isLast else { return output }
            let prefix = held.prefix(TextEncoding.prefixBytes)
            let (right, wrong) = UTF8Check.count(prefix, whole: prefix.count == held.count && isLast)
            stage = .known(wrong == 0 || right > wrong ? .utf8 : .windows1252)
        }
        guard case .known(let encoding) = stage else { return output }
        let rest = held
        held = []
        return output + transcode(rest, encoding)
    }

    private mutating func transcode(
        _ chunk: [UInt8], _ encoding: TextEncoding, isLast: Bool = false
    ) -> [UInt8] {
        guard let chunk = withoutMark(chunk, encoding, isLast: isLast) else { return [] }
        switch encoding {
        case .utf8: return chunk
        case .windows1252: return Self.widen(chunk) { Self.windows1252[Int($0 - 0x80)] }
        case .isoLatin1: return Self.widen(chunk) { UInt32($0) }
        case .utf16LittleEndian: return join(chunk) { UInt16($0) | UInt16($1) << 8 }
        case .utf16BigEndian: return join(chunk) { UInt16($0) << 8 | UInt16($1) }
        }
    }

    /// Takes off the mark of a text whose encoding was given; nil while it is not yet clear whether one is
    /// there.
    private mutating func withoutMark(_ chunk: [UInt8], _ encoding: TextEncoding, isLast: Bool) -> [UInt8]? {
        guard expectsMark else { return chunk }
        let mark: [UInt8] =
            switch encoding {
            case .utf8: [0xEF, 0xBB, 0xBF]
            case .utf16LittleEndian: [0xFF, 0xFE]
            case .utf16BigEndian: [0xFE, 0xFF]
            case .windows1252, .isoLatin1: []
            }
        held += chunk
        let isOpen = held.count < mark.count && mark.starts(with: held)
        if isOpen && !isLast { return nil }
        let text = held.starts(with: mark) ? Array(held.dropFirst(mark.count)) : held
        (held, expectsMark) = ([], false)
        return text
    }

    private static func widen(_ chunk: [UInt8], _ scalar: (UInt8) -> UInt32) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(chunk.count + chunk.count / 8)
        for byte in chunk {
            if byte < 0x80 { output.append(byte) } else { append(scalar: scalar(byte), to: &output) }
        }
        return output
    }

    private mutating func join(_ chunk: [UInt8], _ unit: (UInt8, UInt8) -> UInt16) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(chunk.count)
        for byte in chunk {
            guard let first = unitByte else {
                unitByte = byte
                continue
            }
            unitByte = nil
            append(unit: unit(first, byte), to: &output)
        }
        return output
    }

    private mutating func append(unit: UInt16, to output: inout [UInt8]) {
        if let high = highSurrogate {
            highSurrogate = nil
            if UTF16.isTrailSurrogate(unit) {
                let scalar = 0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(unit) - 0xDC00)
                return Self.append(scalar: scalar, to: &output)
            }
            Self.append(scalar: UInt32(high), to: &output)
        }
        if UTF16.isLeadSurrogate(unit) {
            highSurrogate = unit
        } else {
            Self.append(scalar: UInt32(unit), to: &output)
        }
    }

    private static func append(scalar: UInt32, to output: inout [UInt8]) {
        switch scalar {
        case 0..<0x80:
            output.append(UInt8(scalar))
        case 0x80..<0x800:
            output.append(0xC0 | UInt8(scalar >> 6))
            output.append(0x80 | UInt8(scalar & 0x3F))
        case 0x800..<0x10000:
            output.append(0xE0 | UInt8(scalar >> 12))
            output.append(0x80 | UInt8(scalar >> 6 & 0x3F))
            output.append(0x80 | UInt8(scalar & 0x3F))
        default:
            output.append(0xF0 | UInt8(scalar >> 18))
            output.append(0x80 | UInt8(scalar >> 12 & 0x3F))
            output.append(0x80 | UInt8(scalar >> 6 & 0x3F))
            output.append(0x80 | UInt8(scalar & 0x3F))
        }
    }

    /// 0x80…0x9F of Windows-1252 (https://encoding.spec.whatwg.org/index-windows-1252.txt), then ISO-8859-1.
    private static let windows1252: [UInt32] =
        [
            0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
            0x0152,
            0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122,
            0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
        ] + Array(0xA0...0xFF)
}

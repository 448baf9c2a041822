import Testing

@testable import Formats

@Suite("Encodings are found and decoded")
struct TextEncodingTests {
    static let text = "Größe;Straße\r\nJörg Müßig;10 € für „Ä“ 😀\r\n"

    static func encoded(_ encoding: TextEncoding, _ text: String = text) -> [UInt8] {
        switch encoding {
        case .utf8: Array(text.utf8)
        case .utf16LittleEndian: text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        case .utf16BigEndian: text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        case .windows1252, .isoLatin1:
            text.unicodeScalars.map { scalar in
                switch scalar {
                case "€": 0x80
                case "„": 0x84
                case "“": 0x93
                default: scalar.value < 0x100 ? UInt8(scalar.value) : UInt8(ascii: "?")
                }
            }
        }
    }

    static func decode(
        _ bytes: [UInt8], chunk: Int, as encoding: TextEncoding? = nil
    ) -> (String, TextEncoding?) {
        var decoder = TextDecoder(encoding)
        var output: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: chunk) {
            output += decoder.decode(Array(bytes[start..<min(start + chunk, bytes.count)]))
        }
        output += decoder.finish()
        return (String(decoding: output, as: UTF8.self), decoder.encoding)
    }

    @Test(
        "Each encoding is found with and without mark, in chunks of any size",
        arguments: [TextEncoding.utf8, .utf16LittleEndian, .utf16BigEndian, .windows1252],
        [1, 2, 3, 7, 100_000])
    func detected(encoding: TextEncoding, chunk: Int) {
        let marks: [TextEncoding: [UInt8]] = [
            .utf8: [0xEF, 0xBB, 0xBF], .utf16LittleEndian: [0xFF, 0xFE], .utf16BigEndian: [0xFE, 0xFF],
        ]
        let expected = encoding == .windows1252 ? Self.text.replacing("😀", with: "?") : Self.text
        for mark in [[], marks[encoding] ?? []] {
            let (text, found) = Self.decode(mark + Self.encoded(encoding), chunk: chunk)
            #expect(text == expected)
            #expect(found == encoding)
            #expect(Self.decode(mark + Self.encoded(encoding), chunk: chunk, as: encoding).0 == expected)
        }
    }

    @Test("A long start in ASCII does not settle the encoding", arguments: [1000, 65_536, 3_000_000])
    func lateUmlaut(chunk: Int) {
        let plain = String(repeating: "Name;Ort\n", count: 20_000)
        for encoding in [TextEncoding.utf8, .windows1252] {
            let (text, found) = Self.decode(Self.encoded(encoding, plain + "Jörg;Köln\n"), chunk: chunk)
            #expect(text == plain + "Jörg;Köln\n")
            #expect(found == encoding)
        }
    }

    @Test("ISO-8859-1 is decoded when asked for; few wrong bytes leave a text UTF-8")
    func latin1() {
        #expect(Self.decode([0x4A, 0xF6, 0x72, 0x67], chunk: 1, as: .isoLatin1).0 == "Jörg")
        #expect(TextEncoding.string([0xF6, 0x80]) == "ö€")
        let mostly = Array("äöüß äöüß".utf8) + [0xFF]
        #expect(TextEncoding.detect(mostly, isWhole: true).0 == .utf8)
    }

    @Test("A lone surrogate and half a unit come out as bytes that are not UTF-8")
    func damaged() {
        var decoder = TextDecoder(.utf16LittleEndian)
        let bytes = decoder.decode([0x41, 0, 0x3D, 0xD8, 0x42, 0, 0x43]) + decoder.finish()
        #expect(bytes == [0x41, 0xED, 0xA0, 0xBD, 0x42, 0xFF])
        #expect(String(validating: bytes, as: UTF8.self) == nil)
    }

    @Test("The check of UTF-8 agrees with the standard library on random bytes")
    func validity() {
        var random = SplitMix(seed: 7)
        for _ in 0..<20_000 {
            let pool: [UInt8] = [
                0x41, 0x7F, 0x80, 0xBF, 0xC1, 0xC2, 0xE0, 0xA0, 0x9F, 0xED, 0xF0, 0x90, 0xF4, 0x8F, 0xF5,
            ]
            let bytes = (0..<Int.random(in: 1...5, using: &random)).map { _ in
                pool.randomElement(using: &random) ?? 0
            }
            let isValid = bytes.withUnsafeBufferPointer { UTF8Check.isValid($0, 0..<$0.count) }
            #expect(isValid == (String(validating: bytes, as: UTF8.self) != nil), "\(bytes)")
        }
    }
}

/// A small generator with a seed, so that a failing case can be run again (Steele et al., SplitMix64, 2014).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}

import Foundation
import Testing

@testable import Formats

/// Real and made-up files with seeded damage. A failing input is made again by its number.
@Suite("Damaged files of all formats") struct FuzzTests {
    private static let inputs = 150
    /// A debug build on a busy machine; in earnest it is a second a megabyte.
    private static let secondsPerMegabyte = 60.0

    @Test("Nothing traps, lasts or breaks what must hold", arguments: FormatProperties.allCases)
    func mutants(format: FormatProperties) throws {
        let samples = try Self.samples(of: format)
        for number in 0..<Self.inputs {
            var random = SplitMix(seed: UInt64(number))
            let bytes = Self.mutant(of: samples, &random)
            let start = Self.threadSeconds()
            #expect(format.broken(by: bytes) == nil, "input \(number)")
            let seconds = Self.threadSeconds() - start
            #expect(seconds < 1 + Self.secondsPerMegabyte * Double(bytes.count) / 1e6, "input \(number)")
        }
    }

    private static func samples(of format: FormatProperties) throws -> [[UInt8]] {
        switch format {
        case .mail: try mails()
        case .mbox:
            [
                Array(
                    try mails().prefix(20).flatMap {
                        Array("From a@b Sun Nov 22 10:00:00 2026\n".utf8) + $0 + [10, 10]
                    })
            ]
        case .vcard: [Array(VCardReaderTests.file.utf8)]
        case .csv:
            [
                Array("Nr;Firma;PLZ\n1;\"Groß; \"\"Söhne\"\"\";24103\n2;\"zwei\nZeilen\";1\n".utf8),
                Array("a,b,c,d,e\n1,\"x,\n2,3,4,5,6\n,\"\",,,\n".utf8),
                Array("a\tb\r\n\"1\"\t2\r\n3\t4".utf8),
            ]
        }
    }

    private static func mails() throws -> [[UInt8]] {
        try MailReaderTests.samples().map { Array(try Data(contentsOf: $0)) }.filter { $0.count < 30_000 }
    }

    private static let pieces = [
        "\n", "\r", "\r\n", "\n\n", "\"", "\";\"", ";", ",", ":", "g:", "(", ")", "<", ">", "@", "&", "=",
        "=\n",
        "--b", "--", " ", "\t", "\0", "\u{301}", "\u{1F1E9}", "From ", "From a 10:00\n", "To: ",
        "Cc: g:g:g:a@b;",
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n", "Content-Type: message/rfc822\n\n",
        "Content-Type: text/html\n\n<a href=", "<!--", "<script>", "=?utf-8?q?", "?=", "BEGIN:VCARD\n",
        "END:VCARD\n", "NOTE;ENCODING=QUOTED-PRINTABLE:", "TEL:", "\\", "sep=;\n",
    ].map { Array($0.utf8) }

    private static func mutant(of samples: [[UInt8]], _ random: inout SplitMix) -> [UInt8] {
        var bytes = samples.randomElement(using: &random) ?? []
        for _ in 0..<Int.random(in: 1...8, using: &random) {
            let place = Int.random(in: 0...bytes.count, using: &random)
            let length = min(Int.random(in: 0...200, using: &random), bytes.count - place)
            let piece = pieces.randomElement(using: &random) ?? []
            switch Int.random(in: 0..<7, using: &random) {
            case 0: bytes.removeSubrange(place..<(place + length))
            case 1: bytes.insert(contentsOf: piece, at: place)
            case 2:
                let times = Int.random(in: 1...3000, using: &random)
                bytes.insert(contentsOf: repeatElement(piece, count: times).joined(), at: place)
            case 3: bytes.insert(contentsOf: bytes[place..<(place + length)], at: bytes.count / 2)
            case 4: bytes = Array(bytes.prefix(max(place, 20)))
            case 5:
                bytes.insert(
                    contentsOf: (samples.randomElement(using: &random) ?? []).prefix(2000), at: place)
            default: if place < bytes.count { bytes[place] = UInt8.random(in: 0...255, using: &random) }
            }
        }
        return Array(bytes.prefix(100_000))
    }

    private static func threadSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

import Foundation
import Testing

@testable import People

@Suite("QR codes") struct QRCodeTests {
    /// Texts for each version, from the shortest to the longest that fit.
    private static let texts = QRVersion.all.map { version in
        String((0..<version.capacity).map { Character(Unicode.Scalar(UInt8(33 + $0 * 7 % 90))) })
    }

    @Test("Each version holds as much as the standard says")
    func capacities() {
        // ISO/IEC 18004, table 7: byte mode, error correction M
        #expect(QRVersion.all.map(\.capacity) == [14, 26, 42, 62, 84, 106, 122, 152, 180, 213])
        #expect(Self.texts.map { QRCode($0)?.size } == (1...10).map { 17 + 4 * $0 })
        #expect(QRCode(String(repeating: "x", count: 214)) == nil)
    }

    @Test("The error correction of the standard's example")
    func correction() {
        // ISO/IEC 18004, annex I: the digits 01234567 in version 1-M
        let data: [UInt8] = [
            0x10, 0x20, 0x0C, 0x56, 0x61, 0x80, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11,
        ]
        let expected: [UInt8] = [0xA5, 0x24, 0xD4, 0xC1, 0xED, 0x36, 0xC7, 0x87, 0x2C, 0x55]
        #expect(ReedSolomon.remainder(of: data, count: 10) == expected)
    }

    @Test("zbar, a reader that knows nothing of us, reads every version", arguments: texts)
    func reads(text: String) throws {
        let code = try #require(QRCode(text))
        let path = NSTemporaryDirectory() + "rundblick-qr-\(UInt64.random(in: 0 ... .max)).pgm"
        defer { unlink(path) }
        try Data(picture(of: code)).write(to: URL(filePath: path))
        #expect(try read(path) == text)
    }

    private static let reader = "/usr/bin/zbarimg"

    /// A portable grey map with four pixels a module.
    private func picture(of code: QRCode) -> [UInt8] {
        let side = (code.size + 8) * 4
        var bytes = Array("P5 \(side) \(side) 255\n".utf8)
        for y in 0..<side {
            for x in 0..<side {
                let (column, row) = (x / 4 - 4, y / 4 - 4)
                let isInside = (0..<code.size).contains(column) && (0..<code.size).contains(row)
                bytes.append(isInside && code.modules[row * code.size + column] ? 0 : 255)
            }
        }
        return bytes
    }

    private func read(_ path: String) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: Self.reader)
        process.arguments = ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .newlines)
    }
}

import Foundation
import Testing

@testable import People

@Suite("QR codes") struct QRCodeTests {
    private static let texts = [1, 14, 15, 106, 213, 214, 1000, 2331].map { length in
        String((0..<length).map { Character(Unicode.Scalar(UInt8(33 + $0 * 7 % 90))) })
    }

    @Test("What is longer than the standard allows is no code")
    func tooLong() {
        #expect(QRCode(String(repeating: "x", count: 2332)) == nil)
        #expect(QRCode("") == nil)
    }

    @Test("zbar, a reader that knows nothing of us, reads short and long ones", arguments: texts)
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

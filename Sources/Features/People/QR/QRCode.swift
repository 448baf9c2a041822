import Web

/// A QR code (ISO/IEC 18004) in byte mode with error correction M, version 1 to 10: enough for 213 bytes.
struct QRCode: Sendable {
    /// Modules of one side.
    let size: Int
    /// Row by row; true is dark.
    let modules: [Bool]

    /// Nil when `text` has more than 213 bytes.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let version = QRVersion.all.first(where: { bytes.count <= $0.capacity }) else { return nil }
        let drawing = QRDrawing(
            version: version, codewords: Self.interleaved(Self.data(bytes, version), version))
        size = version.size
        modules = drawing.masked()
    }

    /// An image with the quiet zone of four modules; `label` says what it is.
    func svg(label: String) -> HTML {
        var path = ""
        for y in 0..<size {
            for x in 0..<size where modules[y * size + x] { path += "M\(x) \(y)h1v1h-1z" }
        }
        return """
            <svg class="qr" role="img" aria-label="\(label)" viewBox="-4 -4 \(size + 8) \(size + 8)" \
            shape-rendering="crispEdges"><path fill="#000" d="\(path)"></path></svg>
            """
    }

    /// Mode, length, bytes, and filling up to the version's number of data codewords.
    private static func data(_ bytes: [UInt8], _ version: QRVersion) -> [UInt8] {
        var bits: [Bool] = []
        func append(_ value: Int, _ count: Int) {
            for bit in stride(from: count - 1, through: 0, by: -1) { bits.append(value >> bit & 1 == 1) }
        }
        append(0b0100, 4)
        append(bytes.count, version.lengthBits)
        for byte in bytes { append(Int(byte), 8) }
        append(0, min(4, version.dataCount * 8 - bits.count))
        append(0, (8 - bits.count % 8) % 8)
        var data = stride(from: 0, to: bits.count, by: 8).map { start in
            bits[start..<start + 8].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
        }
        var filler: UInt8 = 0xEC
        while data.count < version.dataCount {
            data.append(filler)
            filler ^= 0xEC ^ 0x11
        }
        return data
    }

    /// The blocks' data codewords taken in turn, then their error-correction codewords.
    private static func interleaved(_ data: [UInt8], _ version: QRVersion) -> [UInt8] {
        var rest = data[...]
        let blocks = version.blocks.map { length -> [UInt8] in
            defer { rest = rest.dropFirst(length) }
            return Array(rest.prefix(length))
        }
        let corrections = blocks.map { ReedSolomon.remainder(of: $0, count: version.correctionCount) }
        return inTurn(blocks) + inTurn(corrections)
    }

    private static func inTurn(_ blocks: [[UInt8]]) -> [UInt8] {
        let longest = blocks.map(\.count).max() ?? 0
        return (0..<longest).flatMap { index in blocks.compactMap { index < $0.count ? $0[index] : nil } }
    }
}

/// What distinguishes the versions, for error correction M (ISO/IEC 18004, tables 9 and E.1).
struct QRVersion: Sendable {
    let number: Int
    /// Error-correction codewords of each block.
    let correctionCount: Int
    /// Data codewords of each block.
    let blocks: [Int]
    /// Where alignment patterns stand, in both directions.
    let alignments: [Int]

    var size: Int { 17 + 4 * number }
    var dataCount: Int { blocks.reduce(0, +) }
    var lengthBits: Int { number < 10 ? 8 : 16 }
    /// Bytes of text that fit.
    var capacity: Int { (dataCount * 8 - 4 - lengthBits) / 8 }

    static let all = [
        QRVersion(number: 1, correctionCount: 10, blocks: [16], alignments: []),
        QRVersion(number: 2, correctionCount: 16, blocks: [28], alignments: [6, 18]),
        QRVersion(number: 3, correctionCount: 26, blocks: [44], alignments: [6, 22]),
        QRVersion(number: 4, correctionCount: 18, blocks: [32, 32], alignments: [6, 26]),
        QRVersion(number: 5, correctionCount: 24, blocks: [43, 43], alignments: [6, 30]),
        QRVersion(number: 6, correctionCount: 16, blocks: [27, 27, 27, 27], alignments: [6, 34]),
        QRVersion(number: 7, correctionCount: 18, blocks: [31, 31, 31, 31], alignments: [6, 22, 38]),
        QRVersion(number: 8, correctionCount: 22, blocks: [38, 38, 39, 39], alignments: [6, 24, 42]),
        QRVersion(number: 9, correctionCount: 22, blocks: [36, 36, 36, 37, 37], alignments: [6, 26, 46]),
        QRVersion(number: 10, correctionCount: 26, blocks: [43, 43, 43, 43, 44], alignments: [6, 28, 50]),
    ]
}

import CQREncode
import Web

/// A QR code (ISO/IEC 18004) in byte mode with error correction M. By libqrencode.
struct QRCode: Sendable {
    /// Modules of one side.
    let size: Int
    /// Row by row; true is dark.
    let modules: [Bool]

    /// Nil when `text` is empty or has more than 2,331 bytes.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let code = QRcode_encodeData(Int32(bytes.count), bytes, 0, QR_ECLEVEL_M) else { return nil }
        defer { QRcode_free(code) }
        size = Int(code.pointee.width)
        modules = UnsafeBufferPointer(start: code.pointee.data, count: size * size).map { $0 & 1 == 1 }
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
}

import HTTPTypes
import Hummingbird
import Storage
import Synchronization

/// Something that never changes while the program runs: compressed once, and not sent again to who has it.
struct KeptFile: Sendable {
    /// How it stands in `ETag`.
    let tag: String
    private let bytes: ByteBuffer
    private let compressed: ByteBuffer
    private let type: String

    init(_ bytes: [UInt8], type: String) {
        self.bytes = ByteBuffer(bytes: bytes)
        compressed = ByteBuffer(bytes: Gzip.compress(bytes, level: Gzip.best))
        self.type = type
        tag = "\"\(SHA256.hex(bytes).prefix(16))\""
    }

    /// - Parameters: the request's `Accept-Encoding` and `If-None-Match`.
    func response(accepting encodings: String?, unless tags: String?) -> Response {
        var headers: HTTPFields = [.eTag: tag, .vary: "Accept-Encoding"]
        if tags?.contains(tag) == true { return Response(status: .notModified, headers: headers) }
        headers[.contentType] = type
        let isCompressed = encodings?.contains("gzip") == true
        if isCompressed { headers[.contentEncoding] = "gzip" }
        return Response(
            status: .ok, headers: headers, body: .init(byteBuffer: isCompressed ? compressed : bytes))
    }
}

/// A value that is made when it is needed first, once.
final class MadeOnce<Value: Sendable>: Sendable {
    private let made = Mutex<Value?>(nil)
    private let make: @Sendable () throws -> Value

    init(_ make: @escaping @Sendable () throws -> Value) { self.make = make }

    /// Who comes while it is being made waits.
    var value: Value {
        get throws {
            try made.withLock { made in
                if let made { return made }
                let new = try make()
                made = new
                return new
            }
        }
    }
}

import CZlib
import HTTPTypes
import Hummingbird

extension Response {
    /// A response whose body lies in memory, compressed by gzip (RFC 1952) when the asker takes it and it is worth
    /// while. Streams are never compressed: their pieces must arrive at once.
    static func whole(_ bytes: [UInt8], type: String, status: Int, accepting encodings: String?) -> Response {
        var headers: HTTPFields = bytes.isEmpty ? [:] : [.contentType: type]
        var body = bytes
        if type.isCompressible {
            headers[.vary] = "Accept, Accept-Encoding, Cookie, X-Rundblick-Fragment"
            if bytes.count > 1024, encodings?.contains("gzip") == true {
                headers[.contentEncoding] = "gzip"
                body = Gzip.compress(bytes)
            }
        }
        return Response(
            status: .init(code: status), headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }
}

extension String {
    fileprivate var isCompressible: Bool {
        hasPrefix("text/") || contains("json") || contains("javascript") || contains("svg")
    }
}

/// gzip by zlib.
package enum Gzip {
    /// `bytes` compressed at a level that pays on pages: fast, about a fifth of the size.
    package static func compress(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        guard rb_gzip_init(&stream, 4) == Z_OK else { preconditionFailure("zlib cannot be set up") }
        defer { deflateEnd(&stream) }
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
        var input = bytes
        let length = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                let status = deflate(&stream, Z_FINISH)
                precondition(status == Z_STREAM_END, "the output has room for the bound")
                return target.count - Int(stream.avail_out)
            }
        }
        return Array(output[..<length])
    }
}

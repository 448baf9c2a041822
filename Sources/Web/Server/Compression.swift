import CZlib
import HTTPTypes
import Hummingbird
import Platform

extension Response {
    /// A response whose body lies in memory, compressed by gzip (RFC 1952) when the asker takes it and it is worth
    /// while. A long one is compressed and sent in slices, so that nobody waits for the whole and a slow asker does
    /// not have it twice in memory.
    static func whole(_ bytes: [UInt8], type: String, status: Int, accepting encodings: String?) -> Response {
        var headers: HTTPFields = bytes.isEmpty ? [:] : [.contentType: type]
        var isCompressed = false
        if type.isCompressible {
            headers[.vary] = "Accept, Accept-Encoding, Cookie, X-Rundblick-Fragment"
            isCompressed = bytes.count > 1024 && encodings?.contains("gzip") == true
        }
        if isCompressed { headers[.contentEncoding] = "gzip" }
        let body: ResponseBody =
            bytes.count > sliceBytes
            ? slices(of: bytes, isCompressed: isCompressed)
            : .init(byteBuffer: isCompressed ? Gzip.buffer(bytes) : ByteBuffer(bytes: bytes))
        return Response(status: .init(code: status), headers: headers, body: body)
    }

    /// Bytes that are compressed and sent at once.
    private static let sliceBytes = 1 << 16

    private static func slices(of bytes: [UInt8], isCompressed: Bool) -> ResponseBody {
        ResponseBody(contentLength: isCompressed ? nil : bytes.count) { writer in
            let deflater = isCompressed ? Deflater(level: Gzip.level) : nil
            for start in stride(from: 0, to: bytes.count, by: sliceBytes) {
                let slice = bytes[start..<min(start + sliceBytes, bytes.count)]
                guard let deflater else {
                    try await writer.write(ByteBuffer(bytes: slice))
                    continue
                }
                let piece = deflater.take(slice, isLast: slice.endIndex == bytes.count)
                if piece.readableBytes > 0 { try await writer.write(piece) }
            }
            try await writer.finish(nil)
        }
    }
}

extension String {
    fileprivate var isCompressible: Bool {
        hasPrefix("text/") || contains("json") || contains("javascript") || contains("svg")
    }
}

/// gzip by zlib.
package enum Gzip {
    /// What pays on pages: measured in `docs/performance.md`.
    static let level: Int32 = 1
    /// For what is compressed once and sent often.
    static let best: Int32 = 9

    /// One a thread: setting one up takes longer than compressing a short page with it.
    private static let deflaters = ThreadLocal<Deflater>()

    /// `bytes` compressed, to be sent.
    static func buffer(_ bytes: [UInt8]) -> ByteBuffer {
        let deflater = deflaters.value ?? Deflater(level: level)
        deflaters.value = deflater
        deflater.reset()
        return deflater.take(bytes[...], isLast: true)
    }

    /// `bytes` compressed. - Parameter level: 1 (fast) to 9 (small).
    package static func compress(_ bytes: [UInt8], level: Int32 = Gzip.level) -> [UInt8] {
        Array(Deflater(level: level).take(bytes[...], isLast: true).readableBytesView)
    }
}

/// One stream of compressed bytes.
final class Deflater: @unchecked Sendable {
    // Sendable: used by one task at a time, the answer that it compresses, or by the thread that it belongs to.
    private let stream: UnsafeMutablePointer<z_stream>

    init(level: Int32) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard rb_gzip_init(stream, level) == Z_OK else { preconditionFailure("zlib cannot be set up") }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// Begins a new stream.
    func reset() { deflateReset(stream) }

    /// Compresses `bytes`. - Returns: what is ready to be sent; all of it when they are the last.
    func take(_ bytes: ArraySlice<UInt8>, isLast: Bool) -> ByteBuffer {
        // zlib may still hold something of what came before.
        let room = Int(deflateBound(stream, UInt(bytes.count))) + 4096
        var output = ByteBuffer()
        bytes.withUnsafeBufferPointer { source in
            stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
            stream.pointee.avail_in = UInt32(source.count)
            var isDone = false
            while !isDone {
                output.writeWithUnsafeMutableBytes(minimumWritableBytes: room) { target in
                    stream.pointee.next_out = target.baseAddress?.assumingMemoryBound(to: UInt8.self)
                    stream.pointee.avail_out = UInt32(target.count)
                    let status = deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
                    isDone = isLast ? status == Z_STREAM_END : stream.pointee.avail_in == 0
                    return target.count - Int(stream.pointee.avail_out)
                }
            }
        }
        return output
    }
}

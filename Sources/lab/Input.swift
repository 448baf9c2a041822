import CZlib
import Foundation

/// Reads the laboratory's input files: as they are, or through gzip when the name ends in `.gz`.
enum Input {
    /// What cannot be read, with the file it was in.
    struct Failure: Error, CustomStringConvertible {
        let file: String
        let reason: String
        var description: String { "\(file): \(reason)" }
    }

    /// The whole file, unpacked when its name ends in `.gz`.
    /// - Throws: `Failure` when it is no gzip file or ends early; Foundation's error when it cannot be read.
    static func bytes(_ file: String) throws -> [UInt8] {
        let data = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
        return file.hasSuffix(".gz") ? try gunzip(data, of: file) : data
    }

    /// The file's text; bytes that are no UTF-8 become U+FFFD.
    static func text(_ file: String) throws -> String { String(decoding: try bytes(file), as: UTF8.self) }

    /// One value a line; empty lines are skipped.
    /// - Throws: `Failure` naming the first line that does not decode.
    static func jsonLines<Value: Decodable>(_ type: Value.Type, _ file: String) throws -> [Value] {
        let decoder = JSONDecoder()
        return try bytes(file).split(separator: UInt8(ascii: "\n")).enumerated().map { number, line in
            do {
                return try decoder.decode(type, from: Data(line))
            } catch {
                throw Failure(file: file, reason: "record \(number + 1): \(error)")
            }
        }
    }

    /// Unpacks all members of a gzip file.
    private static func gunzip(_ packed: [UInt8], of file: String) throws -> [UInt8] {
        var stream = z_stream()
        guard rb_gunzip_init(&stream) == Z_OK else {
            throw Failure(file: file, reason: "zlib does not start")
        }
        defer { inflateEnd(&stream) }
        var result: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        var packed = packed
        try packed.withUnsafeMutableBufferPointer { input in
            stream.next_in = input.baseAddress
            stream.avail_in = UInt32(input.count)
            var status = Z_OK
            while status != Z_STREAM_END || stream.avail_in > 0 {
                if status == Z_STREAM_END { inflateReset(&stream) }
                status = buffer.withUnsafeMutableBufferPointer { output in
                    stream.next_out = output.baseAddress
                    stream.avail_out = UInt32(output.count)
                    return inflate(&stream, Z_NO_FLUSH)
                }
                guard status == Z_OK || status == Z_STREAM_END else {
                    throw Failure(file: file, reason: "damaged or cut off (zlib \(status))")
                }
                result.append(contentsOf: buffer[..<(buffer.count - Int(stream.avail_out))])
            }
        }
        return result
    }
}

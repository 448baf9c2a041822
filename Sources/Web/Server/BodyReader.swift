import Foundation
import Hummingbird
import NIOCore
import Platform
import Storage

/// Reads the body of a request as its route declares it: a form, JSON, or a file.
struct BodyReader {
    let route: Route
    let uploadFolder: String
    /// Bytes of a body without a file.
    let limit: Int
    /// Where the body comes from.
    let channel: any Channel

    /// What may come around a file: small fields, headers, boundaries.
    private static let aroundLimit = 1 << 20

    /// What a request sent.
    struct Sent {
        var input: Input
        var upload: Upload?
        var expectedVersion: Int?
        var idempotencyKey: String?
        /// Tells a repeated request from another one with the same key.
        var fingerprint = ""

        func removeUpload() {
            if let upload { unlink(upload.path) }
        }
    }

    /// - Throws: `AppError` `.malformed`, `.invalid`, `.tooLarge`.
    func read(_ request: Hummingbird.Request) async throws -> Sent {
        let reader = InputReader(fields: route.fields)
        let ifMatch = try request.headers[.ifMatch].flatMap(Self.version(ifMatch:))
        if request.method.isReading
            || request.method == .delete && request.headers[.contentLength] ?? "0" == "0"
        {
            let pairs = try Self.queryPairs(request)
            return Sent(
                input: try reader.read(pairs: pairs), expectedVersion: ifMatch ?? Self.version(in: pairs))
        }
        var sent =
            if let uploadLimit = route.uploadLimitBytes {
                try await readUpload(request, reader, uploadLimit)
            } else {
                try await readFields(request, reader)
            }
        sent.expectedVersion = ifMatch ?? sent.expectedVersion
        return sent
    }

    private func readFields(_ request: Hummingbird.Request, _ reader: InputReader) async throws -> Sent {
        let bytes = try await collect(request)
        let fingerprint = SHA256.hex(bytes)
        let type = request.headers[.contentType] ?? ""
        if type.hasPrefix("application/json") || bytes.isEmpty && request.uri.path.hasPrefix("/api/") {
            return Sent(input: try reader.read(json: bytes), fingerprint: fingerprint)
        }
        guard bytes.isEmpty || type.hasPrefix("application/x-www-form-urlencoded") else {
            throw AppError(.malformed, reason: "content_type")
        }
        guard let text = String(validating: bytes, as: UTF8.self), let pairs = PercentCoding.pairs(text)
        else {
            throw AppError(.malformed, reason: "form")
        }
        return try sent(pairs, reader, fingerprint)
    }

    private func sent(
        _ pairs: [(name: String, value: String)], _ reader: InputReader, _ fingerprint: String
    ) throws -> Sent {
        Sent(
            input: try reader.read(pairs: pairs), expectedVersion: Self.version(in: pairs),
            idempotencyKey: pairs.first { $0.name == "idempotency" }?.value, fingerprint: fingerprint)
    }

    /// Refuses a body that says itself that it is longer than `limit`; else lets it come.
    private func admit(_ request: Hummingbird.Request, atMost limit: Int) throws {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
            throw AppError(.tooLarge)
        }
        if request.headers[.expect] != nil {
            channel.triggerUserOutboundEvent(BodyWanted(), promise: nil)
        }
    }

    private func collect(_ request: Hummingbird.Request) async throws -> [UInt8] {
        try admit(request, atMost: limit)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(limit, request.headers[.contentLength].flatMap { Int($0) } ?? 0))
        for try await chunk in request.body {
            guard bytes.count + chunk.readableBytes <= limit else { throw AppError(.tooLarge) }
            bytes.append(contentsOf: chunk.readableBytesView)
        }
        return bytes
    }

    /// A file straight to disk: as `multipart/form-data` from a form, or as the bare body with the fields in the query.
    private func readUpload(
        _ request: Hummingbird.Request, _ reader: InputReader, _ uploadLimit: Int
    ) async throws -> Sent {
        let type = request.headers[.contentType] ?? ""
        let isForm = type.hasPrefix("multipart/form-data")
        try admit(request, atMost: uploadLimit + (isForm ? Self.aroundLimit : 0))
        let file = try TemporaryFile(in: uploadFolder, limit: uploadLimit)
        do {
            guard isForm else {
                for try await chunk in request.body { try file.append(chunk.readableBytesView) }
                let pairs = try Self.queryPairs(request)
                return try sent(
                    pairs, reader, file, named: pairs.first { $0.name == "file_name" }?.value ?? "upload")
            }
            guard let boundary = Multipart.boundary(in: type) else {
                throw AppError(.malformed, reason: "boundary")
            }
            var form = MultipartReader(boundary: boundary, file: file)
            var bytes = 0
            for try await chunk in request.body {
                bytes += chunk.readableBytes
                guard bytes <= uploadLimit + Self.aroundLimit else { throw AppError(.tooLarge) }
                try form.take(chunk.readableBytesView)
            }
            return try sent(try form.finish(), reader, file, named: form.fileName)
        } catch {
            file.remove()
            throw error
        }
    }

    /// What was sent with a file, or with none when it has no name. The same fields and the same bytes have the same
    /// fingerprint, whatever boundary stood between them.
    private func sent(
        _ pairs: [(name: String, value: String)], _ reader: InputReader, _ file: TemporaryFile,
        named name: String?
    ) throws -> Sent {
        let fields = pairs.map { "\($0.name)\0\($0.value)\0" }.joined()
        var sent = try sent(pairs, reader, SHA256.hex(Array(fields.utf8)) + file.end())
        sent.upload = try name.map { try file.finish(named: $0) }
        if name == nil { file.remove() }
        return sent
    }

    private static func queryPairs(_ request: Hummingbird.Request) throws -> [(name: String, value: String)] {
        guard let pairs = PercentCoding.pairs(request.uri.query ?? "") else {
            throw AppError(.malformed, reason: "query")
        }
        return pairs
    }

    /// The version in `If-Match: "3"`; nil for `*`, which any version matches (RFC 9110 § 13.1.1).
    private static func version(ifMatch header: String) throws -> Int? {
        guard header != "*" else { return nil }
        guard let version = Int(header.drop(while: { $0 == "W" || $0 == "/" }).filter { $0 != "\"" }) else {
            throw AppError(.malformed, reason: "if_match")
        }
        return version
    }

    private static func version(in pairs: [(name: String, value: String)]) -> Int? {
        pairs.first { $0.name == "version" }.flatMap { Int($0.value) }
    }
}

/// A file that is written while a body arrives.
final class TemporaryFile {
    private let path: String
    private let limit: Int
    private let descriptor: Int32
    private var bytes = 0
    /// Of what was written so far.
    private var hash = SHA256.Stream()
    /// What is yet to be written: bodies come in pieces of any size.
    private var waiting: [UInt8] = []

    private static let pieceBytes = 1 << 16

    init(in folder: String, limit: Int) throws {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        var template = Array("\(folder)/upload-XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw StorageError(call: "mkstemp", folder) }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        self.limit = limit
    }

    deinit { close(descriptor) }

    /// - Throws: `AppError` `.tooLarge`, `StorageError.full`.
    func append(_ chunk: some Collection<UInt8>) throws {
        bytes += chunk.count
        guard bytes <= limit else { throw AppError(.tooLarge) }
        waiting.append(contentsOf: chunk)
        if waiting.count >= Self.pieceBytes { try write() }
    }

    private func write() throws {
        var done = 0
        while done < waiting.count {
            let count = waiting.withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress?.advanced(by: done), waiting.count - done)
            }
            guard count > 0 else { throw StorageError(call: "write", path) }
            done += count
        }
        hash.append(waiting)
        waiting.removeAll(keepingCapacity: true)
    }

    /// Writes what is left. - Returns: the hash of all. Nothing may come afterwards.
    func end() throws -> String {
        try write()
        return hash.finish()
    }

    /// The finished file; a sender's folders are cut off its name.
    func finish(named name: String) throws -> Upload {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? "upload"
        return Upload(path: path, fileName: String(last.prefix(200)), bytes: bytes)
    }

    func remove() { unlink(path) }
}

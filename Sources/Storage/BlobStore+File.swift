import Foundation
import Platform

extension BlobStore {
    /// The file with `hash`, to be read piece by piece; nil when there is none. - Throws: `StorageError`.
    package func file(_ hash: String) throws -> BlobFile? {
        contains(hash) ? try BlobFile(path(of: hash), hash: hash) : nil
    }

    /// Stores the file at `path` durably by moving it here, without reading it into memory as a whole.
    /// - Returns: the hash by which `read` and `path(of:)` find it.
    package func store(moving path: String) throws -> String {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw StorageError(call: "open", path) }
        defer { close(file) }
        var sum = SHA256.Stream()
        try FilePieces.each(of: file) { sum.append($0) }
        let hash = sum.finish()
        let place = self.path(of: hash)
        if try isDurable(place) {
            unlink(path)
            return hash
        }
        guard fsync(file) == 0 else { throw StorageError(call: "fsync", path) }
        try PrivateFile.restrict(path, to: 0o600)
        try move(path, to: place)
        return hash
    }

    /// Stores durably the bytes that `body` hands over piece by piece.
    /// - Returns: the hash by which they are found.
    func store(_ body: (_ take: ([UInt8]) throws -> Void) throws -> Void) throws -> String {
        let incoming = "\(folder)/incoming/\(UInt64.random(in: 0 ... .max))"
        let file = open(incoming, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw StorageError(call: "open", incoming) }
        do {
            defer { close(file) }
            try body { bytes in
                var written = 0
                while written < bytes.count {
                    let count = bytes.withUnsafeBytes {
                        write(file, $0.baseAddress?.advanced(by: written), bytes.count - written)
                    }
                    guard count > 0 else { throw StorageError(call: "write", incoming) }
                    written += count
                }
            }
        } catch {
            unlink(incoming)
            throw error
        }
        return try store(moving: incoming)
    }

    /// Whether the file with `hash` is there and is what its name says.
    func isWhole(_ hash: String) throws -> Bool {
        guard contains(hash) else { return false }
        let file = open(path(of: hash), O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw StorageError(call: "open", path(of: hash)) }
        defer { close(file) }
        var sum = SHA256.Stream()
        try FilePieces.each(of: file) { sum.append($0) }
        return sum.finish() == hash
    }

    /// Copies the files with these hashes from `source`; what is absent or damaged there stays behind.
    /// - Returns: how many are here.
    func copy(_ hashes: some Sequence<String>, from source: BlobStore) throws -> Int {
        try hashes.reduce(into: 0) { count, hash in
            guard try source.isWhole(hash) else { return }
            if !contains(hash) { _ = try store { take in _ = try source.read(hash, take: take) } }
            count += 1
        }
    }
}

/// A stored file that is read from the front, piece by piece.
package final class BlobFile: @unchecked Sendable {
    // Sendable: read by one task at a time, the answer that it is sent with.
    private let descriptor: Int32
    private let hash: String
    private var sum = SHA256.Stream()
    private var left: Int
    /// Its length.
    package let bytes: Int

    /// Bytes of a piece at most.
    private static let pieceBytes = 1 << 16

    fileprivate init(_ path: String, hash: String) throws {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw StorageError(call: "open", path) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let error = StorageError(call: "stat", path)
            close(descriptor)
            throw error
        }
        (bytes, left) = (Int(status.st_size), Int(status.st_size))
        self.hash = hash
    }

    deinit { close(descriptor) }

    /// The next piece; nil at the end. The last one is handed out only when the file is what its name says.
    /// - Throws: `StorageError`.
    package func next() throws -> [UInt8]? {
        guard left > 0 else { return nil }
        var failure: Int32 = 0
        let piece = [UInt8](unsafeUninitializedCapacity: min(left, Self.pieceBytes)) { buffer, count in
            let got = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
            if got < 0 { failure = errno }
            count = max(0, got)
        }
        guard failure == 0, !piece.isEmpty else {
            throw StorageError.broken("read \(hash): errno \(failure)")
        }
        left -= piece.count
        sum.append(piece)
        if left == 0, sum.finish() != hash { throw StorageError.broken("blob \(hash) is damaged") }
        return piece
    }
}

/// Reading files piece by piece.
enum FilePieces {
    static let size = 1 << 18

    /// Hands the bytes of an open file, from where it stands, to `take`.
    static func each(of file: Int32, _ take: ([UInt8]) throws -> Void) throws {
        var buffer = [UInt8](repeating: 0, count: size)
        while true {
            let count = read(file, &buffer, buffer.count)
            guard count >= 0 else { throw StorageError.broken("read: errno \(errno)") }
            guard count > 0 else { return }
            try take(Array(buffer[..<count]))
        }
    }
}

/// Having names on disk: a file's own `fsync` does not write the folder that it lies in.
enum DurableFolder {
    /// Syncs the folder in which the file at `path` lies.
    static func sync(of path: String) throws {
        guard let slash = path.lastIndex(of: "/") else { return try sync(".") }
        try sync(slash == path.startIndex ? "/" : String(path[..<slash]))
    }

    /// Syncs `folder` itself.
    static func sync(_ folder: String) throws {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw StorageError(call: "open folder", folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw StorageError(call: "fsync folder", folder) }
    }
}

/// Files that were being written when a process died.
package enum Leftovers {
    /// Nobody writes to a file that was left alone for an hour.
    private static let ageSeconds: Int64 = 3600

    /// Removes the files in `folder` that were last written more than an hour before `now`: another process may just be
    /// writing the others. A folder that is not there is empty.
    package static func remove(in folder: String, now: Timestamp) throws {
        let files = FileManager.default
        guard files.fileExists(atPath: folder) else { return }
        for name in try files.contentsOfDirectory(atPath: folder) {
            var status = stat()
            let path = "\(folder)/\(name)"
            guard stat(path, &status) == 0 else { continue }
            let written = Timestamp(us: Int64(status.st_mtim.tv_sec) * 1_000_000)
            if now.seconds(since: written) > ageSeconds { unlink(path) }
        }
    }
}

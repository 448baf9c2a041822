import CSodium
import Foundation

extension BlobStore {
    /// Stores the file at `path` durably by moving it here, without reading it into memory as a whole.
    /// - Returns: the hash by which `read` and `path(of:)` find it.
    package func store(moving path: String) throws -> String {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw StorageError(call: "open", path) }
        defer { close(file) }
        let hash = try SHA256.hex(file: file)
        let place = self.path(of: hash)
        if FileManager.default.fileExists(atPath: place) {
            unlink(path)
            return hash
        }
        guard fsync(file) == 0 else { throw StorageError(call: "fsync", path) }
        try FileManager.default.createDirectory(
            atPath: folder + "/" + hash.prefix(2), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        guard rename(path, place) == 0 else { throw StorageError(call: "rename", place) }
        try syncFolder(of: place)
        return hash
    }
}

extension SHA256 {
    /// The hash of an open file from its beginning, as 64 hexadecimal digits.
    fileprivate static func hex(file: Int32) throws -> String {
        var state = crypto_hash_sha256_state()
        crypto_hash_sha256_init(&state)
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = read(file, &buffer, buffer.count)
            guard count >= 0 else { throw StorageError.broken("read: errno \(errno)") }
            if count == 0 { break }
            crypto_hash_sha256_update(&state, buffer, UInt64(count))
        }
        var output = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
        crypto_hash_sha256_final(&state, &output)
        return hexadecimal(output)
    }
}

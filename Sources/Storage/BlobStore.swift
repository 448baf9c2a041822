import Foundation
import Platform

/// Files by their content: each lies once under the SHA-256 of its bytes, however often it is referred to.
///
/// A file is written beside its place, synced to disk and moved there, so that a crash leaves either the whole file
/// or none.
package struct BlobStore: Sendable {
    /// The folder, `…/blobs`; files lie in sub-folders by the first two digits of their hash.
    package let folder: String

    /// Opens the folder, creating it when it is not there.
    package init(folder: String) throws {
        self.folder = folder
        try FileManager.default.createDirectory(
            atPath: folder + "/incoming", withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
    }

    /// Stores `bytes` durably. - Returns: the hash by which `read` finds them.
    @discardableResult package func store(_ bytes: [UInt8]) throws -> String {
        let hash = SHA256.hex(bytes)
        let place = path(of: hash)
        if FileManager.default.fileExists(atPath: place) { return hash }
        let incoming = "\(folder)/incoming/\(hash)-\(UInt64.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(
            atPath: folder + "/" + hash.prefix(2), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        do {
            try writeSynced(bytes, to: incoming)
        } catch {
            unlink(incoming)
            throw error
        }
        guard rename(incoming, place) == 0 else { throw StorageError(call: "rename", place) }
        try syncFolder(of: place)
        return hash
    }

    /// The bytes with `hash`, or nil when there are none.
    /// - Throws: `StorageError.broken` when the file is not what its name says.
    package func read(_ hash: String) throws -> [UInt8]? {
        guard Self.isHash(hash), let data = FileManager.default.contents(atPath: path(of: hash)) else {
            return nil
        }
        let bytes = [UInt8](data)
        guard SHA256.hex(bytes) == hash else { throw StorageError.broken("blob \(hash) is damaged") }
        return bytes
    }

    /// Whether a file with `hash` is there (its bytes are not read).
    package func contains(_ hash: String) -> Bool {
        Self.isHash(hash) && FileManager.default.fileExists(atPath: path(of: hash))
    }

    /// The hashes of all stored files, in no particular order.
    package func all() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.count == 2 }.flatMap {
            try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\($0)").filter(Self.isHash)
        }
    }

    /// Where the file with `hash` lies.
    package func path(of hash: String) -> String { "\(folder)/\(hash.prefix(2))/\(hash)" }

    private static func isHash(_ text: String) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }

    /// Has the name itself on disk.
    func syncFolder(of path: String) throws {
        let folder = open(
            String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.endIndex)), O_RDONLY | O_DIRECTORY)
        guard folder >= 0 else { throw StorageError(call: "open folder of", path) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw StorageError(call: "fsync folder of", path) }
    }

    private func writeSynced(_ bytes: [UInt8], to path: String) throws {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        guard file >= 0 else { throw StorageError(call: "open", path) }
        defer { close(file) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                write(file, $0.baseAddress?.advanced(by: written), bytes.count - written)
            }
            guard count > 0 else { throw StorageError(call: "write", path) }
            written += count
        }
        guard fsync(file) == 0 else { throw StorageError(call: "fsync", path) }
    }
}

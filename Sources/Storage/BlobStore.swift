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
        for path in [folder, folder + "/incoming"] { try PrivateFolder.close(path) }
    }

    /// Stores `bytes` durably. - Returns: the hash by which `read` finds them.
    @discardableResult package func store(_ bytes: [UInt8]) throws -> String {
        let hash = SHA256.hex(bytes)
        let place = path(of: hash)
        if try isDurable(place) { return hash }
        let incoming = "\(folder)/incoming/\(hash)-\(UInt64.random(in: 0 ... .max))"
        do {
            try writeSynced(bytes, to: incoming)
        } catch {
            unlink(incoming)
            throw error
        }
        try move(incoming, to: place)
        return hash
    }

    /// Whether the file is there already; whoever put it there may not have its name on disk yet. It counts as stored
    /// just now, so that `BlobKeeper` leaves it alone until a row speaks of it.
    func isDurable(_ place: String) throws -> Bool {
        guard touch(place) else { return false }
        try syncNames(of: place)
        return true
    }

    /// Notes that a row has just ceased to speak of the file with `hash`: a backup that runs may still want it.
    package func release(_ hash: String) { if Self.isHash(hash) { _ = touch(path(of: hash)) } }

    /// - Returns: false when there is no such file.
    private func touch(_ place: String) -> Bool { utimes(place, nil) == 0 }

    /// Moves a synced file to its place and has its name on disk.
    func move(_ path: String, to place: String) throws {
        let subfolder = String(place.prefix(upTo: place.lastIndex(of: "/") ?? place.endIndex))
        guard mkdir(subfolder, 0o700) == 0 || errno == EEXIST else {
            throw StorageError(call: "mkdir", subfolder)
        }
        guard rename(path, place) == 0 else { throw StorageError(call: "rename", place) }
        try syncNames(of: place)
    }

    /// The file's name in its sub-folder, and the sub-folder's in ours: who made it may not have synced it yet.
    private func syncNames(of place: String) throws {
        try DurableFolder.sync(of: place)
        try DurableFolder.sync(folder)
    }

    /// The bytes with `hash`, or nil when there are none.
    /// - Throws: `StorageError.broken` when the file is not what its name says.
    package func read(_ hash: String) throws -> [UInt8]? {
        guard let file = try file(hash) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(file.bytes)
        while let piece = try file.next() { bytes += piece }
        guard !bytes.isEmpty || SHA256.hex(bytes) == hash else {
            throw StorageError.broken("blob \(hash) is damaged")
        }
        return bytes
    }

    /// Reads the file with `hash` piece by piece.
    /// - Parameters:
    ///   - begin: is told its length first.
    ///   - take: gets the pieces.
    /// - Returns: false when there is none. - Throws: `StorageError.broken` when the file is not what its name says,
    ///   what `begin` and `take` throw.
    func read(
        _ hash: String, begin: (Int) throws -> Void = { _ in }, take: ([UInt8]) throws -> Void
    ) throws -> Bool {
        guard contains(hash) else { return false }
        let file = open(path(of: hash), O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw StorageError(call: "open", path(of: hash)) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw StorageError(call: "stat", path(of: hash)) }
        try begin(Int(status.st_size))
        var sum = SHA256.Stream()
        try FilePieces.each(of: file) { piece in
            sum.append(piece)
            try take(piece)
        }
        guard sum.finish() == hash else { throw StorageError.broken("blob \(hash) is damaged") }
        return true
    }

    /// Whether a file with `hash` is there (its bytes are not read).
    package func contains(_ hash: String) -> Bool {
        Self.isHash(hash) && FileManager.default.fileExists(atPath: path(of: hash))
    }

    /// Removes the file with `hash`.
    func remove(_ hash: String) throws {
        guard unlink(path(of: hash)) == 0 else { throw StorageError(call: "unlink", path(of: hash)) }
    }

    /// The hashes of all stored files, in no particular order.
    package func all() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.count == 2 }.flatMap {
            try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\($0)").filter(Self.isHash)
        }
    }

    /// Where the file with `hash` lies.
    package func path(of hash: String) -> String { "\(folder)/\(hash.prefix(2))/\(hash)" }

    static func isHash(_ text: String) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
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

import Foundation
import Storage

/// A file that is read in pieces from the front.
final class ImportFile {
    private let descriptor: Int32
    /// Its length.
    let bytes: Int
    /// How much of it was read.
    private(set) var bytesRead = 0

    /// Bytes of a piece.
    static let pieceBytes = 1 << 18

    /// - Throws: `Refusal` `file.missing` when it cannot be opened.
    init(_ path: String) throws {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Refusal("file.missing") }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw Refusal("file.missing")
        }
        bytes = Int(status.st_size)
    }

    deinit { close(descriptor) }

    /// The next piece; nil at the end. - Throws: `StorageError.broken` when the disk does not give it.
    func next() throws -> [UInt8]? {
        var failure: Int32 = 0
        let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceBytes) { buffer, count in
            let got = read(descriptor, buffer.baseAddress, Self.pieceBytes)
            if got < 0 { failure = errno }
            count = max(0, got)
        }
        guard failure == 0 else { throw StorageError.broken("read: errno \(failure)") }
        bytesRead += piece.count
        return piece.isEmpty ? nil : piece
    }

    /// Bytes of the file at `path`; 0 for a folder.
    static func size(of path: String) throws -> Int {
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        return isThere && isFolder.boolValue ? 0 : try ImportFile(path).bytes
    }

    /// The first bytes of the file at `path`, at most `count`.
    static func prefix(of path: String, _ count: Int = pieceBytes) throws -> [UInt8] {
        Array((try ImportFile(path).next() ?? []).prefix(count))
    }
}

/// Tells by the first bytes what cannot be read as text.
enum FileSignature {
    /// - Throws: `Refusal` such as `file.zip`, when the file is empty or no text.
    static func requireText(_ prefix: [UInt8]) throws(Refusal) {
        guard !prefix.isEmpty else { throw Refusal("file.empty") }
        for (bytes, reason) in signatures where prefix.starts(with: bytes) { throw Refusal(reason) }
        let sample = prefix.prefix(4096)
        let zeros = sample.count { $0 == 0 }
        let controls = sample.count { $0 < 9 || $0 > 13 && $0 < 32 } - zeros
        // UTF-16 has a zero in every other byte, but hardly any other control character.
        guard controls * 20 <= sample.count,
            zeros == 0 || zeros * 3 > sample.count || zeros * 50 < sample.count
        else {
            throw Refusal("file.binary")
        }
    }

    /// First bytes of files that people send by mistake.
    private static let signatures: [([UInt8], String)] = [
        ([0x50, 0x4B, 0x03, 0x04], "file.zip"), ([0x50, 0x4B, 0x05, 0x06], "file.zip"),
        ([0x1F, 0x8B], "file.zip"), ([0x42, 0x5A, 0x68], "file.zip"), ([0x37, 0x7A, 0xBC, 0xAF], "file.zip"),
        ([0x52, 0x61, 0x72, 0x21], "file.zip"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "file.zip"),
        ([0xD0, 0xCF, 0x11, 0xE0], "file.office"), ([0x25, 0x50, 0x44, 0x46], "file.binary"),
        ([0x89, 0x50, 0x4E, 0x47], "file.binary"), ([0xFF, 0xD8, 0xFF], "file.binary"),
        ([0x47, 0x49, 0x46, 0x38], "file.binary"), ([0x7F, 0x45, 0x4C, 0x46], "file.binary"),
        (Array("SQLite format 3".utf8), "file.binary"),
    ]
}

import Foundation

/// Writes a tar archive (POSIX.1-1988 ustar: 512-byte headers, entries filled up to 512 bytes, two empty blocks at the
/// end), so that a backup can be looked into with ordinary tools. The file gets its name when it is whole.
final class TarWriter {
    private let path: String
    private let file: Int32

    /// - Throws: `StorageError`.
    init(_ path: String) throws {
        self.path = path
        file = open(path + ".part", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        guard file >= 0 else { throw StorageError(call: "open", path + ".part") }
    }

    deinit { close(file) }

    /// Appends an entry.
    /// - Parameter name: at most 100 bytes.
    func add(_ name: String, _ content: [UInt8]) throws {
        try begin(name, size: content.count)
        try write(content)
        try end(size: content.count)
    }

    /// Begins an entry of `size` bytes, which `write` takes piece by piece until `end`.
    func begin(_ name: String, size: Int) throws {
        try write(TarHeader(name: name, size: size).bytes)
    }

    /// Ends an entry that was begun with the same size.
    func end(size: Int) throws {
        try write([UInt8](repeating: 0, count: TarHeader.padding(after: size)))
    }

    /// Ends the archive, has it on disk and gives it its name.
    func finish() throws {
        try write([UInt8](repeating: 0, count: 2 * TarHeader.size))
        guard fsync(file) == 0 else { throw StorageError(call: "fsync", path) }
        guard rename(path + ".part", path) == 0 else { throw StorageError(call: "rename", path) }
        try DurableFolder.sync(of: path)
    }

    /// Removes what was written, after a failure.
    func discard() { unlink(path + ".part") }

    /// Appends bytes of the entry that was begun.
    func write(_ bytes: [UInt8]) throws {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                Foundation.write(file, $0.baseAddress?.advanced(by: written), bytes.count - written)
            }
            guard count > 0 else { throw StorageError(call: "write", path) }
            written += count
        }
    }
}

/// Reads a tar archive entry by entry. Whatever its headers say, nothing is read or kept but what is in the file.
final class TarReader {
    /// One entry.
    struct Entry {
        let name: String
        let size: Int
        fileprivate let begin: off_t
    }

    private let path: String
    private let file: Int32
    private let length: Int
    /// Where the next header begins.
    private var position: off_t = 0

    /// - Throws: `StorageError`.
    init(_ path: String) throws {
        self.path = path
        file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw StorageError(call: "open", path) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            length = 0
            throw StorageError.broken("\(path) is no file")
        }
        length = Int(status.st_size)
    }

    deinit { close(file) }

    /// The next entry; nil at the end.
    /// - Throws: `StorageError.broken` when the archive is cut off or damaged.
    func next() throws -> Entry? {
        let block = try read(TarHeader.size, at: position)
        guard block.contains(where: { $0 != 0 }) else { return nil }
        guard let header = TarHeader(block) else {
            throw StorageError.broken("\(path) is no backup, or damaged")
        }
        let begin = Int(position) + TarHeader.size
        guard header.size <= length - begin else { throw StorageError.broken("\(path) is cut off") }
        position = off_t(begin + header.size + TarHeader.padding(after: header.size))
        return Entry(name: header.name, size: header.size, begin: off_t(begin))
    }

    /// All bytes of an entry. - Throws: `StorageError.broken` when they are more than `limit`.
    func content(of entry: Entry, limit: Int) throws -> [UInt8] {
        guard entry.size <= limit else { throw StorageError.broken("\(entry.name) is too long") }
        return try read(entry.size, at: entry.begin)
    }

    /// Hands the bytes of an entry to `take`, piece by piece.
    func each(of entry: Entry, _ take: ([UInt8]) throws -> Void) throws {
        var done = 0
        while done < entry.size {
            let piece = try read(min(FilePieces.size, entry.size - done), at: entry.begin + off_t(done))
            done += piece.count
            try take(piece)
        }
    }

    private func read(_ count: Int, at position: off_t) throws -> [UInt8] {
        guard count <= length - Int(position) else { throw StorageError.broken("\(path) is cut off") }
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let got = bytes.withUnsafeMutableBytes {
                pread(file, $0.baseAddress?.advanced(by: done), count - done, position + off_t(done))
            }
            guard got > 0 else { throw StorageError.broken("\(path) is cut off") }
            done += got
        }
        return bytes
    }
}

/// The header of an entry: its name and size; owner and time are left empty.
private struct TarHeader {
    static let size = 512

    let name: String
    let size: Int

    init(name: String, size: Int) {
        precondition(name.utf8.count <= 100, "a tar name has 100 bytes at most")
        self.name = name
        self.size = size
    }

    /// Nil when `block` is no header of ours: of a plain file, with its whole name in the first field.
    init?(_ block: [UInt8]) {
        let stated = Self.octal(block[148..<156])
        guard stated == Self.checksum(of: block), let size = Self.octal(block[124..<136]),
            block[257..<262].elementsEqual("ustar".utf8), [0, UInt8(ascii: "0")].contains(block[156]),
            block[345] == 0,
            let name = String(validating: block[0..<100].prefix { $0 != 0 }, as: UTF8.self)
        else { return nil }
        self.name = name
        self.size = size
    }

    /// How many bytes follow an entry of `size` bytes before the next header.
    static func padding(after size: Int) -> Int { (Self.size - size % Self.size) % Self.size }

    var bytes: [UInt8] {
        var block = [UInt8](repeating: 0, count: Self.size)
        func put(_ text: String, at offset: Int) {
            block.replaceSubrange(offset..<offset + text.utf8.count, with: text.utf8)
        }
        put(name, at: 0)
        put("0000600", at: 100)
        put("0000000", at: 108)
        put("0000000", at: 116)
        put(Self.octal(size, digits: 11), at: 124)
        put("00000000000", at: 136)
        put("0", at: 156)
        put("ustar", at: 257)
        put("00", at: 263)
        put(Self.octal(Self.checksum(of: block), digits: 6), at: 148)
        block[155] = UInt8(ascii: " ")
        return block
    }

    /// The sum of all bytes, with the checksum's own field as spaces.
    private static func checksum(of block: [UInt8]) -> Int {
        block.enumerated().reduce(0) { $0 + ((148..<156).contains($1.offset) ? 32 : Int($1.element)) }
    }

    private static func octal(_ number: Int, digits: Int) -> String {
        let text = String(number, radix: 8)
        return String(repeating: "0", count: digits - text.count) + text
    }

    /// Nil for anything but digits, of which no field has too many for an `Int`.
    private static func octal(_ field: ArraySlice<UInt8>) -> Int? {
        let digits = field.prefix { $0 != 0 && $0 != 32 }
        guard !digits.isEmpty, digits.allSatisfy({ (48...55).contains($0) }) else { return nil }
        return digits.reduce(0) { $0 << 3 | Int($1 - 48) }
    }
}

extension StorageError {
    /// The system refused `call` on the file at `path`; `errno` tells why.
    package init(call: String, _ path: String) {
        switch errno {
        case ENOSPC, EDQUOT: self = .full
        // Too many files are open; soon there will be fewer.
        case EMFILE, ENFILE: self = .busy
        default: self = .broken("\(call) \(path): \(String(cString: strerror(errno)))")
        }
    }
}

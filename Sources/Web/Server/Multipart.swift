import Platform

/// `multipart/form-data` (RFC 7578).
enum Multipart {
    /// The boundary in a `Content-Type`.
    static func boundary(in type: String) -> String? {
        guard let range = type.range(of: "boundary=") else { return nil }
        let rest = type[range.upperBound...].prefix { $0 != ";" }
        let boundary = rest.trimmingPrefix("\"").split(separator: "\"").first.map(String.init) ?? String(rest)
        return (1...70).contains(boundary.utf8.count) ? boundary : nil
    }

    /// `name="value"` in a header line.
    static func parameter(_ name: String, in header: String) -> String? {
        guard let range = header.range(of: "\(name)=\"") else { return nil }
        var value = ""
        var isEscaped = false
        for character in header[range.upperBound...] {
            if isEscaped {
                value.append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                return value
            } else {
                value.append(character)
            }
        }
        return nil
    }
}

/// Takes a multipart body piece by piece: one file goes to disk, the small fields stay in memory. Whatever the pieces are,
/// each byte is looked at and moved a fixed number of times.
struct MultipartReader {
    /// What the sender calls the file, once it has begun.
    private(set) var fileName: String?

    private let delimiter: [UInt8]
    private let file: TemporaryFile
    private var window = ByteWindow(Array("\r\n".utf8))
    private var part = Part.preamble
    private var pairs: [(name: String, value: String)] = []
    /// Of the field that is being read.
    private var value: [UInt8] = []
    /// Headers and values of the fields so far.
    private var fieldBytes = 0
    private var partCount = 0
    private var isFinished = false

    private enum Part {
        case preamble
        case header
        case field(name: String)
        case file
        case ignored
    }

    /// All small fields together, with their headers.
    private static let fieldLimit = 1 << 20
    private static let headerLimit = 8 << 10
    /// As many as a form has fields at most.
    private static let partLimit = 2000
    private static let headerEnd = Array("\r\n\r\n".utf8)

    init(boundary: String, file: TemporaryFile) {
        delimiter = Array("\r\n--\(boundary)".utf8)
        self.file = file
    }

    /// - Throws: `AppError` `.malformed`, `.tooLarge`.
    mutating func take(_ chunk: some Collection<UInt8>) throws {
        guard !isFinished else { return }
        window.append(chunk)
        while !isFinished, try step() {}
    }

    /// The small fields, in order. - Throws: `.malformed` when the body ended in the middle.
    func finish() throws -> [(name: String, value: String)] {
        guard isFinished else { throw AppError(.malformed, reason: "multipart") }
        return pairs
    }

    /// Works on the window; false when it needs more bytes.
    private mutating func step() throws -> Bool {
        if case .header = part { return try readHeader() }
        guard let content = window.find(delimiter) else {
            // The last bytes may be the beginning of the delimiter.
            try give(window.count - min(window.count, delimiter.count))
            return false
        }
        guard window.count >= content + delimiter.count + 2 else { return false }
        try give(content)
        let after = window.bytes(delimiter.count..<delimiter.count + 2)
        let isLast = after.elementsEqual("--".utf8)
        guard isLast || after.elementsEqual("\r\n".utf8) else {
            throw AppError(.malformed, reason: "multipart")
        }
        window.drop(delimiter.count + 2)
        endPart()
        (isFinished, part) = (isLast, .header)
        return true
    }

    private mutating func readHeader() throws -> Bool {
        guard let length = window.find(Self.headerEnd) else {
            guard window.count <= Self.headerLimit else { throw AppError(.malformed, reason: "multipart") }
            return false
        }
        partCount += 1
        guard partCount <= Self.partLimit, length <= Self.headerLimit else { throw AppError(.tooLarge) }
        try hold(length)
        begin(String(decoding: window.bytes(0..<length), as: UTF8.self))
        // The line break that ends the header may begin the delimiter of an empty part: it is left there, and is no content.
        window.drop(length + 2)
        lineBreakLeft = 2
        return true
    }

    private mutating func begin(_ header: String) {
        let line =
            header.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-disposition") } ?? ""
        let name = Multipart.parameter("name", in: String(line)) ?? ""
        guard let sentName = Multipart.parameter("filename", in: String(line)) else {
            part = .field(name: name)
            return
        }
        // Browsers send an empty file when none was chosen.
        if sentName.isEmpty || fileName != nil {
            part = .ignored
        } else {
            part = .file
            fileName = sentName
        }
    }

    /// How much of the line break that `readHeader` left is still to come; it is no content.
    private var lineBreakLeft = 0

    /// Hands the first `count` bytes of the window to the current part.
    private mutating func give(_ count: Int) throws {
        guard count > 0 else { return }
        let piece = window.bytes(0..<count).dropFirst(lineBreakLeft)
        lineBreakLeft = max(0, lineBreakLeft - count)
        switch part {
        case .file: try file.append(piece)
        case .field:
            try hold(piece.count)
            value += piece
        case .preamble, .header, .ignored: break
        }
        window.drop(count)
    }

    /// Counts bytes that stay in memory.
    private mutating func hold(_ bytes: Int) throws {
        fieldBytes += bytes
        guard fieldBytes <= Self.fieldLimit else { throw AppError(.tooLarge) }
    }

    private mutating func endPart() {
        lineBreakLeft = 0
        if case .field(let name) = part { pairs.append((name, String(decoding: value, as: UTF8.self))) }
        value.removeAll()
    }
}

/// Bytes that come at the end and go from the front. Looking for something goes on where it ended the last time.
struct ByteWindow {
    private var buffer: [UInt8]
    private var start = 0
    /// Behind `start`: no pattern begins before.
    private var searched = 0

    /// So many bytes that are gone may stay at the front.
    private static let slack = 1 << 16

    init(_ bytes: [UInt8]) { buffer = bytes }

    var count: Int { buffer.count - start }

    func bytes(_ range: Range<Int>) -> ArraySlice<UInt8> {
        buffer[start + range.lowerBound..<start + range.upperBound]
    }

    mutating func append(_ bytes: some Collection<UInt8>) { buffer.append(contentsOf: bytes) }

    mutating func drop(_ count: Int) {
        start += count
        searched = max(0, searched - count)
        if start == buffer.count {
            buffer.removeAll(keepingCapacity: buffer.capacity <= Self.slack)
            start = 0
        } else if start > Self.slack, start > buffer.count / 2 {
            buffer.removeFirst(start)
            start = 0
        }
    }

    private static func isEqual(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ pattern: [UInt8]) -> Bool {
        for index in pattern.indices where bytes[at + index] != pattern[index] { return false }
        return true
    }

    /// Where `pattern` begins; nil: nowhere yet. Its first byte stands nowhere else in it but where a pattern of ours says
    /// so (a line break), so each byte is compared a few times at most.
    mutating func find(_ pattern: [UInt8]) -> Int? {
        guard count >= pattern.count else { return nil }
        let last = count - pattern.count
        let found = buffer.withUnsafeBufferPointer { buffer -> Int? in
            var at = searched
            while at <= last {
                guard let hit = buffer[(start + at)...(start + last)].firstIndex(of: pattern[0]) else {
                    return nil
                }
                if Self.isEqual(buffer, hit, pattern) { return hit - start }
                at = hit - start + 1
            }
            return nil
        }
        searched = found ?? last + 1
        return found
    }
}

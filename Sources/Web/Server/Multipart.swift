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

/// Takes a multipart body piece by piece: one file goes to disk, the small fields stay in memory.
struct MultipartReader {
    /// What the sender calls the file, once it has begun.
    private(set) var fileName: String?

    private let delimiter: [UInt8]
    private let file: TemporaryFile
    private var buffer: [UInt8] = Array("\r\n".utf8)
    private var part = Part.preamble
    private var pairs: [(name: String, value: String)] = []
    /// Headers and values of the fields so far.
    private var fieldBytes = 0
    private var partCount = 0
    private var isFinished = false

    private enum Part {
        case preamble
        case header
        case field(name: String, value: [UInt8])
        case file
        case ignored
    }

    /// All small fields together, with their headers.
    private static let fieldLimit = 1 << 20
    private static let headerLimit = 8 << 10
    /// As many as a form has fields at most.
    private static let partLimit = 2000

    init(boundary: String, file: TemporaryFile) {
        delimiter = Array("\r\n--\(boundary)".utf8)
        self.file = file
    }

    /// - Throws: `AppError` `.malformed`, `.tooLarge`.
    mutating func take(_ chunk: some Collection<UInt8>) throws {
        guard !isFinished else { return }
        buffer.append(contentsOf: chunk)
        while !isFinished, try step() {}
    }

    /// The small fields, in order. - Throws: `.malformed` when the body ended in the middle.
    func finish() throws -> [(name: String, value: String)] {
        guard isFinished else { throw AppError(.malformed, reason: "multipart") }
        return pairs
    }

    /// Works on the buffer; false when it needs more bytes.
    private mutating func step() throws -> Bool {
        if case .header = part { return try readHeader() }
        guard let at = buffer.firstRange(of: delimiter)?.lowerBound else {
            // The last bytes may be the beginning of the delimiter.
            try give(buffer.count - min(buffer.count, delimiter.count))
            return false
        }
        guard buffer.count >= at + delimiter.count + 2 else { return false }
        try give(at)
        let after = buffer[delimiter.count..<delimiter.count + 2]
        buffer.removeFirst(delimiter.count + 2)
        endPart()
        if after.elementsEqual("--".utf8) {
            isFinished = true
        } else {
            guard after.elementsEqual("\r\n".utf8) else { throw AppError(.malformed, reason: "multipart") }
            part = .header
        }
        return true
    }

    private mutating func readHeader() throws -> Bool {
        guard let end = buffer.firstRange(of: Array("\r\n\r\n".utf8)) else {
            guard buffer.count <= Self.headerLimit else { throw AppError(.malformed, reason: "multipart") }
            return false
        }
        partCount += 1
        guard partCount <= Self.partLimit, end.lowerBound <= Self.headerLimit else {
            throw AppError(.tooLarge)
        }
        try hold(end.lowerBound)
        let header = String(decoding: buffer[..<end.lowerBound], as: UTF8.self)
        buffer.removeFirst(end.upperBound)
        // The delimiter of an empty part begins with the line break that ended the header.
        buffer.insert(contentsOf: "\r\n".utf8, at: 0)
        skipsLineBreak = true
        let line =
            header.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-disposition") } ?? ""
        let name = Multipart.parameter("name", in: String(line)) ?? ""
        guard let sentName = Multipart.parameter("filename", in: String(line)) else {
            part = .field(name: name, value: [])
            return true
        }
        // Browsers send an empty file when none was chosen.
        if sentName.isEmpty || fileName != nil {
            part = .ignored
        } else {
            part = .file
            fileName = sentName
        }
        return true
    }

    /// The line break that `readHeader` put back is no content.
    private var skipsLineBreak = false

    /// Hands the first `count` bytes of the buffer to the current part.
    private mutating func give(_ count: Int) throws {
        guard count > 0 else { return }
        var piece = buffer[..<count]
        if skipsLineBreak {
            piece = piece.dropFirst(2)
            skipsLineBreak = false
        }
        switch part {
        case .file: try file.append(piece)
        case .field(let name, let value):
            try hold(piece.count)
            part = .field(name: name, value: value + piece)
        case .preamble, .header, .ignored: break
        }
        buffer.removeFirst(count)
    }

    /// Counts bytes that stay in memory.
    private mutating func hold(_ bytes: Int) throws {
        fieldBytes += bytes
        guard fieldBytes <= Self.fieldLimit else { throw AppError(.tooLarge) }
    }

    private mutating func endPart() {
        skipsLineBreak = false
        if case .field(let name, let value) = part {
            pairs.append((name, String(decoding: value, as: UTF8.self)))
        }
    }
}

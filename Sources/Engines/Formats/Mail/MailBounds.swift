/// What a mail may cost the library that reads it, counted before the library sees it.
///
/// GMime reads groups of addresses and nested parts by recursion, looks again at the rest of an address header
/// behind each comma, compares each line that begins with `--` with every open boundary, and makes an object of
/// every header and part before anybody can count them. What is counted here is never less than what it will
/// meet, whatever stands in quotes or comments: each line of the mail may turn out to be a header.
struct MailBounds {
    /// Colons of one address header: so deep at most do its groups nest (GMime needs about 200 bytes of stack a level).
    static let addressColons = 500
    /// Marks that end an address, times the length of its header, in all address headers together.
    static let addressWork = 100_000_000
    /// Lines that begin with `--`, and lines that may be headers, of a mail with parts; headers of any mail.
    static let partLines = 100_000
    static let headerLines = 500_000
    /// Lines that begin with `--`, times the headers that open a part with others in it.
    static let boundaryWork = 50_000_000

    private let limits: MailLimits
    private var nesting = 0
    private var partLines = 0
    private var headerLines = 0
    private var addressWork = 0

    init(_ limits: MailLimits) { self.limits = limits }

    /// - Throws: `MailError` when the mail is beyond a bound.
    func check(_ mail: ArraySlice<UInt8>) throws(MailError) {
        var bounds = self
        var failure: MailError?
        mail.withUnsafeBufferPointer { bytes in
            do throws(MailError) { try bounds.scan(bytes) } catch { failure = error }
        }
        if let failure { throw failure }
    }

    private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) throws(MailError) {
        var index = 0
        var isTop = true
        while index < bytes.count {
            let end = Self.lineEnd(bytes, index)
            if bytes[index] == Ascii.lineFeed || bytes[index] == Ascii.carriageReturn { isTop = false }
            if bytes[index] == UInt8(ascii: "-"), index + 1 < bytes.count, bytes[index + 1] == bytes[index] {
                partLines += 1
            } else if let colon = Self.nameEnd(bytes, index, end) {
                headerLines += 1
                if isTop, headerLines > Self.headerLines { throw .tooManyHeaders }
                try header(bytes, index..<colon)
            }
            index = end
        }
        guard nesting > 0 else { return }
        guard nesting <= 4 * limits.parts else { throw .tooDeep }
        guard partLines <= Self.partLines, partLines * nesting <= Self.boundaryWork else {
            throw .tooManyParts
        }
        guard headerLines <= Self.headerLines else { throw .tooManyHeaders }
    }

    /// Counts what the header with this name, up to its colon, can do.
    private mutating func header(
        _ bytes: UnsafeBufferPointer<UInt8>, _ name: Range<Int>
    ) throws(MailError) {
        guard name.count <= 40 else { return }
        let letters = name.lazy.map { bytes[$0] }.filter { $0 != Ascii.space && $0 != Ascii.tab }
        let key = letters.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
        let isAddress = Self.addressNames.contains { key.elementsEqual($0) }
        guard isAddress || key.elementsEqual(Self.typeName) else { return }
        let value = UnsafeBufferPointer(
            rebasing: bytes[name.upperBound..<Self.headerEnd(bytes, name.upperBound)])
        if isAddress {
            let colons = value.count { $0 == UInt8(ascii: ":") } - 1
            let marks = value.count { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") }
            guard colons <= Self.addressColons else { throw .tooDeep }
            addressWork += (colons + marks) * value.count
            guard addressWork <= Self.addressWork else { throw .tooManyAddresses }
        } else if Self.holds("multipart", value) || Self.holds("message", value) {
            nesting += 1
        }
    }

    private static let addressNames = ["from", "sender", "reply-to", "to", "cc", "bcc"].map { Array($0.utf8) }
    private static let typeName = Array("content-type".utf8)

    /// Whether `word`, in small letters, stands anywhere in the bytes, in any case.
    private static func holds(_ word: StaticString, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count >= word.utf8CodeUnitCount else { return false }
        return (0...(bytes.count - word.utf8CodeUnitCount)).contains { start in
            (0..<word.utf8CodeUnitCount).allSatisfy { bytes[start + $0] | 0x20 == word.utf8Start[$0] }
        }
    }

    /// The index behind the line feed of the line at `start`, or the end.
    private static func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        bytes[start...].firstIndex(of: Ascii.lineFeed).map { $0 + 1 } ?? bytes.count
    }

    /// The end of the header, with the lines that begin with white space.
    private static func headerEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var end = lineEnd(bytes, start)
        while end < bytes.count, bytes[end] == Ascii.space || bytes[end] == Ascii.tab {
            end = lineEnd(bytes, end)
        }
        return end
    }

    /// The colon behind what may be a header's name: no control characters, blanks only in front of the colon.
    private static func nameEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
        var wasBlank = false
        for index in start..<end {
            let byte = bytes[index]
            if byte == UInt8(ascii: ":") { return index > start ? index : nil }
            let isBlank = byte == Ascii.space || byte == Ascii.tab
            if wasBlank && !isBlank || byte < 0x20 && !isBlank || byte == 0x7F { return nil }
            wasBlank = isBlank
        }
        return nil
    }
}

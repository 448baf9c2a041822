/// One record found in CSV bytes: where its fields stand, where it ends, what is wrong with it. Copies
/// nothing.
struct CSVScan {
    enum Outcome: Equatable {
        /// The bytes end before the record does.
        case open
        case complete
        /// Wrong, but its end is known.
        case damaged(CSVDamage)
        /// Wrong in its quotes, so that its end is not known: its first line alone is to be refused.
        case torn(CSVDamage)
    }

    private(set) var outcome = Outcome.open
    private(set) var fields: [CSVRecord.Field] = []
    /// Number of columns, also beyond the limit.
    private(set) var columns = 0
    /// How far was read, whatever came of it.
    private(set) var reach = 0
    /// After the record's last byte, and after its line break.
    private(set) var contentEnd = 0
    private(set) var next = 0
    /// Line breaks inside its quotes.
    private(set) var innerBreaks = 0

    private let separator: UInt8
    private let limits: CSVLimits
    private let isLast: Bool
    private let start: Int
    private var seen: UInt8 = 0
    private var hasZero = false
    private var damage: CSVDamage?

    /// Scans one record.
    /// - Parameters:
    ///   - start: where it begins; must be before the end of the bytes.
    ///   - isLast: whether the input ends with these bytes.
    init(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, separator: UInt8, limits: CSVLimits,
        isLast: Bool
    ) {
        (self.start, self.separator, self.limits, self.isLast) = (start, separator, limits, isLast)
        fields.reserveCapacity(16)
        scan(bytes)
    }

    private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) {
        var index = start
        while true {
            if index < bytes.count, bytes[index] == Ascii.quote {
                guard let after = quoted(bytes, from: index) else { return }
                index = after
            } else {
                index = plain(bytes, from: index)
            }
            if index - start > limits.recordBytes {
                reach = index
                outcome = .torn(.recordTooLong)
                return
            }
            guard index < bytes.count else { return endOfBytes(bytes) }
            if bytes[index] != separator { return endOfLine(bytes, at: index) }
            index += 1
        }
    }

    /// Takes a field without quotes; a quote inside it is an ordinary character. Returns the index after it.
    private mutating func plain(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            if byte == separator || byte == Ascii.lineFeed || byte == Ascii.carriageReturn { break }
            seen |= byte
            if byte == 0 { hasZero = true }
            index += 1
        }
        add(from: start, to: index, isEscaped: false)
        return index
    }

    /// Takes a field in quotes. Returns the index after the closing quote, nil when the outcome is settled.
    private mutating func quoted(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var index = start + 1
        var isEscaped = false
        while index < bytes.count {
            let byte = bytes[index]
            if byte == Ascii.quote {
                guard index + 1 < bytes.count else { break }
                let following = bytes[index + 1]
                if following != Ascii.quote {
                    add(from: start + 1, to: index, isEscaped: isEscaped)
                    if following == separator || Self.isBreak(following) { return index + 1 }
                    reach = index
                    outcome = .torn(innerBreaks == 0 ? .textAfterQuote : .unclosedQuote)
                    return nil
                }
                isEscaped = true
                index += 1
            } else if byte == Ascii.lineFeed
                || byte == Ascii.carriageReturn && !Self.hasFeed(bytes, after: index)
            {
                innerBreaks += 1
            }
            seen |= byte
            if byte == 0 { hasZero = true }
            index += 1
            if index - start > limits.fieldBytes {
                reach = index
                outcome = .torn(innerBreaks == 0 ? .fieldTooLong : .unclosedQuote)
                return nil
            }
        }
        guard isLast else { return nil }
        guard index < bytes.count else {
            reach = index
            outcome = .torn(.unclosedQuote)
            return nil
        }
        add(from: start + 1, to: index, isEscaped: isEscaped)
        return index + 1
    }

    private mutating func add(from fieldStart: Int, to end: Int, isEscaped: Bool) {
        columns += 1
        if columns > limits.columns {
            damage = damage ?? .tooManyColumns(expected: limits.columns, found: columns)
        }
        if end - fieldStart > limits.fieldBytes { damage = damage ?? .fieldTooLong }
        guard damage == nil else { return }
        fields.append(.init(start: Int32(fieldStart - start), end: Int32(end - start), isEscaped: isEscaped))
    }

    private mutating func endOfBytes(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard isLast else { return }
        close(bytes, content: bytes.count, next: bytes.count)
    }

    private mutating func endOfLine(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) {
        guard let next = Self.afterBreak(bytes, at: index, isLast: isLast) else { return }
        close(bytes, content: index, next: next)
    }

    private mutating func close(_ bytes: UnsafeBufferPointer<UInt8>, content: Int, next: Int) {
        (contentEnd, self.next, reach) = (content, next, next)
        if damage == nil, hasZero { damage = .zeroByte }
        if damage == nil, seen >= 0x80, !UTF8Check.isValid(bytes, start..<content) { damage = .invalidBytes }
        if case .tooManyColumns(let expected, _) = damage {
            damage = .tooManyColumns(expected: expected, found: columns)
        }
        outcome = damage.map(Outcome.damaged) ?? .complete
    }

    static func isBreak(_ byte: UInt8) -> Bool { byte == Ascii.lineFeed || byte == Ascii.carriageReturn }

    private static func hasFeed(_ bytes: UnsafeBufferPointer<UInt8>, after index: Int) -> Bool {
        index + 1 < bytes.count && bytes[index + 1] == Ascii.lineFeed
    }

    /// The index after the line break at `index`; nil when a line feed may still follow a carriage return.
    static func afterBreak(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int, isLast: Bool) -> Int? {
        if bytes[index] == Ascii.lineFeed { return index + 1 }
        if index + 1 == bytes.count { return isLast ? index + 1 : nil }
        return bytes[index + 1] == Ascii.lineFeed ? index + 2 : index + 1
    }
}

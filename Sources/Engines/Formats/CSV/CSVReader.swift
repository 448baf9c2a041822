/// Reads CSV of any size: records with their line numbers, and every damaged record with its reason, in file
/// order.
///
/// Encoding and separator are found from the first 64 KiB unless given; Excel's `sep=;` line is heeded; blank
/// lines are skipped. Quotes follow RFC 4180, line breaks may be CRLF, LF or CR. The first row is the header
/// (or the first record of a file without one): when it comes out as `.rejected`, the file should be refused.
///
/// One damaged record never takes others with it: when a quote stays open up to the field limit or the end,
/// when text follows a closing quote, or when a field swallows a line that has all columns by itself, only
/// the record's first line is refused and reading goes on with the second. A file so damaged that this reads its
/// bytes more than `rereads` times over is read on line by line, each a record by itself, until it is better. Memory: the chunk, one record
/// (`CSVLimits.recordBytes`), and the prefixes held back to find the encoding.
package struct CSVReader: ChunkedReader {
    private let format: CSVFormat
    private var decoder: TextDecoder
    private var buffer = ByteBuffer()
    private var line = 1
    private var columns: Int?
    private var isSkippingLine = false
    /// How many bytes there must be before an unfinished record is looked at again: twice as many as the last
    /// time, so that a long record in small chunks costs linear time.
    private var awaitedBytes = 0
    /// Bytes that may still be read in vain, looking for the ends of records that turn out to have none.
    private var credit = Self.mostCredit
    /// How many bytes may be read in vain for each that is passed.
    private static let rereads = 16
    private static let mostCredit = 8 * 1_048_576
    package private(set) var isFinished = false
    /// The separator in use; nil before enough was read to find it.
    package private(set) var separator: UInt8?
    /// The encoding as far as it is known.
    package var encoding: TextEncoding? { decoder.encoding }

    /// A reader at the start of a file; what `format` leaves open is found from the bytes.
    package init(_ format: CSVFormat = CSVFormat()) {
        self.format = format
        decoder = TextDecoder(format.encoding)
        separator = format.separator
    }

    /// See `ChunkedReader`.
    package mutating func append(_ chunk: [UInt8]) {
        buffer.append(decoder.decode(chunk))
    }

    /// See `ChunkedReader`.
    package mutating func finish() {
        guard !isFinished else { return }
        isFinished = true
        buffer.append(decoder.finish())
    }

    /// The next record or rejection; see `ChunkedReader`.
    package mutating func next() -> CSVRow? {
        guard let separator = settledSeparator() else { return nil }
        guard skipToRecord(), buffer.count >= awaitedBytes || isFinished else { return nil }
        let row = nextRow(separator)
        awaitedBytes = row == nil ? 2 * buffer.count : 0
        return row
    }

    // MARK: Records

    private mutating func nextRow(_ separator: UInt8) -> CSVRow? {
        guard credit > 0 else { return rowOfLine(separator) }
        let start = buffer.start
        let scan = buffer.bytes.withUnsafeBufferPointer {
            CSVScan($0, from: start, separator: separator, limits: format.limits, isLast: isFinished)
        }
        if scan.outcome == .open { return nil }
        let row = row(scan, separator)
        let passed = buffer.start - start
        if row != nil {
            credit = min(credit - (scan.reach - start - passed) + Self.rereads * passed, Self.mostCredit)
        }
        return row
    }

    /// What the line alone is, when looking for ends of records beyond it has cost too much.
    private mutating func rowOfLine(_ separator: UInt8) -> CSVRow? {
        guard let end = firstLineEnd() else { return nil }
        let start = buffer.start
        let scan = buffer.bytes.withUnsafeBufferPointer {
            CSVScan(
                UnsafeBufferPointer(rebasing: $0[..<end]), from: start, separator: separator,
                limits: format.limits,
                isLast: true)
        }
        let row = row(scan, separator)
        credit += Self.rereads * (buffer.start - start)
        return row
    }

    private mutating func row(_ scan: CSVScan, _ separator: UInt8) -> CSVRow? {
        switch scan.outcome {
        case .open: nil
        case .torn(let damage): rejectLine(damage)
        case .damaged(let damage): reject(scan, damage)
        case .complete: accept(scan, separator)
        }
    }

    private mutating func accept(_ scan: CSVScan, _ separator: UInt8) -> CSVRow? {
        if let columns, format.hasFixedColumns {
            if scan.innerBreaks > 0, swallowsRecord(scan, separator, columns) {
                return rejectLine(.unclosedQuote)
            }
            if scan.columns < columns {
                return reject(scan, .tooFewColumns(expected: columns, found: scan.columns))
            }
            if scan.columns > columns {
                return reject(scan, .tooManyColumns(expected: columns, found: scan.columns))
            }
        }
        columns = columns ?? scan.columns
        let bytes = Array(buffer.bytes[buffer.start..<scan.contentEnd])
        let record = CSVRecord(line: line, bytes: bytes, places: scan.fields)
        pass(scan)
        return .record(record)
    }

    /// Whether one of the lines that the record takes in by its quotes is a whole record by itself.
    ///
    /// When the number of columns is right, its last line is not asked and there must be five columns or
    /// more, so that a note of several lines with a comma in it stays whole.
    private func swallowsRecord(_ scan: CSVScan, _ separator: UInt8, _ columns: Int) -> Bool {
        let isRight = scan.columns == columns
        guard columns >= (isRight ? 5 : 2) else { return false }
        return buffer.bytes.withUnsafeBufferPointer { bytes in
            let record = UnsafeBufferPointer(rebasing: bytes[buffer.start..<scan.contentEnd])
            var lines = record.split(whereSeparator: CSVScan.isBreak).dropFirst()
            if isRight { lines = lines.dropLast() }
            return lines.contains { line in
                let bytes = UnsafeBufferPointer(rebasing: line)
                let alone = CSVScan(bytes, from: 0, separator: separator, limits: format.limits, isLast: true)
                return alone.outcome == .complete && alone.columns == columns
            }
        }
    }

    private mutating func reject(_ scan: CSVScan, _ damage: CSVDamage) -> CSVRow {
        let rejection = rejection(damage, upTo: scan.contentEnd)
        pass(scan)
        return .rejected(rejection)
    }

    private mutating func pass(_ scan: CSVScan) {
        buffer.drop(to: scan.next)
        line += scan.innerBreaks + 1
    }

    // MARK: Lines alone

    /// Refuses the line that the record begins with; nil when its end was not read yet.
    private mutating func rejectLine(_ damage: CSVDamage) -> CSVRow? {
        guard let end = firstLineEnd() else { return nil }
        let rejection = rejection(damage, upTo: end)
        buffer.drop(to: end)
        isSkippingLine = true
        return .rejected(rejection)
    }

    /// Where the line that the record begins with ends, at the latest at the limit of a record; nil when that was not
    /// read yet.
    private mutating func firstLineEnd() -> Int? {
        let limit = buffer.start + format.limits.recordBytes
        let lineEnd = buffer.lineEnd(where: CSVScan.isBreak)
        guard lineEnd != nil || isFinished || buffer.bytes.count > limit else { return nil }
        return min(lineEnd ?? buffer.bytes.count, limit)
    }

    private func rejection(_ damage: CSVDamage, upTo end: Int) -> CSVRejection {
        let end = min(end, buffer.start + format.limits.recordBytes)
        let raw = String(decoding: buffer.bytes[buffer.start..<end], as: UTF8.self)
        return CSVRejection(line: line, damage: damage, raw: raw)
    }

    /// Skips the rest of a refused line and blank lines; false when no record begins in the bytes read so
    /// far.
    private mutating func skipToRecord() -> Bool {
        buffer.bytes.withUnsafeBufferPointer { bytes in
            var index = buffer.start
            defer { buffer.drop(to: index) }
            while index < bytes.count {
                guard CSVScan.isBreak(bytes[index]) else {
                    if !isSkippingLine { return true }
                    index += 1
                    continue
                }
                guard let next = CSVScan.afterBreak(bytes, at: index, isLast: isFinished) else {
                    return false
                }
                index = next
                line += 1
                isSkippingLine = false
            }
            return false
        }
    }

    // MARK: Separator

    private mutating func settledSeparator() -> UInt8? {
        if let separator { return separator }
        guard isFinished || buffer.count >= TextEncoding.prefixBytes else { return nil }
        let prefix = buffer.bytes[buffer.start...].prefix(TextEncoding.prefixBytes)
        separator = declaredSeparator(prefix)
        if separator == nil {
            let isWhole = isFinished && prefix.count == buffer.count
            separator = CSVFormat.separator(of: prefix, isWhole: isWhole)
        }
        return separator
    }

    /// The separator of a first line such as `sep=;`, which is then skipped.
    private mutating func declaredSeparator(_ prefix: ArraySlice<UInt8>) -> UInt8? {
        guard prefix.count > 5, prefix.starts(with: Array("sep=".utf8)) else { return nil }
        let separator = prefix[prefix.startIndex + 4]
        guard CSVFormat.separators.contains(separator), CSVScan.isBreak(prefix[prefix.startIndex + 5]) else {
            return nil
        }
        isSkippingLine = true
        return separator
    }
}

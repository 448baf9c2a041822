/// How a CSV file is written.
package struct CSVFormat: Sendable {
    /// Nil: found from the bytes.
    package var encoding: TextEncoding?
    /// Nil: found among `separators`. One ASCII byte.
    package var separator: UInt8?
    /// Whether the first record fixes the number of columns, and others with more or fewer are refused.
    package var hasFixedColumns = true
    package var limits = CSVLimits()

    /// A format with what is known of it; nil is found from the bytes.
    package init(encoding: TextEncoding? = nil, separator: UInt8? = nil) {
        (self.encoding, self.separator) = (encoding, separator)
    }

    /// The separators that are recognised: `;` `,` tab `|`.
    package static let separators: [UInt8] = [
        UInt8(ascii: ";"), UInt8(ascii: ","), Ascii.tab, UInt8(ascii: "|"),
    ]

    /// The separator that most evenly cuts the first lines into the most columns; `,` when none does.
    /// - Parameter isWhole: whether the text ends with these bytes; else its last line is left out.
    static func separator(of text: ArraySlice<UInt8>, isWhole: Bool) -> UInt8 {
        var best = (separator: UInt8(ascii: ","), score: 0)
        for candidate in separators {
            let counts = text.withUnsafeBufferPointer { columns($0, candidate, isWhole: isWhole) }
            guard let header = counts.first, header > 1 else { continue }
            let score = counts.count { $0 == header } * (header - 1)
            if score > best.score { best = (candidate, score) }
        }
        return best.separator
    }

    /// Number of columns of each of the first 50 records.
    private static func columns(
        _ bytes: UnsafeBufferPointer<UInt8>, _ separator: UInt8, isWhole: Bool
    ) -> [Int] {
        var counts: [Int] = []
        var start = 0
        var torn = 0
        while start < bytes.count, counts.count < 50, torn < 50 {
            let scan = CSVScan(bytes, from: start, separator: separator, limits: CSVLimits(), isLast: isWhole)
            switch scan.outcome {
            case .complete, .damaged:
                if scan.contentEnd > start { counts.append(scan.columns) }
                start = scan.next
            case .torn:
                torn += 1
                start = bytes[start...].firstIndex(where: CSVScan.isBreak).map { $0 + 1 } ?? bytes.count
            case .open:
                return counts.isEmpty ? [scan.columns] : counts
            }
        }
        return counts
    }
}

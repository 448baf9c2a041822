import Formats

/// A CSV file being read: its header, then its records with their damage.
struct CSVFile {
    private var reader = CSVReader()
    private let file: ImportFile
    /// The names of its columns; never empty.
    let header: [String]

    /// Reads up to the header. - Throws: `Refusal` when it is no CSV with a header.
    init(_ path: String) throws {
        try FileSignature.requireText(try ImportFile.prefix(of: path))
        file = try ImportFile(path)
        switch try reader.next(pulling: { [file] in try file.next() }) {
        case .record(let record): header = Self.named(record.plainFields.map(CellText.clean))
        case .rejected(let rejection): throw Refusal("csv." + rejection.damage.code)
        case nil: throw Refusal("file.empty")
        }
        guard header.count > 1 || !header[0].isEmpty else { throw Refusal("file.empty") }
    }

    /// Columns without a name get one; a very long one is cut.
    private static func named(_ header: [String]) -> [String] {
        header.enumerated().map { $1.isEmpty ? "#\($0 + 1)" : $1.beginning(200) }
    }

    /// The next record; nil at the end.
    mutating func next() throws -> CSVRow? { try reader.next(pulling: { [file] in try file.next() }) }

    /// How much was read, and how long the file is.
    var progress: (bytes: Int, total: Int) { (file.bytesRead, file.bytes) }
    /// The separator, e.g. `;`.
    var separator: UInt8 { reader.separator ?? UInt8(ascii: ",") }
    /// The encoding.
    var encoding: TextEncoding { reader.encoding ?? .utf8 }

    /// What files with the same columns have in common.
    static func signature(_ kind: ImportRun.Kind, _ header: [String]) -> String {
        let text = ([kind.rawValue] + header).joined(separator: "\u{1}")
        return "\(kind.rawValue)-" + String(Fingerprint.hash64(text.utf8), radix: 16)
    }
}

extension Rejection {
    /// A record that the reader refused.
    init(_ rejection: CSVRejection) {
        self.init(line: rejection.line, refusal: Refusal("csv." + rejection.damage.code), raw: rejection.raw)
    }
}

import Learning

/// Labelled messages in a table: a header line, columns separated by tabs, no quoting.
enum LabelledFile {
    /// The messages of one or more files.
    /// - Parameters:
    ///   - label: the column with the label; the message stands in the column `text`.
    ///   - dropping: labels whose rows are left out.
    /// - Throws: `Input.Failure` when a column or a cell is missing.
    static func samples(_ files: [String], label: String, dropping: Set<String> = []) throws -> [TextSample] {
        try files.flatMap { file in
            let lines = try Input.text(file).split(separator: "\n")
            let header = (lines.first ?? "").split(separator: "\t")
            guard let text = header.firstIndex(of: "text"),
                let label = header.firstIndex(of: Substring(label))
            else { throw Input.Failure(file: file, reason: "no columns text and \(label)") }
            return try lines.dropFirst().enumerated().compactMap { number, line in
                let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
                guard cells.count == header.count else {
                    throw Input.Failure(file: file, reason: "row \(number + 1) has \(cells.count) cells")
                }
                let sample = TextSample(String(cells[text]), label: String(cells[label]))
                return dropping.contains(sample.label) ? nil : sample
            }
        }
    }
}

/// A meaning that a column of an imported file can have.
package protocol MappedColumn: RawRepresentable, CaseIterable, Hashable, Sendable where RawValue == String {
    /// Header writings in `HeaderKey` form, the clearest first, separated by spaces; the first column that
    /// lists one has it.
    var synonyms: String { get }

    /// Whether several columns of a file may carry it, such as telephone numbers.
    var mayRepeat: Bool { get }

    /// Corrections that need the whole header.
    static func refine(_ columns: [Self?], keys: [String]) -> [Self?]
}

extension MappedColumn {
    /// Guesses each header's meaning; nil where none fits. As many values as headers, in their order.
    ///
    /// Whole headers count first (of two for one meaning, the writing that stands first in `synonyms`), then
    /// headers that begin or end with a known writing (`Kundennummer (ERP)`, `Firmenanschrift Straße`),
    /// longest writing first. A meaning that may not repeat goes to its best header alone.
    package static func guess(_ header: [String]) -> [Self?] {
        let keys = header.map(HeaderKey.of)
        let table = synonymTable()
        var columns = [Self?](repeating: nil, count: keys.count)
        var taken: Set<Self> = []
        func assign(_ index: Int, _ column: Self?) {
            guard let column, column.mayRepeat || !taken.contains(column) else { return }
            columns[index] = column
            taken.insert(column)
        }
        // `Kundennummer` goes before `ID`, whichever comes first in the file.
        let exact = keys.indices.filter { table[keys[$0]] != nil }
        let ranks = exact.sorted { (table[keys[$0]]?.rank ?? 0, $0) < (table[keys[$1]]?.rank ?? 0, $1) }
        for index in ranks { assign(index, table[keys[index]]?.column) }
        for (index, key) in keys.enumerated() where columns[index] == nil && table[key] == nil {
            assign(index, partial(key, table))
        }
        return refine(columns, keys: keys)
    }

    /// No corrections.
    package static func refine(_ columns: [Self?], keys: [String]) -> [Self?] { columns }

    /// What each writing means, and its place among the writings of that meaning.
    private static func synonymTable() -> [String: (column: Self, rank: Int)] {
        var table: [String: (column: Self, rank: Int)] = [:]
        for column in allCases {
            for (rank, synonym) in column.synonyms.split(whereSeparator: \.isWhitespace).enumerated() {
                table[String(synonym)] = table[String(synonym)] ?? (column, rank)
            }
        }
        return table
    }

    /// The longest writing of five letters or more that the key begins or ends with.
    private static func partial(_ key: String, _ table: [String: (column: Self, rank: Int)]) -> Self? {
        let hits = table.filter { $0.key.count >= 5 && (key.hasPrefix($0.key) || key.hasSuffix($0.key)) }
        return hits.max { ($0.key.count, $1.key) < ($1.key.count, $0.key) }?.value.column
    }
}

/// Headers made comparable: lower case, umlauts as two letters, only letters, a number at the end dropped.
package enum HeaderKey {
    /// `Kd-Nr.` becomes `kdnr`, `Straße 1` becomes `strasse`, `E-Mail (2)` becomes `email`.
    package static func of(_ header: String) -> String {
        var key = ""
        for scalar in header.beginning(200).decomposedForHeader {
            switch scalar {
            case "ß": key += "ss"
            case "\u{0308}": key += "e"
            case "#": key += "nr"
            case "a"..."z": key.unicodeScalars.append(scalar)
            case "0"..."9": key.unicodeScalars.append(scalar)
            default: break
            }
        }
        while let last = key.last, last.isNumber, key.count > 1 { key.removeLast() }
        return key
    }
}

extension String {
    /// Lower case with the German and French letters of headers taken apart into base letter and mark.
    fileprivate var decomposedForHeader: [Unicode.Scalar] {
        lowercased().unicodeScalars.flatMap { scalar -> [Unicode.Scalar] in
            switch scalar {
            case "ä": ["a", "\u{0308}"]
            case "ö": ["o", "\u{0308}"]
            case "ü": ["u", "\u{0308}"]
            case "é", "è", "ê": ["e"]
            case "á", "à", "â": ["a"]
            default: [scalar]
            }
        }
    }
}

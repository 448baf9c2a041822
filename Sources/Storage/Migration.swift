import Platform

/// One step of the schema. Steps are append-only: a step that has landed is never edited, a correction is a new step.
package struct Migration: Sendable {
    /// Dated and unique in the whole product, e.g. `2026-11-22 customers 1`; steps run in the order of their ids.
    package let id: String
    /// The statements, in order.
    package let statements: [DDL]

    /// A step.
    package init(_ id: String, _ statements: [DDL]) {
        self.id = id
        self.statements = statements
    }
}

/// A statement of the schema, written once for both engines.
///
/// Column types are the words `INT`, `TEXT`, `BOOL`, `REAL`, `BLOB`, written in capitals; each engine gets its own.
/// SQLite tables are STRICT; text is compared byte by byte on both.
package struct DDL: ExpressibleByStringLiteral, Sendable {
    /// The text with the type words.
    package let text: String
    /// On which engine it runs; nil: both.
    package let only: Dialect?

    package init(stringLiteral text: String) { self.init(text, only: nil) }

    /// A statement for one engine alone.
    package init(_ text: String, only: Dialect?) {
        self.text = text
        self.only = only
    }

    /// The statement for `dialect`, or nil when it is not for it.
    func text(for dialect: Dialect) -> String? {
        guard only == nil || only == dialect else { return nil }
        switch dialect {
        case .sqlite: return sqlite
        case .postgres: return postgres
        }
    }

    /// The table that the statement makes, or nil.
    var createdTable: String? {
        let words = text.split(separator: " ", maxSplits: 4).map(String.init)
        guard words.count > 3, words[0] == "CREATE" else { return nil }
        if words[1] == "TABLE" { return words[2] }
        return words[1] == "VIRTUAL" && words[2] == "TABLE" ? words[3] : nil
    }

    private var sqlite: String {
        var result = replacingTypes(["INT": "INTEGER", "BOOL": "INTEGER"])
        if result.hasPrefix("CREATE TABLE") {
            let option = result.hasSuffix("WITHOUT ROWID") ? ", STRICT" : " STRICT"
            result += option
        }
        return result
    }

    private var postgres: String {
        var result = replacingTypes([
            "INT": "BIGINT", "BOOL": "BIGINT", "REAL": "DOUBLE PRECISION", "BLOB": "BYTEA",
            "TEXT": "TEXT COLLATE \"C\"",
        ])
        if result.hasSuffix("WITHOUT ROWID") { result.removeLast("WITHOUT ROWID".count) }
        return result
    }

    private func replacingTypes(_ types: [String: String]) -> String {
        var result = ""
        var word = ""
        for character in text + " " {
            if character.isLetter || character == "_" {
                word.append(character)
            } else {
                result += types[word] ?? word
                result.append(character)
                word = ""
            }
        }
        result.removeLast()
        return result
    }
}

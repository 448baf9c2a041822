/// Plain text of an HTML mail.
package enum HTMLText {
    /// The text that a reader of the page would see, with line breaks where blocks end, `- ` before list
    /// items and `> ` before quoted blocks. Scripts, styles, comments and the addresses of links are left
    /// out. At most one blank line in a row, no white space at the ends. As much is read as `SafeHTML` reads.
    package static func plain(_ html: String) -> String {
        var tokenizer = HTMLTokenizer(html, limit: SafeHTML.maxBytes)
        var writer = Writer()
        while let token = tokenizer.next() {
            switch token {
            case .text(let text): writer.append(text)
            case .start(let name, let attributes): start(name, attributes, &writer)
            case .end(let name): end(name, &writer)
            }
        }
        writer.lineBreak()
        return writer.lines.joined(separator: "\n").trimmed
    }

    private static let paragraphs: Set<String> = [
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "blockquote", "pre", "hr",
    ]
    private static let blocks: Set<String> = [
        "div", "li", "tr", "dt", "dd", "section", "article", "header", "footer", "center", "form", "address",
        "body",
        "caption", "title", "thead", "tbody",
    ]

    private static func start(
        _ name: String, _ attributes: [(name: String, value: String)], _ writer: inout Writer
    ) {
        if name == "br" { writer.lineBreak(force: true) }
        if name == "pre" { writer.preformatted += 1 }
        if paragraphs.contains(name) { writer.paragraph() }
        if blocks.contains(name) { writer.lineBreak() }
        if name == "blockquote" { writer.quotes += 1 }
        if name == "li" { writer.append("- ") }
        if name == "td" || name == "th" { writer.append(" ") }
        if name == "img", let alt = attributes.first(where: { $0.name == "alt" })?.value, !alt.isEmpty {
            writer.append(" " + alt + " ")
        }
    }

    private static func end(_ name: String, _ writer: inout Writer) {
        if paragraphs.contains(name) { writer.paragraph() }
        if blocks.contains(name) { writer.lineBreak() }
        if name == "pre" { writer.preformatted = max(0, writer.preformatted - 1) }
        if name == "blockquote" { writer.quotes = max(0, writer.quotes - 1) }
    }

    /// Gathers lines; white space runs together outside `pre`. Quoted blocks get `> ` in front, as in plain
    /// mail.
    private struct Writer {
        private(set) var lines: [String] = []
        var preformatted = 0
        var quotes = 0
        /// In UTF-8.
        private var line: [UInt8] = []

        mutating func append(_ text: String) {
            for scalar in text.unicodeScalars {
                if preformatted > 0, scalar.isNewline {
                    if scalar != "\r" { lineBreak(force: true) }
                } else if preformatted > 0 || !scalar.isBlank {
                    line += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
                } else if !line.isEmpty, line.last != Ascii.space {
                    line.append(Ascii.space)
                }
            }
        }

        /// Ends the line; a line without text only when forced, and only one such in a row.
        mutating func lineBreak(force: Bool = false) {
            while line.last == Ascii.space { line.removeLast() }
            if !line.isEmpty {
                lines.append(
                    String(repeating: "> ", count: min(quotes, 10)) + String(decoding: line, as: UTF8.self))
            } else if force, lines.last?.isEmpty == false {
                lines.append("")
            }
            line.removeAll(keepingCapacity: true)
        }

        mutating func paragraph() {
            lineBreak()
            lineBreak(force: true)
        }
    }
}

import Platform
import Web

/// A text as colleagues write it, for pages.
package struct WrittenText: Sendable {
    private let text: String
    private let mentions: [TimelineEntry.Mention]

    /// A text. - Parameter mentions: the colleagues whom it mentions.
    package init(_ text: String, _ mentions: [TimelineEntry.Mention]) {
        (self.text, self.mentions) = (text, mentions)
    }

    /// Blank lines part paragraphs; single line breaks stay; names of mentioned colleagues are links.
    package var html: HTML {
        var html = HTML.StringInterpolation(literalCapacity: 0, interpolationCount: 0)
        var isInside = false
        var text = text
        // Bytes, because a page shows kilobytes of text, and a `String` finds its line breaks by characters.
        text.withUTF8 { bytes in
            for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
                let line = UnsafeBufferPointer(
                    rebasing: line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
                if !line.isEmpty {
                    html.appendLiteral(isInside ? "<br>" : "<p>")
                    if mentions.isEmpty || !line.contains(UInt8(ascii: "@")) {
                        html.appendInterpolation(utf8: line)
                    } else {
                        html.appendInterpolation(
                            linked(String(decoding: line, as: UTF8.self)[...], mentions))
                    }
                } else if isInside {
                    html.appendLiteral("</p>")
                }
                isInside = !line.isEmpty
            }
        }
        if isInside { html.appendLiteral("</p>") }
        return HTML(stringInterpolation: html)
    }

    private func linked(_ line: Substring, _ mentions: [TimelineEntry.Mention]) -> HTML {
        // The longest name first: "@Anna Groß-Lind" is not "@Anna Groß".
        let mentions = mentions.sorted { $0.name.count > $1.name.count }
        var html: HTML = ""
        var rest = line
        while let at = rest.firstIndex(of: "@") {
            html += "\(String(rest[..<at]))"
            rest = rest[rest.index(after: at)...]
            guard let mention = mentions.first(where: { rest.hasPrefix($0.name) }) else {
                html += "@"
                continue
            }
            html += "<a class=\"mention\" href=\"/people/\(mention.id)\">@\(mention.name)</a>"
            rest = rest.dropFirst(mention.name.count)
        }
        return html + "\(String(rest))"
    }
}

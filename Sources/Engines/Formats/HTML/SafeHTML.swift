/// Mail HTML made safe to stand in a page.
///
/// Nothing of the input is copied: tags and attributes on a short list are written anew, every text and value
/// is escaped, every element is closed. No scripts, no styles, no forms, no frames, no pictures (their `alt`
/// text stays, so that opening a mail tells nobody), no ids or classes; links only to `http`, `https` and
/// `mailto`.
package enum SafeHTML {
    /// Elements nested deeper are left out, their text stays.
    package static let maxDepth = 100
    /// The most that is read and, by and large, the most that comes out; what is more is left out.
    package static let maxBytes = 2_000_000

    /// The safe form of `html`; an empty string when nothing is left.
    package static func sanitize(_ html: String) -> String { beginning(of: html).html }

    /// The beginning of the safe form of `html`, about `limit` bytes of it, every element closed.
    package static func beginning(
        of html: String, limit: Int = maxBytes
    ) -> (html: String, isWhole: Bool) {
        var tokenizer = HTMLTokenizer(html, limit: maxBytes)
        var isWhole = html.utf8.count <= maxBytes
        var output = ""
        var open: [String] = []
        while let token = tokenizer.next() {
            guard output.utf8.count < limit else {
                isWhole = false
                break
            }
            switch token {
            case .text(let text): isWhole = append(text, to: &output, limit) && isWhole
            case .start(let name, let attributes): start(name, attributes, &open, &output)
            case .end(let name): end(name, &open, &output)
            }
        }
        for name in open.reversed() { output += "</\(name)>" }
        return (output, isWhole)
    }

    /// Appends escaped text up to the limit. - Returns: whether all of it found room.
    private static func append(_ text: String, to output: inout String, _ limit: Int) -> Bool {
        let escaped = escape(text.beginning(limit))
        let room = max(0, limit - output.utf8.count)
        guard escaped.utf8.count > room else {
            output += escaped
            return text.utf8.count == text.beginning(limit).utf8.count
        }
        // Not in the middle of `&amp;`, nor of a character.
        let end = escaped.utf8.index(escaped.startIndex, offsetBy: room)
        var cut = escaped.unicodeScalars[..<end.scalarStart(in: escaped)]
        if let mark = cut.suffix(6).lastIndex(of: "&"), !cut[mark...].contains(";") { cut = cut[..<mark] }
        output.unicodeScalars.append(contentsOf: cut)
        return false
    }

    /// Text as it may stand in HTML, also in an attribute in double or single quotes.
    package static func escape(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F && !Self.special.contains($0) }
        if isPlain { return text }
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count + text.utf8.count / 4)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;".utf8
            case "<": result += "&lt;".utf8
            case ">": result += "&gt;".utf8
            case "\"": result += "&quot;".utf8
            case "'": result += "&#39;".utf8
            case "\n", "\r", "\t", "\u{20}"..."\u{7E}": result.append(UInt8(truncatingIfNeeded: scalar.value))
            // Controls, and marks that turn the direction of what follows, could hide what a text says.
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}":
                break
            default: result += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static let special = Array("&<>\"'".utf8)

    private static let voidElements: Set<String> = ["br", "hr", "col"]
    private static let elements: Set<String> = [
        "a", "abbr", "address", "b", "big", "blockquote", "br", "caption", "center", "cite", "code", "col",
        "colgroup",
        "dd", "del", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "ins", "li",
        "ol", "p",
        "pre", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "table", "tbody", "td",
        "tfoot",
        "th", "thead", "tr", "tt", "u", "ul",
    ]

    private static func start(
        _ name: String, _ attributes: [(name: String, value: String)], _ open: inout [String],
        _ output: inout String
    ) {
        if name == "img", let alt = attributes.first(where: { $0.name == "alt" })?.value, !alt.isEmpty {
            output += "[" + escape(alt) + "]"
        }
        guard elements.contains(name) else { return }
        // A browser closes an open link before the next one; so do we.
        if name == "a", open.contains("a") { end("a", &open, &output) }
        guard open.count < maxDepth else { return }
        output += "<" + name
        for (attribute, value) in attributes {
            if let safe = safeValue(attribute, value, of: name) {
                output += " \(attribute)=\"\(escape(safe))\""
            }
        }
        if name == "a" { output += " rel=\"noopener noreferrer nofollow\" target=\"_blank\"" }
        output += ">"
        if !voidElements.contains(name) { open.append(name) }
    }

    private static func end(_ name: String, _ open: inout [String], _ output: inout String) {
        guard elements.contains(name), open.contains(name) else { return }
        while let last = open.popLast() {
            output += "</\(last)>"
            if last == name { return }
        }
    }

    /// The value an attribute may have, nil when it is to be left out.
    private static func safeValue(_ attribute: String, _ value: String, of element: String) -> String? {
        switch attribute {
        case "href": element == "a" ? link(value) : nil
        case "title": value.beginning(300)
        case "colspan", "rowspan", "start":
            Int(value).flatMap { (1...1000).contains($0) ? String($0) : nil }
        case "align": ["left", "right", "center", "justify"].first { $0 == value.lowercased() }
        case "valign": ["top", "middle", "bottom", "baseline"].first { $0 == value.lowercased() }
        case "dir": ["ltr", "rtl", "auto"].first { $0 == value.lowercased() }
        case "lang":
            value.count <= 35 && value.utf8.allSatisfy { Ascii.isLetter($0) || $0 == 0x2D } ? value : nil
        default: nil
        }
    }

    /// A link's address as a browser would read it: without the tabs and line breaks it skips; nil unless its
    /// scheme is one of ours.
    private static func link(_ value: String) -> String? {
        var scalars = String.UnicodeScalarView()
        for scalar in value.unicodeScalars where scalar != "\t" && scalar != "\n" && scalar != "\r" {
            scalars.append(scalar)
        }
        let address = String(scalars).trimmed
        guard address.utf8.count <= 2048,
            address.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F })
        else { return nil }
        let lower = address.prefix(8).lowercased()
        let isAllowed =
            lower.hasPrefix("http://") || lower.hasPrefix("https://") || lower.hasPrefix("mailto:")
        return isAllowed ? address : nil
    }
}

extension String.Index {
    /// The start of the scalar in which it stands.
    fileprivate func scalarStart(in text: String) -> String.Index {
        var index = self
        while index > text.startIndex, index < text.endIndex, text.utf8[index] & 0xC0 == 0x80 {
            index = text.utf8.index(before: index)
        }
        return index
    }
}

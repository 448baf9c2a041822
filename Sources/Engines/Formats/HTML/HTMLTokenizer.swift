/// Cuts HTML, however broken, into text and tags. Comments, declarations and what stands in scripts, styles
/// and the like are left out. It follows the tokenizer of the HTML standard closely enough that nothing a
/// browser would take for a tag comes out as text.
struct HTMLTokenizer {
    enum Token: Equatable {
        /// Decoded text.
        case text(String)
        /// Name in lower case; values decoded, names in lower case, the first of equal names only.
        case start(String, [(name: String, value: String)])
        case end(String)

        static func == (left: Token, right: Token) -> Bool {
            switch (left, right) {
            case (.text(let one), .text(let two)), (.end(let one), .end(let two)): one == two
            case (.start(let one, let first), .start(let two, let second)):
                one == two && first.elementsEqual(second) { $0.name == $1.name && $0.value == $1.value }
            default: false
            }
        }
    }

    /// Elements whose content is no markup and is dropped whole.
    static let rawElements: Set<String> = [
        "script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "noscript",
        "plaintext",
    ]

    private let bytes: [UInt8]
    private var index = 0

    /// - Parameter limit: the most bytes that are read.
    init(_ html: String, limit: Int = .max) { bytes = Array(html.utf8.prefix(limit)) }

    mutating func next() -> Token? {
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "<") else { return text() }
            if let token = markup() { return token }
        }
        return nil
    }

    private mutating func text() -> Token {
        let start = index
        repeat { index += 1 } while index < bytes.count && bytes[index] != UInt8(ascii: "<")
        return .text(HTMLEntities.decode(bytes[start..<index]))
    }

    /// What begins with `<`; nil for what is left out.
    private mutating func markup() -> Token? {
        guard index + 1 < bytes.count else {
            index += 1
            return .text("<")
        }
        let following = bytes[index + 1]
        if Ascii.isLetter(following) {
            index += 1
            return startTag()
        }
        switch following {
        case UInt8(ascii: "/"):
            guard index + 2 < bytes.count, Ascii.isLetter(bytes[index + 2]) else {
                skip(past: UInt8(ascii: ">"))
                return nil
            }
            index += 2
            let name = name(until: Self.endsTagName)
            _ = attributes()
            return .end(name)
        case UInt8(ascii: "!"), UInt8(ascii: "?"):
            comment()
            return nil
        default:
            index += 1
            return .text("<")
        }
    }

    private mutating func startTag() -> Token {
        let tag = name(until: Self.endsTagName)
        let attributes = attributes()
        if Self.rawElements.contains(tag) { skipContent(of: tag) }
        return .start(tag, attributes)
    }

    private mutating func comment() {
        guard bytes[index...].starts(with: "<!--".utf8) else { return skip(past: UInt8(ascii: ">")) }
        index += 4
        // `<!-->` and `<!--->` are whole comments for a browser.
        for short in [">", "->"] where bytes[index...].starts(with: short.utf8) {
            index += short.utf8.count
            return
        }
        while let dash = bytes[index...].firstIndex(of: UInt8(ascii: "-")) {
            index = dash
            for end in ["-->", "--!>"] where bytes[index...].starts(with: end.utf8) {
                index += end.utf8.count
                return
            }
            index += 1
        }
        index = bytes.count
    }

    private mutating func skip(past byte: UInt8) {
        index = bytes[index...].firstIndex(of: byte).map { $0 + 1 } ?? bytes.count
    }

    /// Skips to the end tag of a raw element, or to the end when there is none.
    private mutating func skipContent(of tag: String) {
        let name = Array(tag.utf8)
        while let open = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
            index = open + 1
            guard index < bytes.count, bytes[index] == UInt8(ascii: "/") else { continue }
            let end = index + 1 + name.count
            guard end <= bytes.count, bytes[(index + 1)..<end].elementsEqual(name, by: { $0 | 0x20 == $1 })
            else {
                continue
            }
            if end == bytes.count || Self.endsTagName(bytes[end]) {
                index = open
                return
            }
        }
        index = bytes.count
    }

    // MARK: Tags

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

    private static func endsTagName(_ byte: UInt8) -> Bool {
        isSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
    }

    private mutating func name(until isEnd: (UInt8) -> Bool) -> String {
        let start = index
        while index < bytes.count, !isEnd(bytes[index]) { index += 1 }
        return String(decoding: bytes[start..<index], as: UTF8.self).lowercased()
    }

    /// The attributes up to and past the `>`; at most 100 are kept.
    private mutating func attributes() -> [(name: String, value: String)] {
        var list: [(name: String, value: String)] = []
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: ">") {
                index += 1
                return list
            }
            if Self.isSpace(byte) || byte == UInt8(ascii: "/") {
                index += 1
                continue
            }
            let start = index
            index += 1
            let rest = name { Self.endsTagName($0) || $0 == UInt8(ascii: "=") }
            let name = String(decoding: [bytes[start]], as: UTF8.self).lowercased() + rest
            let value = value()
            if list.count < 100, !list.contains(where: { $0.name == name }) { list.append((name, value)) }
        }
        return list
    }

    private mutating func value() -> String {
        var position = index
        while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
        guard position < bytes.count, bytes[position] == UInt8(ascii: "=") else { return "" }
        index = position + 1
        while index < bytes.count, Self.isSpace(bytes[index]) { index += 1 }
        guard index < bytes.count else { return "" }
        let mark = bytes[index]
        let start: Int
        let end: Int
        if mark == Ascii.quote || mark == UInt8(ascii: "'") {
            start = index + 1
            end = bytes[start...].firstIndex(of: mark) ?? bytes.count
            index = min(end + 1, bytes.count)
        } else {
            start = index
            while index < bytes.count, !Self.isSpace(bytes[index]), bytes[index] != UInt8(ascii: ">") {
                index += 1
            }
            end = index
        }
        return HTMLEntities.decode(bytes[start..<end])
    }
}

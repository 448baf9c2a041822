/// One content line of a vCard: `item1.TEL;TYPE=work,voice:+49 341 1`.
struct VCardProperty {
    /// Upper case, without its group.
    let name: String
    /// Upper-case names; `TYPE` also gathers the bare words of version 2.1.
    let parameters: [String: [String]]
    /// Decoded from quoted-printable, not yet unescaped.
    let value: String

    var types: Set<String> { Set((parameters["TYPE"] ?? []).map { $0.lowercased() }) }

    /// Joins continued lines.
    static func unfolded(_ lines: [[UInt8]]) -> [String] {
        var result: [[UInt8]] = []
        var isSoftBreak = false
        var isEncoded = false
        for line in lines {
            let isBlank = String(decoding: line, as: UTF8.self).isAllBlank
            if isSoftBreak, let last = result.indices.last {
                result[last] += line
            } else if let first = line.first, first == Ascii.space || first == Ascii.tab, !result.isEmpty {
                result[result.count - 1] += line.dropFirst()
            } else if !line.contains(colon), !result.isEmpty, !isBlank {
                result[result.count - 1] += line
            } else if !isBlank {
                result.append(line)
                let head = line.prefix { $0 != colon }
                isEncoded = String(decoding: head, as: UTF8.self).uppercased().contains("QUOTED-PRINTABLE")
            }
            isSoftBreak = isEncoded && line.last == UInt8(ascii: "=")
            if isSoftBreak, let last = result.indices.last { result[last].removeLast() }
        }
        return result.map { String(decoding: $0, as: UTF8.self) }
    }

    private static let colon = UInt8(ascii: ":")

    /// Nil when the line has no colon or no name.
    init?(_ line: String) {
        guard let colon = Self.firstColon(in: line.utf8) else { return nil }
        var pieces = Self.split(line.utf8[..<colon], at: UInt8(ascii: ";"), isQuoting: true)
        let name = pieces.removeFirst().trimmed
        self.name = (name.split(separator: ".").last.map(String.init) ?? "").uppercased()
        guard !self.name.isEmpty else { return nil }
        parameters = Self.parameters(pieces)
        let raw = line.utf8[line.utf8.index(after: colon)...]
        let isEncoded = parameters["ENCODING"]?.contains { $0.uppercased() == "QUOTED-PRINTABLE" } == true
        value =
            isEncoded
            ? Self.quotedPrintable(raw, charset: parameters["CHARSET"]?.first) : String(Substring(raw))
    }

    /// The first colon outside quotes.
    private static func firstColon(in line: String.UTF8View) -> String.Index? {
        var isQuoted = false
        for index in line.indices {
            if line[index] == Ascii.quote { isQuoted.toggle() }
            if line[index] == colon, !isQuoted { return index }
        }
        return line.firstIndex(of: colon)
    }

    private static func parameters(_ pieces: [String]) -> [String: [String]] {
        var parameters: [String: [String]] = [:]
        for piece in pieces.prefix(50) {
            guard let equals = piece.firstIndex(of: "=") else {
                let word = piece.trimmed
                let name =
                    ["QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT"].contains(word.uppercased())
                    ? "ENCODING" : "TYPE"
                parameters[name, default: []].append(word)
                continue
            }
            let name = piece[..<equals].trimmed.uppercased()
            let values = piece[piece.index(after: equals)...].filter { $0 != "\"" }.split(separator: ",")
            parameters[name, default: []] += values.map { $0.trimmed }
        }
        return parameters
    }

    private static func quotedPrintable(_ text: Substring.UTF8View, charset: String?) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var rest = Array(text)[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            if byte == UInt8(ascii: "="), digits.count == 2,
                let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return MailCharset.string(bytes, charset: charset?.lowercased())
    }

    // MARK: Values

    /// The value as one text.
    var text: String { Self.unescape(value).trimmed }

    /// Parts between `;`, unescaped.
    var components: [String] {
        Self.split(value.utf8[...], at: UInt8(ascii: ";")).map { Self.unescape($0).trimmed }
    }

    /// Parts between `,`, unescaped, without empty ones.
    var list: [String] {
        Self.split(value.utf8[...], at: UInt8(ascii: ",")).map { Self.unescape($0).trimmed }
            .filter { !$0.isEmpty }
    }

    /// Cuts at a mark that is neither escaped nor, when asked, in quotes.
    private static func split(
        _ text: Substring.UTF8View, at mark: UInt8, isQuoting: Bool = false
    ) -> [String] {
        var parts: [String] = []
        var part: [UInt8] = []
        var (isEscaped, isQuoted) = (false, false)
        for byte in text {
            if byte == Ascii.quote, isQuoting { isQuoted.toggle() }
            if byte == mark, !isEscaped, !isQuoted {
                parts.append(String(decoding: part, as: UTF8.self))
                part.removeAll(keepingCapacity: true)
            } else {
                part.append(byte)
            }
            isEscaped = byte == backslash && !isEscaped
        }
        return parts + [String(decoding: part, as: UTF8.self)]
    }

    private static let backslash = UInt8(ascii: "\\")

    private static func unescape(_ text: String) -> String {
        guard text.utf8.contains(backslash) else { return text }
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count)
        var isEscaped = false
        for byte in text.utf8 {
            if isEscaped {
                switch byte {
                case UInt8(ascii: "n"), UInt8(ascii: "N"): result.append(Ascii.lineFeed)
                case UInt8(ascii: ","), UInt8(ascii: ";"), colon, backslash, Ascii.quote: result.append(byte)
                default: result += [backslash, byte]
                }
                isEscaped = false
            } else if byte == backslash {
                isEscaped = true
            } else {
                result.append(byte)
            }
        }
        if isEscaped { result.append(backslash) }
        return String(decoding: result, as: UTF8.self)
    }
}

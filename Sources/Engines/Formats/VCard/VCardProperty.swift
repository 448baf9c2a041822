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
    static func unfolded(_ lines: [String]) -> [String] {
        var result: [String] = []
        var isSoftBreak = false
        var isEncoded = false
        for line in lines {
            if isSoftBreak, let last = result.indices.last {
                result[last] += line
            } else if let first = line.utf8.first, first == Ascii.space || first == Ascii.tab, !result.isEmpty
            {
                result[result.count - 1] += line.dropFirst()
            } else if !line.contains(":"), !result.isEmpty, !line.allSatisfy(\.isBlank) {
                result[result.count - 1] += line
            } else if !line.allSatisfy(\.isBlank) {
                result.append(line)
                isEncoded = line.prefix { $0 != ":" }.uppercased().contains("QUOTED-PRINTABLE")
            }
            isSoftBreak = isEncoded && line.hasSuffix("=")
            if isSoftBreak, let last = result.indices.last { result[last].removeLast() }
        }
        return result
    }

    /// Nil when the line has no colon or no name.
    init?(_ line: String) {
        guard let colon = Self.firstColon(in: line) else { return nil }
        var pieces = Self.split(line[..<colon], at: ";", isQuoting: true)
        let name = pieces.removeFirst().trimmed
        self.name = (name.split(separator: ".").last.map(String.init) ?? "").uppercased()
        guard !self.name.isEmpty else { return nil }
        parameters = Self.parameters(pieces)
        let raw = String(line[line.index(after: colon)...])
        let isEncoded = parameters["ENCODING"]?.contains { $0.uppercased() == "QUOTED-PRINTABLE" } == true
        value = isEncoded ? Self.quotedPrintable(raw, charset: parameters["CHARSET"]?.first) : raw
    }

    /// The first colon outside quotes.
    private static func firstColon(in line: String) -> String.Index? {
        var isQuoted = false
        for index in line.indices {
            if line[index] == "\"" { isQuoted.toggle() }
            if line[index] == ":", !isQuoted { return index }
        }
        return line.firstIndex(of: ":")
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

    private static func quotedPrintable(_ text: String, charset: String?) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            let code = String(decoding: digits, as: UTF8.self)
            if byte == UInt8(ascii: "="), digits.count == 2, let value = UInt8(code, radix: 16) {
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
    var components: [String] { Self.split(value[...], at: ";").map { Self.unescape($0).trimmed } }

    /// Parts between `,`, unescaped, without empty ones.
    var list: [String] {
        Self.split(value[...], at: ",").map { Self.unescape($0).trimmed }.filter { !$0.isEmpty }
    }

    /// Cuts at a mark that is neither escaped nor, when asked, in quotes.
    private static func split(_ text: Substring, at mark: Character, isQuoting: Bool = false) -> [String] {
        var parts = [""]
        var (isEscaped, isQuoted) = (false, false)
        for character in text {
            if character == "\"", isQuoting { isQuoted.toggle() }
            if character == mark, !isEscaped, !isQuoted {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
            isEscaped = character == "\\" && !isEscaped
        }
        return parts
    }

    private static func unescape(_ text: String) -> String {
        guard text.contains("\\") else { return text }
        var result = ""
        var isEscaped = false
        for character in text {
            if isEscaped {
                switch character {
                case "n", "N": result.append("\n")
                case ",", ";", ":", "\\", "\"": result.append(character)
                default: result += "\\" + String(character)
                }
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                result.append(character)
            }
        }
        return isEscaped ? result + "\\" : result
    }
}

extension Value {
    /// The value as JSON text, as JavaScript's `JSON.stringify` writes it: `undefined` is left out of objects and is
    /// null in arrays; a BigInt, which JSON cannot hold, is written as a number; bytes as an object of indexes.
    public var json: String {
        var text = ""
        writeJSON(to: &text)
        return text
    }

    private func writeJSON(to text: inout String) {
        switch self {
        case .undefined, .null: text += "null"
        case .bool(let flag): text += flag ? "true" : "false"
        case .number(let number): text += number.isFinite ? Value.text(of: number) : "null"
        case .bigInt(let integer): text += String(integer)
        case .string(let string): Value.writeJSON(string, to: &text)
        case .bytes(let bytes):
            Value.object(
                bytes.enumerated().map { Member(key: String($0.offset), value: .number(Double($0.element))) }
            ).writeJSON(to: &text)
        case .array(let elements):
            text += "["
            for (index, element) in elements.enumerated() {
                if index > 0 { text += "," }
                element.writeJSON(to: &text)
            }
            text += "]"
        case .object(let members): Value.writeJSON(members, to: &text)
        }
    }

    private static func writeJSON(_ members: [Member], to text: inout String) {
        text += "{"
        var isFirst = true
        for member in members where member.value != .undefined {
            if !isFirst { text += "," }
            isFirst = false
            writeJSON(member.key, to: &text)
            text += ":"
            member.value.writeJSON(to: &text)
        }
        text += "}"
    }

    private static func writeJSON(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{8}": text += "\\b"
            case "\u{c}": text += "\\f"
            case "\0"..<" ":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }

    /// A number as JavaScript's `String(number)` writes it (ECMA-262, Number::toString).
    static func text(of number: Double) -> String {
        guard number.isFinite else { return number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity" }
        guard number != 0 else { return "0" }
        // Swift's description has the same shortest digits; only the layout differs.
        var digits = ""
        var point = 0
        var exponent = 0
        var seenPoint = false
        var parts = number.magnitude.description.split(separator: "e")
        if parts.count == 2 { exponent = Int(parts.removeLast()) ?? 0 }
        for character in parts[0] {
            if character == "." {
                seenPoint = true
            } else {
                digits.append(character)
                if !seenPoint { point += 1 }
            }
        }
        while digits.hasSuffix("0"), digits.count > 1 { digits.removeLast() }
        while digits.hasPrefix("0"), digits.count > 1 {
            digits.removeFirst()
            point -= 1
        }
        return (number < 0 ? "-" : "") + layOut(digits, point: point + exponent)
    }

    /// Digits with the decimal point after `point` of them.
    private static func layOut(_ digits: String, point: Int) -> String {
        let count = digits.count
        if point >= count, point <= 21 { return digits + String(repeating: "0", count: point - count) }
        if point > 0, point <= 21 { return digits.prefix(point) + "." + digits.dropFirst(point) }
        if point > -6, point <= 0 { return "0." + String(repeating: "0", count: -point) + digits }
        let exponent = point - 1
        let mantissa = count == 1 ? digits : digits.prefix(1) + "." + digits.dropFirst()
        return mantissa + "e" + (exponent < 0 ? "-" : "+") + String(abs(exponent))
    }
}

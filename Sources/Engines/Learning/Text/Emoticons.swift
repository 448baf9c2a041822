/// What a drawn face says, whether typed (`:-)`) or as an emoji.
enum Emoticon: UInt8, CaseIterable {
    case smile, wink, laugh, tongue, kiss, heart, joy, praise
    case sad, cry, skeptic, annoyed, anger, disgust, shock

    /// 1 for kind, −1 for unkind faces, 0 for those that go either way.
    var tone: Int {
        switch self {
        case .smile, .wink, .laugh, .tongue, .kiss, .heart, .joy, .praise: 1
        case .sad, .cry, .skeptic, .annoyed, .anger, .disgust: -1
        case .shock: 0
        }
    }

    /// The face of an emoji or symbol, nil for all others.
    static func emoji(_ scalar: UInt32) -> Emoticon? {
        switch scalar {
        case 0x1F602, 0x1F605, 0x1F606, 0x1F923: .laugh
        case 0x1F60D, 0x1F63B, 0x1F970, 0x2764, 0x2665, 0x2661, 0x1F493...0x1F493, 0x1F495...0x1F49F,
            0x1F5A4, 0x1F90D, 0x1F90E, 0x1F9E1, 0x1FA77, 0x1F48C...0x1F48E:
            .heart
        case 0x1F617...0x1F61A, 0x1F48B: .kiss
        case 0x1F61B...0x1F61D, 0x1F92A: .tongue
        case 0x1F609: .wink
        case 0x1F600...0x1F604, 0x1F607, 0x1F608, 0x1F60A...0x1F60C, 0x1F60E, 0x1F638, 0x1F63A, 0x263A,
            0x1F642, 0x1F917, 0x1F929:
            .smile
        case 0x1F44D, 0x1F44F, 0x1F44C, 0x1F64F, 0x1F4AA, 0x1F389, 0x1F38A, 0x270C, 0x1F64C, 0x2B50, 0x1F31F,
            0x1F3C6, 0x1F947, 0x2728, 0x1F973:
            .praise
        case 0x1F61E, 0x1F61F, 0x1F614, 0x1F615, 0x1F641, 0x2639, 0x1F613, 0x1F623, 0x1F616, 0x1F629, 0x1F62B,
            0x1F494, 0x1F97A:
            .sad
        case 0x1F622, 0x1F62D, 0x1F625, 0x1F62A, 0x1F63F: .cry
        case 0x1F60F, 0x1F612, 0x1F610, 0x1F611, 0x1F644, 0x1F914, 0x1F62C, 0x1F643, 0x1F926, 0x1F937:
            .skeptic
        case 0x1F620, 0x1F621, 0x1F624, 0x1F92C, 0x1F47F, 0x1F595: .anger
        case 0x1F922, 0x1F92E, 0x1F4A9, 0x1F44E: .disgust
        case 0x1F628, 0x1F62E...0x1F633, 0x1F635, 0x1F640: .shock
        default: nil
        }
    }

    /// Bytes that a typed face may begin with.
    static let starts: [Bool] = (0..<256).map { ":;=xX8<(*)^->oO0T\\".utf8.contains(UInt8($0)) }

    /// The typed face that begins at `at` and the offset behind it.
    /// - Parameter isFree: whether no letter or digit stands directly before.
    static func typed(_ bytes: UnsafeBufferPointer<UInt8>, at: Int, isFree: Bool) -> (Emoticon, end: Int)? {
        let text = Cursor(bytes: bytes)
        switch text[at] {
        case ":", ";", "=": return text.faceFromEyes(at)
        case "x", "X", "8": return isFree ? text.laughingEyes(at) : nil
        case "<": return text.heart(at)
        case "(", ")": return isFree ? text.faceFromMouth(at) : nil
        case "*": return text.pair(at, middle: "-_.", .joy)
        case "^": return text[at + 1] == "^" ? (.joy, at + 2) : text.pair(at, middle: "-_.", .joy)
        case "-", ">": return isFree ? text.pair(at, middle: "-_.", .annoyed) : nil
        case "o", "O", "0": return isFree ? text.roundEyes(at) : nil
        case "T": return isFree ? text.pair(at, middle: "_", .cry) : nil
        case "\\":
            guard text.isO(at + 1), text[at + 2] == "/" else { return nil }
            return (.joy, at + 3)
        default: return nil
        }
    }
}

/// Looks at bytes beyond the end as at 0.
private struct Cursor {
    let bytes: UnsafeBufferPointer<UInt8>

    subscript(_ offset: Int) -> Unicode.Scalar { Unicode.Scalar(offset < bytes.count ? bytes[offset] : 0) }

    /// Where the run of what fits ends, from `start` on; it is followed no further than `limit`, or a text of nothing but
    /// eyes would be read again from each of them.
    private func end(from start: Int, while fits: (Unicode.Scalar) -> Bool) -> Int {
        var end = start
        while end - start < Self.limit, fits(self[end]) { end += 1 }
        return end
    }

    private static let limit = 64

    /// `:-)`, `;D`, `:(`, `:/`, `:'(`: eyes, perhaps a nose, and a mouth that may be long.
    func faceFromEyes(_ at: Int) -> (Emoticon, end: Int)? {
        if self[at] == ";", self[at + 1] == "_" || self[at + 1] == "-", self[at + 2] == ";" {
            return (.cry, at + 3)
        }
        var mouth = at + 1
        var isCrying = false
        if self[mouth] == "'" {
            isCrying = true
            mouth += 1
        }
        if self[mouth] == "-" || self[mouth] == "^" || self[mouth] == "o" && isBracket(self[mouth + 1]) {
            mouth += 1
        }
        let first = self[mouth]
        guard first != "\0" else { return nil }
        let end = end(from: mouth + 1) { $0 == first }
        let isAlone = !isWordByte(self[end])
        switch first {
        case ")", "]", "}": return (self[at] == ";" ? .wink : .smile, end)
        case "(", "[", "{": return (isCrying ? .cry : .sad, end)
        case "D": return isAlone ? (.laugh, end) : nil
        case "p", "P", "b": return isAlone ? (.tongue, end) : nil
        case "*": return (.kiss, end)
        case "3": return isAlone ? (.smile, end) : nil
        case "o", "O": return isAlone ? (.shock, end) : nil
        case "/", "\\", "|": return first == "/" && end - mouth > 1 ? nil : isAlone ? (.skeptic, end) : nil
        default: return nil
        }
    }

    /// `xD`, `8D`.
    func laughingEyes(_ at: Int) -> (Emoticon, end: Int)? {
        let end = end(from: at + 1) { $0 == "d" || $0 == "D" }
        return end > at + 1 && !isWordByte(self[end]) ? (.laugh, end) : nil
    }

    /// `<3`, `</3`.
    func heart(_ at: Int) -> (Emoticon, end: Int)? {
        let isBroken = self[at + 1] == "/"
        let start = at + (isBroken ? 2 : 1)
        guard self[start] == "3" else { return nil }
        let end = end(from: start) { $0 == "3" }
        return isWordByte(self[end]) ? nil : (isBroken ? .sad : .heart, end)
    }

    /// `(:`, `):`.
    func faceFromMouth(_ at: Int) -> (Emoticon, end: Int)? {
        var eyes = end(from: at + 1) { $0 == self[at] }
        if self[eyes] == "-" || self[eyes] == "^" { eyes += 1 }
        guard self[eyes] == ":" || self[eyes] == ";" || self[eyes] == "=" else { return nil }
        return (self[at] == "(" ? .smile : .sad, eyes + 1)
    }

    /// The same eye twice with something between: `*_*`, `-.-`, `>.<`.
    func pair(_ at: Int, middle: StaticString, _ face: Emoticon) -> (Emoticon, end: Int)? {
        let end = end(from: at + 1) { middle.contains($0) }
        let other: Unicode.Scalar = self[at] == ">" ? "<" : self[at]
        if self[at] == "-" {
            // Dashes are eyes only around a dot or an underscore: `-.-`, `-_-`.
            guard self[at + 1] == "." || self[at + 1] == "_", self[at + 2] == "-" else { return nil }
            return (face, at + 3)
        }
        guard end > at + 1, self[end] == other else { return nil }
        return isWordByte(self[end + 1]) ? nil : (face, end + 1)
    }

    /// `o_O`, `O.o`.
    func roundEyes(_ at: Int) -> (Emoticon, end: Int)? {
        guard self[at + 1] == "_" || self[at + 1] == "." else { return nil }
        var end = end(from: at + 1) { $0 == "_" }
        if self[end] == "." { end += 1 }
        return (isO(end) || self[end] == "0") && !isWordByte(self[end + 1]) ? (.shock, end + 1) : nil
    }

    func isO(_ offset: Int) -> Bool { self[offset] == "o" || self[offset] == "O" }

    private func isBracket(_ byte: Unicode.Scalar) -> Bool { byte == ")" || byte == "(" }

    private func isWordByte(_ byte: Unicode.Scalar) -> Bool {
        switch byte.value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
        default: false
        }
    }
}

extension StaticString {
    fileprivate func contains(_ byte: Unicode.Scalar) -> Bool {
        byte.isASCII && withUTF8Buffer { $0.contains(UInt8(byte.value)) }
    }
}

/// One thing in a text that can be searched for.
package struct Token: Equatable, Sendable {
    /// What a token is.
    package enum Kind: Sendable {
        /// Letters: stemmed, split and corrected.
        case word
        /// Digits alone, without thousands separators.
        case number
        /// Letters and digits together, joined: `K-00123` and `K00123` are both `k00123`.
        case code
        /// A whole e-mail address.
        case address
    }

    package let kind: Kind
    /// The text as `Folding.fold` writes it (addresses: `Folding.base`).
    package let text: String
    /// Where it stands in the original, in UTF-8 bytes.
    package let range: Range<Int>
    /// Whether it was written in capitals throughout, at least two (`IT`, never the stop word `it`).
    package let isCapitals: Bool
}

/// Cuts texts into tokens.
package enum Tokenizer {
    /// The tokens in the order of the text. A code or an address is followed by the words and numbers inside
    /// it.
    package static func tokens(_ text: String) -> [Token] {
        var scanner = Scanner(text)
        scanner.run()
        return scanner.tokens
    }

    /// Longer words are cut off here: nobody types them, and an index must not store them.
    static let maximumBytes = 64
}

private struct Scanner {
    var tokens: [Token] = []
    private let bytes: [UInt8]
    private let mayHoldAddress: Bool
    private var position = 0
    /// Addresses end before this offset; no second one is looked for inside the first.
    private var addressEnd = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
        mayHoldAddress = bytes.contains(UInt8(ascii: "@"))
    }

    mutating func run() {
        while position < bytes.count {
            let kind = classify(at: position)
            if kind == .other {
                position += width(at: position)
                continue
            }
            if mayHoldAddress, position >= addressEnd, let end = address(from: position) {
                append(.address, position..<end)
                addressEnd = end
            }
            kind == .digit ? number() : word()
        }
    }

    // MARK: Kinds of tokens

    private mutating func word() {
        let start = position
        let letters = start..<run(of: .letter, from: start)
        position = letters.upperBound
        var digits = position
        if digits + 1 < bytes.count, bytes[digits] == UInt8(ascii: "-"), letters.count <= 6 { digits += 1 }
        if digits < bytes.count, classify(at: digits) == .digit { return code(letters, digits) }
        if isPossessive(letters) { return }
        append(.word, letters)
    }

    /// Letters followed by digits, and whatever hangs on them: `K-00123`, `B2B`, `COVID-19`.
    private mutating func code(_ letters: Range<Int>, _ digits: Int) {
        var end = run(of: .digit, from: digits)
        let firstDigits = digits..<end
        while end < bytes.count, classify(at: end) != .other {
            end = run(of: classify(at: end), from: end)
        }
        append(.code, letters.lowerBound..<end)
        if letters.count > 2 { append(.word, letters) }
        if firstDigits.count > 1, end == firstDigits.upperBound { append(.number, firstDigits) }
        position = end
    }

    private mutating func number() {
        let start = position
        var end = run(of: .digit, from: start)
        if end - start <= 3 {
            while let next = thousands(after: end) { end = next }
        }
        if end < bytes.count, classify(at: end) == .letter { return numberWithLetters(start, end) }
        append(.number, start..<end)
        position = end
    }

    /// Digits followed by letters: `10er`, `5G`, `26mm`.
    private mutating func numberWithLetters(_ start: Int, _ letters: Int) {
        var end = letters
        while end < bytes.count, classify(at: end) != .other { end = run(of: classify(at: end), from: end) }
        append(.code, start..<end)
        append(.number, start..<letters)
        position = end
    }

    private func thousands(after end: Int) -> Int? {
        guard end + 3 < bytes.count, bytes[end] == UInt8(ascii: ".") || bytes[end] == UInt8(ascii: ",") else {
            return nil
        }
        let next = run(of: .digit, from: end + 1)
        return next - end == 4 ? next : nil
    }

    /// The end of an e-mail address that begins here.
    private func address(from start: Int) -> Int? {
        var at = start
        while at < bytes.count, at - start < 64, isAddressByte(bytes[at]) { at += 1 }
        guard at > start, at < bytes.count, bytes[at] == UInt8(ascii: "@") else { return nil }
        var end = at + 1
        while end < bytes.count, end - at < 255, isDomainByte(bytes[end]) { end += 1 }
        while end > at, bytes[end - 1] == UInt8(ascii: ".") || bytes[end - 1] == UInt8(ascii: "-") {
            end -= 1
        }
        return end > at + 1 ? end : nil
    }

    /// The `s` of `Müller's` is no word.
    private func isPossessive(_ word: Range<Int>) -> Bool {
        guard word.count == 1, bytes[word.lowerBound] | 0x20 == UInt8(ascii: "s"), word.lowerBound > 1 else {
            return false
        }
        let apostrophe = bytes[word.lowerBound - 1]
        return apostrophe == UInt8(ascii: "'") || apostrophe == 0x99 && bytes[word.lowerBound - 2] == 0x80
    }

    private mutating func append(_ kind: Token.Kind, _ range: Range<Int>) {
        let cut = range.prefix(kind == .address ? 320 : Tokenizer.maximumBytes)
        let original = String(decoding: bytes[cut.startIndex..<cut.endIndex], as: UTF8.self)
        var text = kind == .address ? Folding.base(original) : Folding.fold(original)
        if kind == .code || kind == .number { text.removeAll { $0 == "-" || $0 == "." || $0 == "," } }
        guard !text.isEmpty else { return }
        let isCapitals =
            kind == .word && range.count > 1 && bytes[range].allSatisfy { (65...90).contains($0) }
        tokens.append(Token(kind: kind, text: text, range: range, isCapitals: isCapitals))
    }

    // MARK: Kinds of bytes

    private enum Class { case letter, digit, other }

    private func run(of kind: Class, from start: Int) -> Int {
        var end = start
        while end < bytes.count, classify(at: end) == kind { end += width(at: end) }
        return min(end, bytes.count)
    }

    private func width(at position: Int) -> Int {
        switch bytes[position] {
        case 0..<0x80: 1
        case 0xF0...: 4
        case 0xE0...: 3
        default: 2
        }
    }

    private func classify(at position: Int) -> Class {
        switch bytes[position] {
        case 0x61...0x7A, 0x41...0x5A: .letter
        case 0x30...0x39: .digit
        case 0..<0x80: .other
        default: classifyWide(at: position)
        }
    }

    private func classifyWide(at position: Int) -> Class {
        let end = min(position + width(at: position), bytes.count)
        guard let scalar = String(decoding: bytes[position..<end], as: UTF8.self).unicodeScalars.first else {
            return .other
        }
        switch scalar.value {
        case 0xAD, 0x200B...0x200D, 0x300...0x36F: return .letter  // folded away inside a word
        case 0xD7, 0xF7: return .other
        case 0xC0...0x24F: return .letter
        default: return scalar.properties.isAlphabetic ? .letter : .other
        }
    }

    private func isAddressByte(_ byte: UInt8) -> Bool {
        isDomainByte(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "+")
            || byte == UInt8(ascii: "%")
    }

    private func isDomainByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, UInt8(ascii: "."), UInt8(ascii: "-"), 0x80...: true
        default: false
        }
    }
}

import Platform

/// Markup that is safe to send. Every interpolated value is escaped; only `HTML` itself is taken as it is.
///
/// ```swift
/// let row: HTML = "<li><a href=\"\(link)\">\(customer.name)</a></li>"
/// ```
package struct HTML: ExpressibleByStringInterpolation, Sendable, Equatable {
    /// The markup as UTF-8, which is how it leaves the house: growing bytes is much faster than growing a `String`.
    package private(set) var bytes: [UInt8]

    package init(stringLiteral markup: String) { bytes = Array(markup.utf8) }
    package init(stringInterpolation: StringInterpolation) { bytes = stringInterpolation.finish() }

    /// Markup that was made safe elsewhere, by the mail sanitiser. Nothing else may call this (`HouseRulesTests`).
    package init(sanitised markup: String) { bytes = Array(markup.utf8) }

    /// Nothing.
    package static let empty: HTML = ""

    /// Whether there is nothing.
    package var isEmpty: Bool { bytes.isEmpty }

    /// The markup as text.
    package var markup: String { String(decoding: bytes, as: UTF8.self) }

    /// `left` followed by `right`.
    package static func + (left: HTML, right: HTML) -> HTML { "\(left)\(right)" }
    /// Appends `right`.
    package static func += (left: inout HTML, right: HTML) { left.bytes += right.bytes }

    /// Gathers the pieces of an interpolated literal.
    package struct StringInterpolation: StringInterpolationProtocol {
        private var buffer = MarkupBuffer()

        package init(literalCapacity: Int, interpolationCount: Int) {}

        /// All pieces, once.
        fileprivate consuming func finish() -> [UInt8] { buffer.finish() }

        package mutating func appendLiteral(_ literal: String) { buffer.append(literal) }
        /// Takes markup as it is.
        package mutating func appendInterpolation(_ html: HTML) { buffer.append(html.bytes) }
        /// Takes markup as it is; nil is nothing.
        package mutating func appendInterpolation(_ html: HTML?) { if let html { buffer.append(html.bytes) } }
        /// Takes several pieces one after the other.
        package mutating func appendInterpolation(_ pieces: [HTML]) {
            for piece in pieces { buffer.append(piece.bytes) }
        }
        /// Escapes text, for element content and for quoted attribute values alike.
        package mutating func appendInterpolation(_ text: String) { escape(text) }
        /// Escapes text; nil is nothing.
        package mutating func appendInterpolation(_ text: String?) { if let text { escape(text) } }
        /// Escapes a piece of text.
        package mutating func appendInterpolation(_ text: Substring) {
            var text = text
            text.withUTF8 { escape($0) }
        }
        /// Escapes text that is given as UTF-8.
        package mutating func appendInterpolation(utf8 text: UnsafeBufferPointer<UInt8>) { escape(text) }
        /// A number.
        package mutating func appendInterpolation(_ number: Int) { buffer.append(String(number)) }
        /// A link for `href` or `action`.
        package mutating func appendInterpolation(_ link: Link) { escape(link.path) }
        /// An id as link text.
        package mutating func appendInterpolation<Kind>(_ id: ID<Kind>) { buffer.append(id.text) }
        /// An attribute without value, such as `checked`, when `condition` holds.
        package mutating func appendInterpolation(_ attribute: StaticString, if condition: Bool) {
            if condition { attribute.withUTF8Buffer { buffer.append($0) } }
        }

        private mutating func escape(_ text: String) {
            var text = text
            text.withUTF8 { escape($0) }
        }

        private mutating func escape(_ source: UnsafeBufferPointer<UInt8>) {
            var copied = 0
            while true {
                let end = Self.nextEscaped(in: source, from: copied)
                buffer.append(UnsafeBufferPointer(rebasing: source[copied..<end]))
                guard end < source.count else { return }
                Self.replacement(for: source[end]).withUTF8Buffer { buffer.append($0) }
                copied = end + 1
            }
        }

        /// Where the next of the five stands that mean something in markup, or the end.
        private static func nextEscaped(in source: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
            var index = start
            // Eight bytes at a time. One bit tells `&` from `'` and `<` from `>`, so three questions are enough.
            while index + 8 <= source.count, let base = source.baseAddress {
                let block = UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)
                let found =
                    Self.zeros(in: block ^ 0x2222_2222_2222_2222)
                    | Self.zeros(in: (block | 0x0101_0101_0101_0101) ^ 0x2727_2727_2727_2727)
                    | Self.zeros(in: (block | 0x0202_0202_0202_0202) ^ 0x3E3E_3E3E_3E3E_3E3E)
                guard found == 0 else { break }
                index += 8
            }
            while index < source.count, !isEscaped(source[index]) { index += 1 }
            return index
        }

        /// Not zero when one of the eight bytes is (H. Warren, "Hacker's Delight", 6-1).
        private static func zeros(in block: UInt64) -> UInt64 {
            (block &- 0x0101_0101_0101_0101) & ~block & 0x8080_8080_8080_8080
        }

        /// The five lie below 64, so that each has its bit.
        private static func isEscaped(_ byte: UInt8) -> Bool {
            let five: UInt64 = 1 << 0x22 | 1 << 0x26 | 1 << 0x27 | 1 << 0x3C | 1 << 0x3E
            return byte < 64 && five &>> UInt64(byte) & 1 == 1
        }

        private static func replacement(for byte: UInt8) -> StaticString {
            switch byte {
            case UInt8(ascii: "&"): "&amp;"
            case UInt8(ascii: "<"): "&lt;"
            case UInt8(ascii: ">"): "&gt;"
            case UInt8(ascii: "\""): "&quot;"
            default: "&#39;"
            }
        }
    }
}

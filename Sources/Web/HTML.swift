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
            for index in source.indices where Self.isEscaped(source[index]) {
                guard let replacement = Self.replacement(for: source[index]) else { continue }
                buffer.append(UnsafeBufferPointer(rebasing: source[copied..<index]))
                replacement.withUTF8Buffer { buffer.append($0) }
                copied = index + 1
            }
            buffer.append(UnsafeBufferPointer(rebasing: source[copied...]))
        }

        /// Asked about every byte of every text: the five lie below 64, so that each has its bit.
        private static func isEscaped(_ byte: UInt8) -> Bool {
            let five: UInt64 = 1 << 0x22 | 1 << 0x26 | 1 << 0x27 | 1 << 0x3C | 1 << 0x3E
            return byte < 64 && five &>> UInt64(byte) & 1 == 1
        }

        private static func replacement(for byte: UInt8) -> StaticString? {
            switch byte {
            case UInt8(ascii: "&"): return "&amp;"
            case UInt8(ascii: "<"): return "&lt;"
            case UInt8(ascii: ">"): return "&gt;"
            case UInt8(ascii: "\""): return "&quot;"
            case UInt8(ascii: "'"): return "&#39;"
            default: return nil
            }
        }
    }
}

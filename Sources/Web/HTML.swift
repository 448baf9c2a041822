import Platform

/// Markup that is safe to send. Every interpolated value is escaped; only `HTML` itself is taken as it is.
///
/// ```swift
/// let row: HTML = "<li><a href=\"\(link)\">\(customer.name)</a></li>"
/// ```
package struct HTML: ExpressibleByStringInterpolation, Sendable, Equatable {
    /// The markup.
    package private(set) var markup: String

    package init(stringLiteral markup: String) { self.markup = markup }
    package init(stringInterpolation: StringInterpolation) { markup = stringInterpolation.markup }

    /// Markup that was made safe elsewhere, by the mail sanitiser. Nothing else may call this (`HouseRulesTests`).
    package init(sanitised markup: String) { self.markup = markup }

    /// Nothing.
    package static let empty: HTML = ""

    /// Whether there is nothing.
    package var isEmpty: Bool { markup.isEmpty }

    /// `left` followed by `right`.
    package static func + (left: HTML, right: HTML) -> HTML { "\(left)\(right)" }
    /// Appends `right`.
    package static func += (left: inout HTML, right: HTML) { left.markup += right.markup }

    /// Gathers the pieces of an interpolated literal.
    package struct StringInterpolation: StringInterpolationProtocol {
        var markup = ""

        package init(literalCapacity: Int, interpolationCount: Int) {
            markup.reserveCapacity(literalCapacity + interpolationCount * 24)
        }

        package mutating func appendLiteral(_ literal: String) { markup += literal }
        /// Takes markup as it is.
        package mutating func appendInterpolation(_ html: HTML) { markup += html.markup }
        /// Takes markup as it is; nil is nothing.
        package mutating func appendInterpolation(_ html: HTML?) { if let html { markup += html.markup } }
        /// Takes several pieces one after the other.
        package mutating func appendInterpolation(_ pieces: [HTML]) {
            for piece in pieces { markup += piece.markup }
        }
        /// Escapes text, for element content and for quoted attribute values alike.
        package mutating func appendInterpolation(_ text: String) { HTML.escape(text, into: &markup) }
        /// Escapes text; nil is nothing.
        package mutating func appendInterpolation(_ text: String?) {
            if let text { HTML.escape(text, into: &markup) }
        }
        /// A number.
        package mutating func appendInterpolation(_ number: Int) { markup += String(number) }
        /// A link for `href` or `action`.
        package mutating func appendInterpolation(_ link: Link) { HTML.escape(link.path, into: &markup) }
        /// An id as link text.
        package mutating func appendInterpolation<Kind>(_ id: ID<Kind>) { markup += id.text }
        /// An attribute without value, such as `checked`, when `condition` holds.
        package mutating func appendInterpolation(_ attribute: StaticString, if condition: Bool) {
            if condition { markup += "\(attribute)" }
        }
    }

    private static func escape(_ text: String, into markup: inout String) {
        guard text.utf8.contains(where: needsEscape) else { return markup += text }
        var rest = text[...]
        while let index = rest.utf8.firstIndex(where: needsEscape) {
            markup += rest[..<index]
            markup += replacement(for: rest.utf8[index])
            rest = rest[rest.utf8.index(after: index)...]
        }
        markup += rest
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
            || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
    }

    private static func replacement(for byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        default: "&#39;"
        }
    }
}

import Platform

/// A path within Rundblick. Features make theirs in extensions (`Link.customer(id)`), so that links cannot rot.
package struct Link: Sendable, Hashable, CustomStringConvertible {
    /// The path with its query, beginning with one slash.
    package let path: String

    /// The path: a link stands in a text, as in `Link("\(base)/star")`, for where it leads.
    package var description: String { path }

    /// A path that this program made. - Parameter path: begins with a slash.
    package init(_ path: String) { self.path = path }

    /// A path that came with a request, e.g. where to go after signing in; nil unless it stays on this server.
    package init?(local text: String) {
        let bytes = Array(text.utf8)
        guard bytes.first == UInt8(ascii: "/"), bytes.count < 2000, !text.hasPrefix("//"),
            !text.contains("\\"),
            bytes.allSatisfy({ $0 > 32 && $0 < 127 })
        else { return nil }
        path = text
    }

    /// The start page.
    package static let start = Link("/")
    /// The sign-in page.
    package static let signIn = Link("/sign-in")

    /// The link one step further: `Link.customer(id) / "star"`. - Parameter path: made by this program, encoded.
    package static func / (link: Link, path: String) -> Link {
        Link(
            String(room: link.path.utf8.count + 1 + path.utf8.count) {
                $0.write(link.path)
                $0.write("/")
                $0.write(path)
            })
    }

    /// The link with `name=value` added to its query; a nil or empty value adds nothing.
    package func with(_ name: String, _ value: String?) -> Link {
        guard let value, !value.isEmpty else { return self }
        let encoded = PercentCoding.encode(value)
        return Link(
            String(room: path.utf8.count + name.utf8.count + encoded.utf8.count + 2) {
                $0.write(path)
                $0.write(path.utf8.contains(UInt8(ascii: "?")) ? "&" : "?")
                $0.write(name)
                $0.write("=")
                $0.write(encoded)
            })
    }

    /// The link for a form that stands for another method than POST (browsers' forms only know two).
    package func method(_ method: String) -> Link { with("_method", method) }
}

/// Percent-encoding as in the query of a URL (RFC 3986) and in forms (`+` is a space).
package enum PercentCoding {
    /// Letters, digits and `-._~` stay, everything else becomes `%XX`.
    package static func encode(_ text: String) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count + 8)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                result.append(byte)
            default:
                result += [UInt8(ascii: "%"), hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static let hexadecimal = Array("0123456789ABCDEF".utf8)

    /// Nil when a `%` is not followed by two hexadecimal digits or the bytes are no UTF-8.
    package static func decode(_ text: some StringProtocol) -> String? {
        var bytes: [UInt8] = []
        var iterator = text.utf8.makeIterator()
        while let byte = iterator.next() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(32)
            case UInt8(ascii: "%"):
                guard let high = iterator.next().flatMap(nibble), let low = iterator.next().flatMap(nibble)
                else {
                    return nil
                }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    /// The pairs of a query or a form, in order; nil when a piece is malformed or there are more than 2,000.
    package static func pairs(_ text: some StringProtocol) -> [(name: String, value: String)]? {
        var pairs: [(String, String)] = []
        for piece in text.split(separator: "&") {
            let halves = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = decode(halves[0]), let value = decode(halves.count > 1 ? halves[1] : "") else {
                return nil
            }
            pairs.append((name, value))
        }
        return pairs.count <= 2000 ? pairs : nil
    }

    private static func nibble(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }
}

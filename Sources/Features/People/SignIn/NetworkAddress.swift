import Foundation

/// Network addresses as limits count them.
enum NetworkAddress {
    /// The network of one asker: an IPv4 address, or the /64 of an IPv6 address, of which everybody has all the rest to
    /// themselves (RFC 6177). A port or zone is left out; what is no address stays as it is.
    static func network(of text: String) -> String {
        let bare = withoutPort(text).prefix { $0 != "%" }
        var address = in6_addr()
        guard inet_pton(AF_INET6, String(bare), &address) == 1 else { return String(bare) }
        let bytes = withUnsafeBytes(of: &address) { Array($0) }
        // An IPv4 address in the clothes of IPv6 (RFC 4291 § 2.5.5).
        if bytes.prefix(10).allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF {
            return bytes.suffix(4).map(String.init).joined(separator: ".")
        }
        return bytes.prefix(8).map { String($0, radix: 16) }.joined(separator: ":") + "/64"
    }

    /// Of `[2001:db8::1]:443` and `192.0.2.1:443`.
    private static func withoutPort(_ text: String) -> Substring {
        if text.hasPrefix("[") { return text.dropFirst().prefix { $0 != "]" } }
        let colons = text.count { $0 == ":" }
        return colons == 1 ? text.prefix { $0 != ":" } : text[...]
    }
}

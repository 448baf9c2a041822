import Platform
import Web

/// An account in a social network, as `network:handle`.
///
/// Read from a link to the profile, from `network: handle`, and from `@name@server` (Mastodon).
package struct SocialHandle: Sendable, Hashable {
    /// One of `networks`.
    package let network: String
    /// The name there, without `@` in front.
    package let handle: String

    /// The networks by the hosts of their profiles.
    private static let hosts = [
        "linkedin.com": "linkedin", "xing.com": "xing", "instagram.com": "instagram",
        "facebook.com": "facebook",
        "x.com": "x", "twitter.com": "x", "youtube.com": "youtube", "tiktok.com": "tiktok",
        "threads.net": "threads",
        "bsky.app": "bluesky", "wa.me": "whatsapp", "t.me": "telegram", "github.com": "github",
    ]

    /// All names of networks that are understood.
    package static let networks = Set(hosts.values).union(["mastodon"])

    /// Segments in front of the name in profiles' paths.
    private static let folders: Set<String> = [
        "in", "company", "profile", "pages", "channel", "user", "c", "companies",
    ]

    /// Nil when `text` names no account in a network that is known.
    package init?(_ text: String) {
        let text = text.trimmed
        if let found = Self.link(text) ?? Self.named(text) ?? Self.federated(text) {
            self = found
        } else {
            return nil
        }
    }

    private init?(_ network: String, _ handle: some StringProtocol) {
        let handle = handle.hasPrefix("@") ? String(handle.dropFirst()) : String(handle)
        let isName =
            !handle.isEmpty && handle.count <= 100 && !handle.contains { $0.isWhitespace || $0 == ":" }
        guard isName else { return nil }
        (self.network, self.handle) = (network, handle)
    }

    /// By which it is found: names are the same in any case.
    package var key: String { "\(network):\(handle.lowercased())" }

    /// As people read it.
    package var display: String { network == "mastodon" ? "@\(handle)" : "\(network): \(handle)" }

    /// The address of the profile; nil when the name cannot stand in one.
    /// - Parameter isPerson: some networks have people and companies in different places.
    package func profile(isPerson: Bool) -> String? {
        let name = PercentCoding.encode(handle)
        switch network {
        case "linkedin": return "https://www.linkedin.com/\(isPerson ? "in" : "company")/\(name)"
        case "xing": return "https://www.xing.com/\(isPerson ? "profile" : "pages")/\(name)"
        case "instagram", "facebook": return "https://www.\(network).com/\(name)"
        case "x": return "https://x.com/\(name)"
        // Channels without a name have a number.
        case "youtube" where handle.hasPrefix("UC") && handle.count == 24:
            return "https://www.youtube.com/channel/\(name)"
        case "youtube", "tiktok": return "https://www.\(network).com/@\(name)"
        case "threads": return "https://www.threads.net/@\(name)"
        case "bluesky": return "https://bsky.app/profile/\(name)"
        case "whatsapp": return "https://wa.me/\(name.filter(\.isNumber))"
        case "telegram": return "https://t.me/\(name)"
        case "github": return "https://github.com/\(name)"
        case "mastodon": return federatedProfile
        default: return nil
        }
    }

    private var federatedProfile: String? {
        let halves = handle.split(separator: "@")
        guard halves.count == 2, halves[1].contains("."),
            halves[1].allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") })
        else { return nil }
        return "https://\(halves[1])/@\(PercentCoding.encode(String(halves[0])))"
    }

    private static func link(_ text: String) -> SocialHandle? {
        var rest = text[...]
        for prefix in ["https://", "http://", "www."] where rest.lowercased().hasPrefix(prefix) {
            rest = rest.dropFirst(prefix.count)
        }
        let path = rest.prefix { $0 != "?" && $0 != "#" }.split(separator: "/")
        guard path.count >= 2, let host = path.first?.lowercased() else { return nil }
        let base = host.split(separator: ".").suffix(2).joined(separator: ".")
        guard let network = hosts[base] else {
            return path.count == 2 && path[1].hasPrefix("@")
                ? SocialHandle("mastodon", "\(path[1])@\(host)") : nil
        }
        let names = path.dropFirst().drop { folders.contains($0.lowercased()) }
        return names.first.flatMap { SocialHandle(network, $0) }
    }

    private static func named(_ text: String) -> SocialHandle? {
        let halves = text.split(separator: ":", maxSplits: 1)
        guard halves.count == 2 else { return nil }
        let network = String(halves[0]).trimmed.lowercased()
        let known = network == "twitter" ? "x" : network
        return networks.contains(known) ? SocialHandle(known, String(halves[1]).trimmed) : nil
    }

    private static func federated(_ text: String) -> SocialHandle? {
        let halves = text.split(separator: "@")
        guard text.hasPrefix("@"), halves.count == 2, halves[1].contains(".") else { return nil }
        return SocialHandle("mastodon", text)
    }
}

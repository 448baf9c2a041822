import Foundation

/// By which names the server may be asked for. Any other name leads here only because somebody else's name server says
/// so (DNS rebinding): then a foreign page would count as one of ours, and invitations would name a foreign host.
struct HostPolicy: Sendable {
    /// Nil: whatever is no foreign name.
    private let publicName: String?
    private let ownNames: Set<String>

    /// Asked by load balancers and Prometheus, which know the machine by its address.
    private static let machinePaths: Set<String> = ["/health", "/metrics"]

    init(publicURL: String?, listening host: String) {
        publicName = publicURL.flatMap { URLComponents(string: $0)?.host }.map { Self.name(in: $0) }
        let machine = ProcessInfo.processInfo.hostName.lowercased()
        ownNames = [Self.name(in: host), machine, String(machine.prefix { $0 != "." })]
    }

    /// - Parameter authority: as in the field `Host`.
    func admits(_ authority: String, for path: String) -> Bool {
        let name = Self.name(in: authority)
        guard let publicName else { return Self.isOfMachine(name) || ownNames.contains(name) }
        return name == publicName || Self.machinePaths.contains(path) && Self.isOfMachine(name)
    }

    /// The name without its port, in lower case, without the dot of the root; IPv6 in brackets.
    private static func name(in authority: String) -> String {
        let text = authority.lowercased()
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") { return String(text[...end]) }
        let name = text.prefix { $0 != ":" }
        return String(name.hasSuffix(".") ? name.dropLast() : name)
    }

    /// An address, or a name that never leaves the machine: no name server has a say in them.
    private static func isOfMachine(_ name: String) -> Bool {
        if name == "localhost" || name.hasSuffix(".localhost") { return true }
        var address = in6_addr()
        if name.hasPrefix("[") {
            return inet_pton(AF_INET6, String(name.dropFirst().dropLast()), &address) == 1
        }
        return inet_pton(AF_INET, name, &address) == 1
    }
}

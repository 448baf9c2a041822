import NIOHTTP1

/// Why a request is refused before anybody looks at what it asks for.
struct WireRefusal: Equatable {
    let status: HTTPResponseStatus
    let reason: String

    init(_ status: HTTPResponseStatus, _ reason: String) { (self.status, self.reason) = (status, reason) }

    /// Problem details (RFC 9457).
    var body: String {
        """
        {"type":"about:blank","title":"\(status.reasonPhrase)","status":\(status.code),"code":"malformed",\
        "reason":"\(reason)"}
        """
    }

    /// What NIO's decoder could not read.
    init(_ error: HTTPParserError) {
        switch error {
        case .headerOverflow: self.init(.requestHeaderFieldsTooLarge, "header_long")
        default: self.init(.badRequest, "http")
        }
    }

    /// Nil when nothing is wrong with `head`.
    init?(_ head: HTTPRequestHead, _ limits: WireLimits) {
        if let refusal = Self.ofAddress(head, limits) ?? Self.ofHost(head) ?? Self.ofBody(head) {
            self = refusal
        } else {
            return nil
        }
    }

    private static func ofAddress(_ head: HTTPRequestHead, _ limits: WireLimits) -> WireRefusal? {
        if head.uri.utf8.count > limits.addressBytes { return WireRefusal(.uriTooLong, "address_long") }
        if head.method == .CONNECT { return WireRefusal(.notImplemented, "method") }
        let isPlain = head.uri.utf8.allSatisfy { $0 > 32 && $0 != 127 && $0 != UInt8(ascii: "#") }
        guard isPlain, head.uri.hasPrefix("/") || authority(in: head.uri) != nil || head.uri == "*" else {
            return WireRefusal(.badRequest, "address")
        }
        return head.uri != "*" || head.method == .OPTIONS ? nil : WireRefusal(.badRequest, "address")
    }

    /// One `Host`, of plain characters, and the same as in the address where that names one too.
    private static func ofHost(_ head: HTTPRequestHead) -> WireRefusal? {
        let hosts = head.headers["host"]
        if hosts.isEmpty, head.version == .http1_0 { return nil }
        let refusal = WireRefusal(.badRequest, "host")
        guard hosts.count == 1, let host = hosts.first, !host.isEmpty, host.utf8.allSatisfy(isOfHost) else {
            return refusal
        }
        if let named = authority(in: head.uri), named.lowercased() != host.lowercased() { return refusal }
        return nil
    }

    private static func isOfHost(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "]"):
            true
        default: false
        }
    }

    /// The length of a body has one meaning, or there is none.
    private static func ofBody(_ head: HTTPRequestHead) -> WireRefusal? {
        let codings = head.headers["transfer-encoding"]
        if !codings.isEmpty {
            guard head.version == .http1_1, !head.headers.contains(name: "content-length") else {
                return WireRefusal(.badRequest, "length")
            }
            guard codings.count == 1, codings[0].lowercased() == "chunked" else {
                return WireRefusal(.notImplemented, "transfer_encoding")
            }
        }
        if head.headers["content-length"].count > 1 { return WireRefusal(.badRequest, "length") }
        let expected = head.headers["expect"]
        guard expected.allSatisfy({ $0.lowercased() == "100-continue" }) else {
            return WireRefusal(.expectationFailed, "expect")
        }
        return nil
    }

    /// Whom an address in absolute form (RFC 9112, 3.2.2) asks; nil when it is no such address.
    private static func authority(in address: String) -> Substring? {
        for scheme in ["http://", "https://"] where address.lowercased().hasPrefix(scheme) {
            return address.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" }
        }
        return nil
    }
}

import Foundation
import Platform
import Storage

/// What a route answers: one value with two renderings, a page for browsers and JSON for programs.
package struct Reply: Sendable {
    /// The body for each rendering.
    enum Body: Sendable {
        case page(@Sendable (PageContext) -> Page)
        case redirect(Link)
        case bytes([UInt8], type: String, fileName: String?)
        case blob(BlobFile, type: String, fileName: String?)
        case kept(KeptFile)
        case stream(type: String, isLive: Bool, @Sendable (StreamWriter) async throws -> Void)
        case none
    }

    /// The HTTP status of the JSON rendering (and of pages that are no redirects).
    package var status = 200
    /// Encodes the JSON rendering; nil: the route has none.
    var json: (@Sendable () throws -> [UInt8])?
    /// The other rendering.
    var body: Body
    /// The version of the shown thing, sent as ETag.
    var version: String?
    /// Further header fields, e.g. `Set-Cookie`.
    var headers: [(name: String, value: String)] = []

    /// A page and the same as JSON, of which only what is asked for is made. - Parameter version: of the shown thing, for ETag and If-Match.
    package static func show(
        _ json: @autoclosure @escaping @Sendable () -> some Encodable & Sendable, version: Int? = nil,
        page: @escaping @Sendable (PageContext) -> Page
    ) -> Reply {
        Reply(json: { try JSON.encode(json()) }, body: .page(page), version: version.map { "\"\($0)\"" })
    }

    /// A page alone, for what programs do not need.
    package static func page(status: Int = 200, _ page: @escaping @Sendable (PageContext) -> Page) -> Reply {
        Reply(status: status, body: .page(page))
    }

    /// After a change: browsers go to `link`, programs get `json` with `status`.
    package static func changed(
        _ json: some Encodable & Sendable, version: Int? = nil, status: Int = 200, goTo link: Link
    ) -> Reply {
        Reply(
            status: status, json: { try JSON.encode(json) }, body: .redirect(link),
            version: version.map { "\"\($0)\"" })
    }

    /// After a removal: browsers go to `link`, programs get 204.
    package static func removed(goTo link: Link) -> Reply {
        Reply(status: 204, json: { [] }, body: .redirect(link))
    }

    /// Only a redirect.
    package static func redirect(_ link: Link) -> Reply { Reply(status: 303, body: .redirect(link)) }

    /// JSON in both renderings, for the browser modules.
    package static func json(_ json: some Encodable & Sendable) -> Reply {
        Reply(json: { try JSON.encode(json) }, body: .none)
    }

    /// A file to download, or to show when `fileName` is nil.
    package static func file(_ bytes: [UInt8], type: String, fileName: String?) -> Reply {
        Reply(body: .bytes(bytes, type: type, fileName: fileName))
    }

    /// A stored file to download, or to show when `fileName` is nil: read as fast as it is taken, never held as a whole.
    package static func blob(_ file: BlobFile, type: String, fileName: String?) -> Reply {
        Reply(body: .blob(file, type: type, fileName: fileName))
    }

    /// A body written piece by piece, e.g. an export, never held as a whole.
    ///
    /// `write` runs where long work runs (`Database.slow`), its reads too, so that no other answer waits for it. Each
    /// `StreamWriter.write` returns when the asker has taken what came before, so pieces of some 64 kB to 256 kB are best.
    /// It is stopped by an error when the asker is gone, takes too little (`WireLimits`), or an hour is over.
    /// - Parameter isLive: what is written is little and must be out at once; it may go on for ever.
    package static func stream(
        type: String, fileName: String?, isLive: Bool = false,
        _ write: @escaping @Sendable (StreamWriter) async throws -> Void
    ) -> Reply {
        var reply = Reply(body: .stream(type: type, isLive: isLive, write))
        if let fileName { reply.headers.append(("content-disposition", Reply.disposition(fileName))) }
        return reply
    }

    /// The reply with one more header field.
    package func with(header name: String, _ value: String) -> Reply {
        var reply = self
        reply.headers.append((name, value))
        return reply
    }

    /// `Content-Disposition` for a download (RFC 6266).
    static func disposition(_ fileName: String) -> String {
        "attachment; filename*=UTF-8''\(PercentCoding.encode(fileName))"
    }
}

/// Takes the pieces of a streamed body.
package struct StreamWriter: Sendable {
    let send: @Sendable ([UInt8]) async throws -> Void

    /// Sends `bytes` on; waits while the receiver is slow.
    package func write(_ bytes: [UInt8]) async throws { try await send(bytes) }
    /// Sends text as UTF-8.
    package func write(_ text: String) async throws { try await send(Array(text.utf8)) }
}

/// The one way in which JSON is written: sorted keys, so that equal values have equal bytes.
package enum JSON {
    /// The UTF-8 bytes of `value`.
    package static func encode(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return [UInt8](try encoder.encode(value))
    }
}

/// A bounded piece of a list, with a cursor to the next.
package struct ListJSON<Item: Encodable & Sendable>: Encodable, Sendable {
    /// The items, in order.
    package let items: [Item]
    /// What to send as `after` for the next piece; absent at the end.
    package let next: String?

    /// A piece.
    package init(_ items: [Item], next: String?) {
        self.items = items
        self.next = next
    }
}

extension ID: Encodable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

extension Timestamp: Encodable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(iso)
    }
}

extension CivilDate: Encodable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(iso)
    }
}

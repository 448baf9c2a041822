import CGMime

/// Reads mails by GMime: nested parts, all transfer encodings and character sets, RFC 2047 and 2231 headers,
/// and the broken forms that real mail has (8-bit headers, missing or wrong charsets, missing end
/// boundaries).
package struct MailReader: Sendable {
    private let limits: MailLimits

    /// A reader that refuses what is beyond `limits`.
    package init(limits: MailLimits = MailLimits()) { self.limits = limits }

    /// Reads one whole mail; line ends may be CRLF or LF, an mbox `From ` line in front is skipped.
    ///
    /// Blocks for as long as the mail is long (about 50 MiB/s): call it off the cooperative pool for large
    /// mails.
    /// - Throws: `MailError` with the reason for quarantine; anything else in the mail is read as well as it
    ///   can be.
    package func read(_ bytes: [UInt8]) throws(MailError) -> ParsedMail {
        guard bytes.contains(where: { $0 > 0x20 }) else { throw .empty }
        guard bytes.count <= limits.bytes else { throw .tooLarge }
        let body = Self.withoutEnvelope(bytes)
        guard Self.hasMailHeader(body) else { throw .notAMail }
        try MailBounds(limits).check(body)
        guard let message = GMimeMessageBox(body) else { throw .notAMail }
        return try mail(message)
    }

    private func mail(_ message: GMimeMessageBox) throws(MailError) -> ParsedMail {
        var mail = ParsedMail()
        MailHeaders(message).fill(&mail)
        var parts = MailParts(limits: limits)
        if let root = message.root { try parts.read(root) }
        mail.attachments = parts.attachments
        mail.unsafeHTML = parts.body.html
        let plain = parts.body.text ?? ""
        let text = plain.isAllBlank ? parts.body.html.map(HTMLText.plain) ?? "" : plain
        mail.text = text.withoutBlankEnds
        mail.isBounce = mail.isBounce || parts.isDeliveryReport
        mail.bouncedAddresses = parts.bouncedAddresses
        mail.contentHash = MailHash.of(mail)
        return mail
    }

    private static func withoutEnvelope(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        let body = bytes.drop { $0 == Ascii.lineFeed || $0 == Ascii.carriageReturn }
        let isEnvelope = body.starts(with: "From ".utf8) || body.starts(with: ">From ".utf8)
        guard isEnvelope, let end = body.firstIndex(of: Ascii.lineFeed) else { return body }
        return body[(end + 1)...]
    }

    private static let mailHeaders: Set<String> = [
        "from", "to", "cc", "bcc", "subject", "date", "message-id", "received", "return-path", "delivered-to",
        "sender",
        "reply-to", "mime-version", "content-type", "in-reply-to", "references", "x-mailer",
    ]

    /// Whether one of the first 200 lines is a header that mails have.
    private static func hasMailHeader(_ body: ArraySlice<UInt8>) -> Bool {
        var rest = body.prefix(1_000_000)
        for _ in 0..<200 where !rest.isEmpty {
            let line = rest.prefix { $0 != Ascii.lineFeed }
            if let colon = line.prefix(80).firstIndex(of: UInt8(ascii: ":")) {
                let name = String(decoding: line[..<colon], as: UTF8.self).lowercased().trimmed
                if mailHeaders.contains(name) { return true }
            }
            rest = rest.dropFirst(line.count + 1)
        }
        return false
    }
}

extension String {
    /// Without blank lines in front and white space behind; the first line keeps its indent.
    fileprivate var withoutBlankEnds: String {
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.isBlank }) else { return "" }
        let lineStart = scalars[..<first].lastIndex(where: \.isNewline).map(scalars.index(after:))
        var end = scalars.endIndex
        while case let last = scalars.index(before: end), scalars[last].isBlank { end = last }
        return String(self[(lineStart ?? scalars.startIndex)..<end])
    }
}

/// A message parsed by GMime, freed with this object. Not to leave the call that made it.
final class GMimeMessageBox {
    let message: UnsafeMutablePointer<GMimeMessage>
    let options: OpaquePointer?

    private static let isReady: Bool = {
        g_mime_init()
        return true
    }()

    init?(_ bytes: ArraySlice<UInt8>) {
        guard Self.isReady, let options = g_mime_parser_options_new() else { return nil }
        Self.withFallbackCharsets { g_mime_parser_options_set_fallback_charsets(options, $0) }
        let stream = bytes.withUnsafeBufferPointer {
            g_mime_stream_mem_new_with_buffer($0.baseAddress, $0.count)
        }
        let parser = g_mime_parser_new_with_stream(stream)
        defer {
            rb_unref(parser)
            rb_unref(stream)
        }
        guard let message = g_mime_parser_construct_message(parser, options) else {
            g_mime_parser_options_free(options)
            return nil
        }
        self.message = message
        self.options = options
    }

    deinit {
        rb_unref(message)
        g_mime_parser_options_free(options)
    }

    var object: UnsafeMutablePointer<GMimeObject>? { rb_object(message) }

    var root: UnsafeMutablePointer<GMimeObject>? { g_mime_message_get_mime_part(message) }

    /// What 8-bit headers are taken for, in this order.
    private static func withFallbackCharsets(_ body: (UnsafeMutablePointer<UnsafePointer<CChar>?>?) -> Void) {
        "utf-8".withCString { utf8 in
            "windows-1252".withCString { windows in
                var charsets: [UnsafePointer<CChar>?] = [utf8, windows, nil]
                charsets.withUnsafeMutableBufferPointer { body($0.baseAddress) }
            }
        }
    }
}

import CGMime

/// The fingerprint of a mail's content.
enum MailHash {
    static func of(_ mail: ParsedMail) -> String {
        guard let checksum = g_checksum_new(G_CHECKSUM_SHA256) else {
            preconditionFailure("GLib has SHA-256 since 2.16")
        }
        defer { g_checksum_free(checksum) }
        let people = (mail.from + mail.to + mail.cc).map { $0.address.lowercased() }
        let html = (mail.unsafeHTML ?? "").trimmed
        for text in people + [mail.sentAtUs.map(String.init) ?? "", mail.subject, mail.text, html] {
            update(checksum, Array(text.utf8))
        }
        for attachment in mail.attachments {
            update(checksum, Array((attachment.name ?? "").utf8))
            // Parts that travel as text change their line ends on the way.
            update(checksum, attachment.bytes.filter { $0 != Ascii.carriageReturn })
        }
        return String(cString: g_checksum_get_string(checksum))
    }

    /// Adds the bytes with their length in front, so that no two lists of fields run together.
    private static func update(_ checksum: OpaquePointer, _ bytes: [UInt8]) {
        let field = Array("\(bytes.count):".utf8) + bytes
        field.withUnsafeBufferPointer { g_checksum_update(checksum, $0.baseAddress, gssize($0.count)) }
    }
}

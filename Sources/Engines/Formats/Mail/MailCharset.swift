import CGMime

/// Text of mail parts in the character set that the part names, or in what it turns out to be.
enum MailCharset {
    /// Never fails: unknown or wrong charsets fall back to UTF-8 where the bytes are UTF-8, else to
    /// Windows-1252, and single wrong bytes become U+FFFD.
    static func string(_ bytes: [UInt8], charset: String?) -> String {
        switch charset?.trimmed {
        case nil, "", "us-ascii", "ascii", "utf-8", "utf8", "unknown-8bit", "8bit", "x-unknown", "unknown":
            return guessed(bytes)
        case "iso-8859-1", "latin1", "iso8859-1", "windows-1252", "cp1252":
            return TextEncoding.string(bytes, .windows1252)
        case let charset?:
            return converted(bytes, charset) ?? guessed(bytes)
        }
    }

    private static func guessed(_ bytes: [UInt8]) -> String {
        String(validating: bytes, as: UTF8.self) ?? TextEncoding.string(bytes)
    }

    /// Converted by iconv; nil when the charset is unknown or the bytes are not in it.
    private static func converted(_ bytes: [UInt8], _ charset: String) -> String? {
        guard let name = g_mime_charset_iconv_name(charset) else { return nil }
        return bytes.withUnsafeBytes { buffer in
            var length: gsize = 0
            let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            guard let text = g_convert(start, gssize(buffer.count), "UTF-8", name, nil, &length, nil) else {
                return nil
            }
            defer { g_free(text) }
            let utf8 = UnsafeRawBufferPointer(start: text, count: Int(length))
            return String(decoding: utf8, as: UTF8.self)
        }
    }
}

import CGMime

/// Walks a message's parts: the text to show, the HTML, the attachments.
struct MailParts {
    /// What one part contributes to the text of the mail.
    struct Body {
        var text: String?
        var html: String?
    }

    private let limits: MailLimits
    private var count = 0
    private(set) var body = Body()
    private(set) var attachments: [ParsedMail.Attachment] = []
    private(set) var isDeliveryReport = false
    private(set) var bouncedAddresses: [String] = []

    init(limits: MailLimits) { self.limits = limits }

    /// Reads the whole tree below `root`.
    mutating func read(_ root: UnsafeMutablePointer<GMimeObject>) throws(MailError) {
        body = try walk(root, depth: 1)
    }

    private mutating func walk(
        _ part: UnsafeMutablePointer<GMimeObject>, depth: Int
    ) throws(MailError) -> Body {
        guard depth <= limits.depth else { throw .tooDeep }
        count += 1
        guard count <= limits.parts else { throw .tooManyParts }
        if let multipart = rb_multipart(part) { return try walk(multipart, part, depth: depth) }
        if let message = rb_message_part(part) {
            attach(message, part)
            return Body()
        }
        return rb_part(part).map { leaf($0, part) } ?? Body()
    }

    private mutating func walk(
        _ multipart: UnsafeMutablePointer<GMimeMultipart>, _ part: UnsafeMutablePointer<GMimeObject>,
        depth: Int
    ) throws(MailError) -> Body {
        let subtype = Self.type(of: part).dropFirst("multipart/".count)
        if subtype == "report", Self.parameter("report-type", of: part) != "disposition-notification" {
            isDeliveryReport = true
        }
        var bodies: [Body] = []
        let count = g_mime_multipart_get_count(multipart)
        guard count <= limits.parts else { throw .tooManyParts }
        for index in 0..<max(count, 0) {
            guard let child = g_mime_multipart_get_part(multipart, index) else { continue }
            bodies.append(try walk(child, depth: depth + 1))
        }
        return subtype == "alternative" ? Self.best(of: bodies) : Self.joined(bodies)
    }

    /// Of alternatives: the first text that says something, and the last (richest) HTML.
    private static func best(of bodies: [Body]) -> Body {
        let texts = bodies.compactMap(\.text)
        return Body(
            text: texts.first { !$0.isAllBlank } ?? texts.first,
            html: bodies.last { $0.html != nil }?.html)
    }

    /// Parts one after the other; when one of them is HTML, the texts between become HTML too.
    private static func joined(_ bodies: [Body]) -> Body {
        let bodies = bodies.filter { $0.text != nil || $0.html != nil }
        guard bodies.count > 1 else { return bodies.first ?? Body() }
        let texts = bodies.map { $0.text ?? HTMLText.plain($0.html ?? "") }.filter { !$0.isAllBlank }
        let text = texts.joined(separator: "\n\n")
        guard bodies.contains(where: { $0.html != nil }) else { return Body(text: text) }
        let html = bodies.map { $0.html ?? "<pre>\(SafeHTML.escape($0.text ?? ""))</pre>" }.joined(
            separator: "\n")
        return Body(text: text, html: html)
    }

    // MARK: Leaves

    private mutating func leaf(
        _ leaf: UnsafeMutablePointer<GMimePart>, _ part: UnsafeMutablePointer<GMimeObject>
    ) -> Body {
        let type = Self.type(of: part)
        let name = Self.fileName(MailHeaders.string(g_mime_part_get_filename(leaf)))
        let disposition = MailHeaders.string(g_mime_object_get_disposition(part))?.lowercased()
        let bytes = Self.content(of: leaf)
        let isText =
            (type == "text/plain" || type == "text/html") && disposition != "attachment" && name == nil
        if isText {
            let text = Self.lines(MailCharset.string(bytes, charset: Self.parameter("charset", of: part)))
            return type == "text/html" ? Body(html: text) : Body(text: text)
        }
        if type == "message/delivery-status" || type == "message/global-delivery-status" {
            isDeliveryReport = true
            bouncedAddresses += DeliveryStatus.failedAddresses(String(decoding: bytes, as: UTF8.self))
        }
        let contentID = MailHeaders.string(g_mime_object_get_content_id(part))
        attachments.append(
            .init(
                name: name, type: type, bytes: bytes, contentID: contentID,
                isInline: disposition == "inline" || disposition == nil && contentID != nil))
        return Body()
    }

    /// A mail within the mail becomes a file named after its subject.
    private mutating func attach(
        _ message: UnsafeMutablePointer<GMimeMessagePart>, _ part: UnsafeMutablePointer<GMimeObject>
    ) {
        guard let inner = g_mime_message_part_get_message(message) else { return }
        let subject = MailHeaders.string(g_mime_message_get_subject(inner)) ?? ""
        let name = Self.fileName(subject.trimmed.isEmpty ? "Nachricht" : subject).map { $0 + ".eml" }
        let bytes = Self.written { g_mime_object_write_to_stream(rb_object(inner), nil, $0) }
        attachments.append(
            .init(name: name, type: "message/rfc822", bytes: bytes, contentID: nil, isInline: false))
    }

    private static func content(of part: UnsafeMutablePointer<GMimePart>) -> [UInt8] {
        guard let content = g_mime_part_get_content(part) else { return [] }
        return written { g_mime_data_wrapper_write_to_stream(content, $0) }
    }

    /// What a call writes to a stream in memory.
    private static func written(_ write: (UnsafeMutablePointer<GMimeStream>?) -> Int) -> [UInt8] {
        let stream = g_mime_stream_mem_new()
        defer { rb_unref(stream) }
        guard write(stream) >= 0, let array = g_mime_stream_mem_get_byte_array(rb_memory_stream(stream))
        else {
            return []
        }
        return Array(UnsafeBufferPointer(start: array.pointee.data, count: Int(array.pointee.len)))
    }

    // MARK: Values

    private static func type(of part: UnsafeMutablePointer<GMimeObject>) -> String {
        guard let contentType = g_mime_object_get_content_type(part),
            let type = g_mime_content_type_get_mime_type(contentType)
        else { return "application/octet-stream" }
        defer { g_free(type) }
        return String(cString: type).lowercased().filter { !$0.isBlank }
    }

    private static func parameter(_ name: String, of part: UnsafeMutablePointer<GMimeObject>) -> String? {
        MailHeaders.string(g_mime_object_get_content_type_parameter(part, name))?.lowercased()
    }

    private static func lines(_ text: String) -> String {
        guard text.utf8.contains(Ascii.carriageReturn) else { return text }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var wasReturn = false
        for byte in text.utf8 {
            let isReturn = byte == Ascii.carriageReturn
            if isReturn { bytes.append(Ascii.lineFeed) }
            if !isReturn, byte != Ascii.lineFeed || !wasReturn { bytes.append(byte) }
            wasReturn = isReturn
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A file name that is only a name: without folders, controls and marks that turn the direction of
    /// writing.
    private static func fileName(_ name: String?) -> String? {
        guard let name else { return nil }
        let scalars = name.beginning(10_000).unicodeScalars
        let last = scalars.split { $0 == "/" || $0 == "\\" }.last ?? scalars[scalars.endIndex...]
        var view = String.UnicodeScalarView()
        for scalar in last {
            let category = scalar.properties.generalCategory
            if category != .control && category != .format { view.append(scalar) }
        }
        let clean = String(view).trimmed
        guard !clean.isEmpty, clean != ".", clean != ".." else { return nil }
        guard clean.unicodeScalars.count > 200 else { return clean }
        // Whole characters from behind cost quadratic time where flags stand in a row.
        let suffix = clean.utf8.lastIndex(of: UInt8(ascii: ".")).map { clean[$0...].beginning(20) } ?? ""
        return clean.beginning(200 - suffix.unicodeScalars.count) + suffix
    }
}

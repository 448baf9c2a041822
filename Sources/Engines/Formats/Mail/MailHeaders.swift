import CGMime

/// Reads a message's headers into a `ParsedMail`.
struct MailHeaders {
    private let message: GMimeMessageBox

    init(_ message: GMimeMessageBox) { self.message = message }

    func fill(_ mail: inout ParsedMail) {
        mail.messageID = Self.string(g_mime_message_get_message_id(message.message)).flatMap(Self.identifier)
        mail.inReplyTo = Array(identifiers("In-Reply-To").prefix(100))
        mail.references = Array(identifiers("References").suffix(100))
        mail.from = addresses(g_mime_message_get_from(message.message))
        if mail.from.isEmpty { mail.from = addresses(g_mime_message_get_sender(message.message)) }
        mail.to = addresses(g_mime_message_get_to(message.message))
        mail.cc = addresses(g_mime_message_get_cc(message.message))
        mail.replyTo = addresses(g_mime_message_get_reply_to(message.message))
        mail.sentAtUs = sentAt()
        mail.subject = Self.line(Self.string(g_mime_message_get_subject(message.message)) ?? "")
        mail.isAutoReply = isAutoReply(mail)
        mail.isBounce = isBounce(mail)
        let precedence = header("Precedence")?.lowercased() ?? ""
        mail.listID = header("List-Id").flatMap(Self.listID)
        mail.isBulk =
            ["bulk", "list", "junk"].contains(precedence) || mail.listID != nil
            || header("List-Unsubscribe") != nil
    }

    private func header(_ name: String) -> String? {
        Self.string(g_mime_object_get_header(message.object, name)).map { Self.line($0) }
    }

    // MARK: Kinds of mail

    private static let autoSubjects = [
        "abwesenheitsnotiz", "automatische antwort", "automatic reply", "out of office", "autoreply",
        "auto-reply",
        "auto:", "abwesend:", "abwesenheit:",
    ]

    private func isAutoReply(_ mail: ParsedMail) -> Bool {
        if let submitted = header("Auto-Submitted")?.lowercased(), !submitted.isEmpty {
            return !submitted.hasPrefix("no")
        }
        let marks = ["X-Autoreply", "X-Autorespond", "X-Auto-Reply", "X-AutoReply-From", "X-Mail-Autoreply"]
        if marks.contains(where: { header($0)?.isEmpty == false }) { return true }
        if header("Precedence")?.lowercased() == "auto_reply" { return true }
        let subject = mail.subject.lowercased()
        return Self.autoSubjects.contains { subject.hasPrefix($0) }
    }

    private func isBounce(_ mail: ParsedMail) -> Bool {
        if header("X-Failed-Recipients")?.isEmpty == false { return true }
        let sender = mail.from.first?.address.lowercased().prefix { $0 != "@" } ?? ""
        let isDaemon = sender == "mailer-daemon" || sender == "postmaster"
        let subject = mail.subject.lowercased()
        let marks = [
            "undeliver", "delivery status", "delivery fail", "failure notice", "returned mail",
            "unzustellbar",
            "nicht zugestellt", "mail delivery failed", "could not be delivered", "delivery has failed",
        ]
        return (isDaemon || header("Return-Path") == "<>") && marks.contains { subject.contains($0) }
    }

    // MARK: Values

    private func sentAt() -> Int64? {
        guard let date = g_mime_message_get_date(message.message) else { return nil }
        let seconds = g_date_time_to_unix(date)
        // 1970 … 2199
        guard (0..<7_258_118_400).contains(seconds) else { return nil }
        return Int64(seconds) * 1_000_000
    }

    private func identifiers(_ name: String) -> [String] {
        guard let text = g_mime_object_get_header(message.object, name),
            let list = g_mime_references_parse(message.options, text)
        else { return [] }
        defer { g_mime_references_free(list) }
        var identifiers: [String] = []
        var seen: Set<String> = []
        for index in 0..<min(g_mime_references_length(list), 10_000) {
            let raw = Self.string(g_mime_references_get_message_id(list, index))
            guard let identifier = raw.flatMap(Self.identifier), seen.insert(identifier).inserted else {
                continue
            }
            identifiers.append(identifier)
        }
        return identifiers
    }

    private func addresses(
        _ list: UnsafeMutablePointer<InternetAddressList>?, depth: Int = 0
    ) -> [ParsedMail.Address] {
        guard let list, depth < 4 else { return [] }
        var addresses: [ParsedMail.Address] = []
        for index in 0..<min(internet_address_list_length(list), 1000) {
            guard let entry = internet_address_list_get_address(list, index) else { continue }
            if let group = rb_group(entry) {
                addresses += self.addresses(internet_address_group_get_members(group), depth: depth + 1)
            } else if let mailbox = rb_mailbox(entry) {
                let address = Self.line(Self.string(internet_address_mailbox_get_addr(mailbox)) ?? "")
                let name = Self.string(internet_address_get_name(entry)).map { Self.line($0) }
                guard !address.isEmpty else { continue }
                addresses.append(.init(name: name?.isEmpty == false ? name : nil, address: address))
            }
        }
        return Array(addresses.prefix(1000))
    }

    /// Without angle brackets; nil when nothing or too much is left (998 is a line's limit in RFC 5322).
    private static func identifier(_ text: String) -> String? {
        guard text.utf8.count <= 2000 else { return nil }
        let scalars = text.unicodeScalars.filter { $0 != "<" && $0 != ">" && !$0.isBlank }
        let identifier = String(String.UnicodeScalarView(scalars))
        return identifier.isEmpty || identifier.utf8.count > 998 ? nil : identifier
    }

    private static func listID(_ text: String) -> String? {
        guard let open = text.unicodeScalars.lastIndex(of: "<") else { return text.isEmpty ? nil : text }
        let id = text.unicodeScalars[open...].dropFirst().prefix { $0 != ">" }
        return id.isEmpty ? nil : String(id)
    }

    /// On one line, without control characters, at most 2,000 characters.
    private static func line(_ text: String) -> String {
        let scalars = text.unicodeScalars.lazy.map { scalar -> Unicode.Scalar in
            scalar.properties.generalCategory == .control ? " " : scalar
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars.prefix(2000))
        return String(view).trimmed
    }

    static func string(_ pointer: UnsafePointer<CChar>?) -> String? { pointer.map { String(cString: $0) } }
}

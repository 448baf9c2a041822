/// A read mail as bytes, for the way between two processes that run the same program: numbers of eight bytes, texts
/// and lists behind their length. What comes back is looked at as something foreign: who wrote it had read a
/// stranger's mail.
package enum MailCoding {
    /// The mail as bytes.
    package static func encode(_ mail: ParsedMail) -> [UInt8] {
        var writer = Writer()
        for text in [mail.messageID, mail.unsafeHTML, mail.listID] { writer.optional(text) }
        for list in [mail.inReplyTo, mail.references, mail.bouncedAddresses] {
            writer.list(list) { $0.text($1) }
        }
        for list in [mail.from, mail.to, mail.cc, mail.replyTo] {
            writer.list(list) { writer, address in
                writer.optional(address.name)
                writer.text(address.address)
            }
        }
        for text in [mail.subject, mail.text, mail.contentHash] { writer.text(text) }
        writer.number(mail.sentAtUs ?? -1)
        for flag in [mail.isAutoReply, mail.isBounce, mail.isBulk] { writer.number(flag ? 1 : 0) }
        writer.list(mail.attachments) { writer, file in
            writer.optional(file.name)
            writer.text(file.type)
            writer.bytes(file.bytes)
            writer.optional(file.contentID)
            writer.number(file.isInline ? 1 : 0)
        }
        return writer.output
    }

    /// The mail that `encode` wrote; nil for any other bytes.
    package static func decode(_ bytes: [UInt8]) -> ParsedMail? {
        var reader = Reader(rest: bytes[...])
        do throws(Malformed) {
            let mail = try mail(&reader)
            return reader.rest.isEmpty ? mail : nil
        } catch {
            return nil
        }
    }

    private static func mail(_ reader: inout Reader) throws(Malformed) -> ParsedMail {
        var mail = ParsedMail()
        (mail.messageID, mail.unsafeHTML) = (try reader.optional(), try reader.optional())
        mail.listID = try reader.optional()
        mail.inReplyTo = try reader.list { reader throws(Malformed) in try reader.text() }
        mail.references = try reader.list { reader throws(Malformed) in try reader.text() }
        mail.bouncedAddresses = try reader.list { reader throws(Malformed) in try reader.text() }
        mail.from = try reader.list(address)
        mail.to = try reader.list(address)
        mail.cc = try reader.list(address)
        mail.replyTo = try reader.list(address)
        (mail.subject, mail.text) = (try reader.text(), try reader.text())
        mail.contentHash = try reader.text()
        let sent = try reader.number()
        mail.sentAtUs = sent < 0 ? nil : sent
        mail.isAutoReply = try reader.number() == 1
        mail.isBounce = try reader.number() == 1
        mail.isBulk = try reader.number() == 1
        mail.attachments = try reader.list { reader throws(Malformed) in
            ParsedMail.Attachment(
                name: try reader.optional(), type: try reader.text(), bytes: Array(try reader.bytes()),
                contentID: try reader.optional(), isInline: try reader.number() == 1)
        }
        return mail
    }

    private static func address(_ reader: inout Reader) throws(Malformed) -> ParsedMail.Address {
        ParsedMail.Address(name: try reader.optional(), address: try reader.text())
    }

    private struct Malformed: Error {}

    private struct Writer {
        var output: [UInt8] = []

        mutating func number(_ number: Int64) {
            withUnsafeBytes(of: number.littleEndian) { output += $0 }
        }

        mutating func bytes(_ bytes: [UInt8]) {
            number(Int64(bytes.count))
            output += bytes
        }

        mutating func text(_ text: String) {
            number(Int64(text.utf8.count))
            output += text.utf8
        }

        mutating func optional(_ text: String?) {
            number(text == nil ? 0 : 1)
            if let text { self.text(text) }
        }

        mutating func list<Element>(_ list: [Element], _ write: (inout Writer, Element) -> Void) {
            number(Int64(list.count))
            for element in list { write(&self, element) }
        }
    }

    private struct Reader {
        var rest: ArraySlice<UInt8>

        mutating func number() throws(Malformed) -> Int64 {
            guard rest.count >= 8 else { throw Malformed() }
            let number = rest.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            rest = rest.dropFirst(8)
            return Int64(bitPattern: number)
        }

        mutating func bytes() throws(Malformed) -> ArraySlice<UInt8> {
            let count = try number()
            guard count >= 0, count <= Int64(rest.count) else { throw Malformed() }
            defer { rest = rest.dropFirst(Int(count)) }
            return rest.prefix(Int(count))
        }

        mutating func text() throws(Malformed) -> String { String(decoding: try bytes(), as: UTF8.self) }

        mutating func optional() throws(Malformed) -> String? { try number() == 1 ? try text() : nil }

        mutating func list<Element>(
            _ read: (inout Reader) throws(Malformed) -> Element
        ) throws(Malformed) -> [Element] {
            let count = try number()
            // An element takes eight bytes at least.
            guard count >= 0, count <= Int64(rest.count / 8) else { throw Malformed() }
            var list: [Element] = []
            for _ in 0..<count { list.append(try read(&self)) }
            return list
        }
    }
}

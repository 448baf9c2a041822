import Foundation
import Testing

@testable import Formats

/// A mail from lines, with CRLF.
func mail(_ lines: String...) -> [UInt8] { Array(lines.joined(separator: "\r\n").utf8) }

@Suite("Mail is read")
struct MailReaderTests {
    static let folder = URL(filePath: "../shared/data/mail")

    /// These end with their headers.
    static let withoutBody: Set<String> = [
        "bad_date_header2.eml", "empty_in_reply_to.eml", "missing_body.eml", "must_supply_encoding.eml",
    ]

    static func samples() throws -> [URL] {
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "eml" }.sorted {
            $0.path < $1.path
        }
    }

    static func sample(_ path: String) throws -> ParsedMail {
        try MailReader().read(Array(Data(contentsOf: folder.appending(path: path))))
    }

    @Test("Every sample mail is read, and none crashes")
    func all() throws {
        let files = try Self.samples()
        #expect(files.count > 90)
        for file in files {
            let bytes = Array(try Data(contentsOf: file))
            let mail = try MailReader().read(bytes)
            let isEmpty = mail.text.isEmpty && mail.unsafeHTML == nil && mail.attachments.isEmpty
            #expect(isEmpty == Self.withoutBody.contains(file.lastPathComponent), "\(file.lastPathComponent)")
            #expect(mail.contentHash.count == 64)
            let otherLineEnds = try MailReader().read(bytes.filter { $0 != Ascii.carriageReturn })
            #expect(otherLineEnds.contentHash == mail.contentHash, "\(file.lastPathComponent)")
        }
    }

    @Test("German headers, quoted-printable ISO-8859-1 and an RFC 2231 file name")
    func german() throws {
        let parsed = try MailReader().read(
            mail(
                "From: =?ISO-8859-1?Q?J=F6rg_M=FCller?= <joerg@mueller-bau.de>",
                "To: Vertrieb <v@x.de>, b@x.de",
                "Subject: =?UTF-8?B?QW5nZWJvdCBmw7xyIFLDvGNr?=", "Date: Wed, 31 Dec 2025 14:05:00 +0100",
                "Message-ID: <a1@mueller-bau.de>", "In-Reply-To: <q1@x.de>", "References: <q0@x.de>",
                " <q1@x.de>",
                "MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=b", "", "--b",
                "Content-Type: text/plain; charset=iso-8859-1", "Content-Transfer-Encoding: quoted-printable",
                "",
                "Gr=FC=DFe aus K=F6ln", "--b", "Content-Type: application/pdf",
                "Content-Disposition: attachment; filename*=UTF-8''%C3%9Cbersicht.pdf",
                "Content-Transfer-Encoding: base64", "", "JVBERg==", "--b--", ""))
        #expect(parsed.from == [.init(name: "Jörg Müller", address: "joerg@mueller-bau.de")])
        #expect(parsed.to.map(\.address) == ["v@x.de", "b@x.de"])
        #expect(parsed.subject == "Angebot für Rück")
        #expect(parsed.sentAtUs == 1_767_186_300_000_000)
        #expect(parsed.messageID == "a1@mueller-bau.de")
        #expect(parsed.inReplyTo == ["q1@x.de"] && parsed.references == ["q0@x.de", "q1@x.de"])
        #expect(parsed.text == "Grüße aus Köln")
        #expect(parsed.attachments.map(\.name) == ["Übersicht.pdf"])
        #expect(parsed.attachments.map(\.bytes) == [Array("%PDF".utf8)])
        #expect(!parsed.isAutoReply && !parsed.isBounce && !parsed.isBulk)
    }

    @Test("What the library would make too many objects of is refused before it sees it")
    func floods() {
        let head = "From: a@b.de\nContent-Type: multipart/mixed; boundary=b\n"
        let floods: [(String, MailError)] = [
            (head + "\n" + String(repeating: "--b\n\n", count: MailBounds.partLines + 1), .tooManyParts),
            (head + String(repeating: "X:\n", count: MailBounds.headerLines), .tooManyHeaders),
            (head + "\n--b\n" + String(repeating: "X:\n", count: MailBounds.headerLines), .tooManyHeaders),
            (head + "CC\t: " + String(repeating: "g:\n ", count: 600), .tooDeep),
            (head + "\n--b\n\nReply-To:" + String(repeating: "(;)g:", count: 600), .tooDeep),
            (head + "Bcc: " + String(repeating: "x y, ", count: 30_000), .tooManyAddresses),
            (head + String(repeating: "content-type :\n (x)\n MESSAGE/rfc822\n\n", count: 2001), .tooDeep),
        ]
        for (text, error) in floods {
            #expect(throws: error) { try MailReader().read(Array(text.utf8)) }
        }
    }

    @Test("8-bit headers and bodies without a charset are read as UTF-8 or Windows-1252")
    func eightBit() throws {
        let utf8 = try MailReader().read(mail("From: a@b.de", "Subject: Größe", "", "Straße"))
        #expect(utf8.subject == "Größe" && utf8.text == "Straße")
        let windows = try MailReader().read(
            TextEncodingTests.encoded(.windows1252, "From: a@b.de\nSubject: Größe €\n\nStraße “€“"))
        #expect(windows.subject == "Größe €" && windows.text == "Straße “€“")
    }

    @Test("A mail with HTML alone gets its text; alternatives show the plain text once")
    func html() throws {
        let html =
            "<html><style>p{}</style><p>Hallo&nbsp;Welt &uuml;ber</p><ul><li>1<li>2</ul><script>x</script>"
        let alone = try MailReader().read(
            mail("From: a@b.de", "Content-Type: text/html; charset=utf-8", "", html))
        #expect(alone.text == "Hallo Welt über\n\n- 1\n- 2")
        #expect(alone.unsafeHTML?.contains("<script>") == true)
        let both = try MailReader().read(
            mail(
                "From: a@b.de", "Content-Type: multipart/alternative; boundary=b", "", "--b",
                "Content-Type: text/plain",
                "", "Nur Text", "--b", "Content-Type: text/html", "", "<b>Nur HTML</b>", "--b--"))
        #expect(
            both.text == "Nur Text" && both.unsafeHTML?.contains("Nur HTML") == true
                && both.attachments.isEmpty)
    }

    @Test("A delivery report is a bounce and names the failed address")
    func bounce() throws {
        let mail = try Self.sample("generated/postfix-dsn-unknown-user.eml")
        #expect(mail.isBounce)
        #expect(mail.bouncedAddresses.count == 1)
        #expect(mail.attachments.contains { $0.type == "message/rfc822" || $0.type == "text/rfc822-headers" })
    }

    @Test(
        "Answers of programs and mails to many are marked",
        arguments: [
            ("Auto-Submitted: auto-replied", true, false), ("Auto-Submitted: no", false, false),
            ("Precedence: bulk", false, true), ("Precedence: auto_reply", true, false),
            ("X-Autoreply: yes", true, false), ("Subject: Automatische Antwort: Angebot", true, false),
            ("Subject: Abwesenheitsnotiz", true, false), ("List-Id: Liste <l.x.de>", false, true),
            ("List-Unsubscribe: <mailto:u@x.de>", false, true), ("X-Mailer: Rundblick", false, false),
        ])
    func kinds(header: String, isAutoReply: Bool, isBulk: Bool) throws {
        let parsed = try MailReader().read(mail("From: a@b.de", header, "", "Text"))
        #expect(parsed.isAutoReply == isAutoReply && parsed.isBulk == isBulk)
        #expect(parsed.listID == (header.hasPrefix("List-Id") ? "l.x.de" : nil))
    }

    @Test("What is no mail or beyond the limits is refused with its reason")
    func refused() throws {
        var small = MailLimits()
        small.bytes = 100
        let deep = (0..<40).map { "Content-Type: multipart/mixed; boundary=b\($0)\n\n--b\($0)\n" }.joined()
        let abyss = (0..<100_000).map { "Content-Type: multipart/mixed; boundary=b\($0)\n\n--b\($0)\n" }
            .joined()
        let wide =
            "Content-Type: multipart/mixed; boundary=b\n\n" + String(repeating: "--b\n\nx\n", count: 600)
        let cases: [([UInt8], MailLimits, MailError)] = [
            ([], MailLimits(), .empty), ([10, 32, 13], MailLimits(), .empty),
            (mail("From: a@b.de", "", String(repeating: "x", count: 200)), small, .tooLarge),
            (Array(deep.utf8), MailLimits(), .tooDeep), (Array(abyss.utf8), MailLimits(), .tooDeep),
            (Array(wide.utf8), MailLimits(), .tooManyParts),
            (Array("id,name\n1,x\n".utf8), MailLimits(), .notAMail),
            ([0x89, 0x50, 0x4E, 0x47, 0, 1, 2, 3], MailLimits(), .notAMail),
        ]
        for (bytes, limits, error) in cases {
            #expect(throws: error) { try MailReader(limits: limits).read(bytes) }
        }
    }

    @Test("Mails cut off and garbled anywhere never crash")
    func garbled() throws {
        var random = SplitMix(seed: 3)
        for file in try Self.samples() {
            var bytes = Array(try Data(contentsOf: file).prefix(20_000))
            for _ in 0..<6 {
                for _ in 0..<10 where !bytes.isEmpty {
                    bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
                        in: 0...255, using: &random)
                }
                let cut = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random)))
                do { _ = try MailReader().read(cut).latestText } catch {
                    #expect(error.rawValue.isEmpty == false)
                }
            }
        }
    }

    @Test("Attachment names lose folders and hidden marks")
    func names() throws {
        let parsed = try MailReader().read(
            mail(
                "From: a@b.de", "Content-Type: application/octet-stream",
                "Content-Disposition: attachment; filename=\"../../etc/pa\u{202E}sswd\"", "", "x"))
        #expect(parsed.attachments.map(\.name) == ["passwd"])
    }

    @Test("The hash does not depend on the way a mail came")
    func hash() throws {
        let one = try MailReader().read(mail("From: a@b.de", "Subject: x", "", "Text", ""))
        let two = try MailReader().read(
            Array("From x 10:00\nReceived: z\nFrom: a@b.de\nSubject: x\n\nText\n\n".utf8))
        let other = try MailReader().read(mail("From: a@b.de", "Subject: x", "", "Text!"))
        #expect(one.contentHash == two.contentHash && one.contentHash != other.contentHash)
    }
}

@Suite("Quoted history is cut off")
struct QuotedTextTests {
    @Test(
        "What is new stays, what was quoted goes",
        arguments: [
            ("Danke!\n\nAm 12.03.2025 um 10:00 schrieb Jörg <j@x.de>:\n> Hallo\n> Welt", "Danke!"),
            (
                "Danke!\n\nAm Mi., 12. März 2025 um 10:00 Uhr schrieb Jörg Müller <\nj@x.de>:\n\n> Hallo",
                "Danke!"
            ),
            ("Ok\n\nOn Mon, Mar 3, 2025 at 9:00 AM A B <a@b.com> wrote:\nold text", "Ok"),
            (
                "Ja.\n\nVon: A B <a@b.de>\nGesendet: Montag, 3. März 2025 09:00\nAn: C\nBetreff: X\n\nalt",
                "Ja."
            ),
            (
                "Ja.\n________________________________\nVon: A\nGesendet: Montag\nAn: C\nBetreff: X\nalt",
                "Ja."
            ),
            ("Ja.\n\n-----Ursprüngliche Nachricht-----\nVon: A\nalt", "Ja."),
            ("Yes.\n\n-----Original Message-----\nFrom: A\nold", "Yes."),
            ("> Frage 1?\nAntwort 1\n> Frage 2?\nAntwort 2", "Antwort 1\nAntwort 2"),
            ("Am 1.1.2025 schrieb A:\n> Frage?\nAntwort", "Antwort"),
            ("Am Montag komme ich. Von: Berlin aus.\nGruß", "Am Montag komme ich. Von: Berlin aus.\nGruß"),
            ("> nur Zitat", "> nur Zitat"), ("", ""), ("Text\n\n\n\nmehr", "Text\n\nmehr"),
        ])
    func latest(text: String, latest: String) {
        #expect(QuotedText.latest(of: text) == latest)
    }
}

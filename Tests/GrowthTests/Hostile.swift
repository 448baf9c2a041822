import Testing

/// Ways to write text that is meant to cost much: a piece that is repeated, and what stands around it.
struct Hostile: Sendable, CustomTestStringConvertible {
    let name: String
    /// Of `GrowthTests.size` bytes, and of two and four times as many.
    let small: [UInt8]
    let middle: [UInt8]
    let large: [UInt8]

    var testDescription: String { name }

    private init(_ piece: String, front: String = "", back: String = "") {
        self.init(Array(piece.utf8), front: front, back: back)
    }

    private init(_ piece: [UInt8], front: String = "", back: String = "") {
        name = [front, String(decoding: piece, as: UTF8.self) + "…", back].map(\.debugDescription).joined(
            separator: " ")
        let inputs = [1, 2, 4].map { factor in
            let count = GrowthTests.size * factor
            let middle = repeatElement(piece, count: 1 + count / piece.count).joined().prefix(count)
            return Array(front.utf8) + middle + Array(back.utf8)
        }
        (small, middle, large) = (inputs[0], inputs[1], inputs[2])
    }

    /// Blanks and line ends, in front, within and behind.
    private static let blanks = [
        Hostile(" ", front: "x"), Hostile(" ", back: "x"), Hostile(" ", front: "x", back: "x"), Hostile("\n"),
        Hostile("\n", front: "x"), Hostile("\n", front: "x", back: "x"), Hostile("\r", front: "x"),
        Hostile("\r\n", front: "x", back: "x"), Hostile("\t", front: "x"), Hostile(" \n", front: "x"),
        Hostile("\u{A0}", front: "x"), Hostile("\u{200B}", front: "x"), Hostile("\u{2028}", front: "x"),
        Hostile(" x\n"), Hostile("\n ", front: "x:"), Hostile("\0"),
    ]

    /// Characters of many scalars, and scalars that belong to their neighbours.
    private static let marks = [
        Hostile("\u{301}", front: "e"), Hostile("\u{301}", front: "x "), Hostile(" \u{301}"),
        Hostile("\u{1F1E9}\u{1F1EA}"), Hostile("\u{1F1E9}", front: "x"), Hostile("\u{200D}", front: "x"),
        Hostile("\u{1F469}\u{200D}", front: "x"), Hostile("\u{915}\u{94D}"), Hostile("\u{AD}", front: "x"),
        Hostile("\u{1100}"), Hostile("ß"), Hostile("Ä"), Hostile("\u{FFFD}"), Hostile([0xFF]),
        Hostile([0xC3]), Hostile("ﷺ"), Hostile("İ"),
    ]

    private static let words = [
        Hostile("x"), Hostile("A"), Hostile("0"), Hostile("1."), Hostile("1,"), Hostile("1-"), Hostile("a-"),
        Hostile("a."), Hostile("a1"), Hostile("word "), Hostile("gmbh "), Hostile("re:"), Hostile("Re: "),
        Hostile("nicht "), Hostile("dr. "), Hostile("+49 "), Hostile("(0)"), Hostile("+"), Hostile("0 "),
        Hostile("?"), Hostile("!"), Hostile(". "), Hostile("und "), Hostile("@a "), Hostile("http://"),
        Hostile(":-)"), Hostile("’s "),
    ]

    private static let markup = [
        Hostile("&"), Hostile("&amp;"), Hostile("&a"), Hostile("&#1"), Hostile("&#"), Hostile("<"),
        Hostile("<a "), Hostile("<b>"), Hostile("</b>"), Hostile("<a>"), Hostile("<!--"), Hostile("<!---"),
        Hostile("-", front: "<!--"), Hostile("<script>"), Hostile("</", front: "<script>"),
        Hostile("</script", front: "<script>"), Hostile("<a href='"), Hostile("<a b"), Hostile("<a b=c "),
        Hostile("a b ", front: "<a "), Hostile("<li>"), Hostile("<pre>\n"), Hostile("<br>"), Hostile("<p>"),
        Hostile("<blockquote>"), Hostile("<td>"), Hostile("<img alt=x>"), Hostile("</"), Hostile("<?"),
        Hostile("<title>"),
    ]

    private static let files = [
        Hostile("\""), Hostile("x\";\"\n"), Hostile("x;\"\n"), Hostile("\"\n"), Hostile("\"x\n"),
        Hostile(";"),
        Hostile("\"\";"), Hostile("a;\"b\"\n"), Hostile("a;\"b\n"), Hostile("a;b\n"), Hostile("\"a\";b\n"),
        Hostile("a;b\n", front: "a;\"b"), Hostile(","), Hostile("a|"), Hostile("BEGIN:VCARD\n"),
        Hostile("END:VCARD\n"), Hostile("BEGIN:VCARD\nFN:x\nEND:VCARD\n"), Hostile("TEL:1\n"),
        Hostile("N:;\n"),
        Hostile("TYPE=a;", front: "TEL;", back: ":1"), Hostile("a,", front: "TEL;TYPE=", back: ":1"),
        Hostile("=\n", front: "NOTE;QUOTED-PRINTABLE:"), Hostile("=41", front: "NOTE;QUOTED-PRINTABLE:"),
        Hostile("=", front: "NOTE;ENCODING=QUOTED-PRINTABLE:"), Hostile("\\"), Hostile("\\n"),
        Hostile("NOTE:x\n"),
        Hostile("EMAIL:a@b.de\n"), Hostile("X:\n"), Hostile("x\n"), Hostile("a@b.de,"), Hostile("a@b.de;"),
    ]

    static let mails = [
        Hostile("g:"), Hostile("g:a;"), Hostile("g:a@b,"), Hostile("a@b, "), Hostile("x y, "),
        Hostile("x (y, "),
        Hostile("x \"y, "), Hostile("("), Hostile("(\\"), Hostile("<a@b>"), Hostile("<a@b> "), Hostile("a <"),
        Hostile("@"), Hostile("@a,"), Hostile("=?utf-8?q?a?= "), Hostile("=?utf-8?q?"), Hostile("=?"),
        Hostile("=?utf-8?b?YQ==?="), Hostile("--\n"), Hostile("--b\n"), Hostile("--b\n\n"),
        Hostile("--b--\n"),
        Hostile("--b\nContent-Type: multipart/mixed; boundary=b\n\n"),
        Hostile("--b\nContent-Type: message/rfc822\n\n"),
        Hostile("a=b; "), Hostile("a*0*=b; "), Hostile("a*0=b; "), Hostile("From a 10:00\n\n"),
        Hostile("From "),
        Hostile(">From \n"), Hostile("From: a@b\n"), Hostile("To: a@b\n"), Hostile("Received: x\n"),
        Hostile("On 1 x wrote:\n"), Hostile("Am 1 schrieb x:\n\n"), Hostile("----------\n"), Hostile("> "),
        Hostile(">\n"), Hostile("> x\n"), Hostile("Von: a\n"), Hostile("-----Original Message-----\n"),
        Hostile("Action: failed\nFinal-Recipient: x; a@b\n\n"), Hostile("a:"), Hostile("a: b\n"),
    ]

    private static let web = [
        Hostile("%41"), Hostile("%"), Hostile("+"), Hostile("a=b&"), Hostile("a&"), Hostile("="),
        Hostile("a=b; "), Hostile("de,"), Hostile("de;q=0.1, "), Hostile("/"), Hostile("/a/"),
        Hostile("https://x.com/"),
    ]

    static let all = blanks + marks + words + markup + files + mails + web
}

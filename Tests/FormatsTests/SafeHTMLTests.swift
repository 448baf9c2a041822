import Testing

@testable import Formats

@Suite("Mail HTML is made safe")
struct SafeHTMLTests {
    @Test(
        "Attacks come out harmless",
        arguments: [
            "<script>alert(1)</script>", "<SCRIPT SRC=//x.de/a.js></SCRIPT>",
            "<scr<script>ipt>alert(1)</script>",
            "<img src=x onerror=alert(1)>", "<img/src=\"x\"/onerror=alert(1)>", "<svg onload=alert(1)>",
            "<svg><script>alert(1)</script></svg>", "<svg><style><img src=x onerror=alert(1)></style></svg>",
            "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img onerror=1&gt;\">",
            "<body onload=alert(1)>", "<iframe src=javascript:alert(1)></iframe>",
            "<iframe srcdoc=\"<script>1</script>\">",
            "<a href=javascript:alert(1)>x</a>", "<a href=\"JaVaScRiPt:alert(1)\">x</a>",
            "<a href=\"java\nscript:alert(1)\">x</a>", "<a href=\" &#14; javascript:alert(1)\">x</a>",
            "<a href=\"&#106;avascript:alert(1)\">x</a>",
            "<a href=\"&#x6A;&#x61;vascript&colon;alert(1)\">x</a>",
            "<a href=\"data:text/html,<script>1</script>\">x</a>", "<a href=vbscript:msgbox(1)>x</a>",
            "<a href=\"//evil.example\">x</a>", "<a href=\"\u{1}javascript:alert(1)\">x</a>",
            "<a href='x' onclick='alert(1)'>x</a>", "<a style=\"background:url(http://x)\">x</a>",
            "<div style=\"background-image: url(javascript:alert(1))\">x</div>",
            "<style>@import 'http://x'</style>",
            "<link rel=stylesheet href=http://x/a.css>", "<meta http-equiv=refresh content=0;url=http://x>",
            "<base href=http://x/>", "<form action=http://x><input name=p><button>go</button></form>",
            "<object data=x></object><embed src=x>", "<!--<img src=x onerror=alert(1)>-->",
            "<!--><script>1</script>-->",
            "<!-- --!><img src=x onerror=alert(1)>", "<![CDATA[<script>alert(1)</script>]]>",
            "<?xml <script>1</script>?>",
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
            "<textarea></textarea><script>1</script>",
            "<title></title><img src=x onerror=alert(1)>", "<p title='\"><script>alert(1)</script>'>x",
            "<p title=\"x&quot; onmouseover=&quot;alert(1)\">x</p>", "<b <script>alert(1)</script>>x</b>",
            "<video><source onerror=alert(1)></video>", "<details open ontoggle=alert(1)>",
            "<x:script>1</x:script>",
            "<p/onclick=alert(1)>x", "<a\u{0C}href=javascript:1>x",
            "<img src=\"http://track.example/p.gif\">",
            "<table background=http://x><tr><td background=http://x>1</table>",
            "<template><script>1</script></template>",
            "<plaintext><script>alert(1)</script>", "<xmp><script>alert(1)</script></xmp>",
            "<img srcset='http://x 1x'>",
            "<a href=http://x.de id=login name=location class=btn>x</a>", "<isindex action=javascript:1>",
            "<<b>x</b>",
            "<script>alert(1)", "<p title=\"unclosed", "</p></div></script>",
            "&lt;script&gt;alert(1)&lt;/script&gt;",
            "<a href=\"https:javascript:alert(1)\">x</a>",
            "<a href=http://x.de/\"onmouseover=\"alert(1)>x</a>",
        ])
    func attacks(html: String) throws {
        let safe = SafeHTML.sanitize(html)
        try Self.check(safe)
        #expect(SafeHTML.sanitize(safe) == safe || safe.contains("rel="))
    }

    /// Reads the output by rules stricter than a browser's: whatever begins with `<` must be one of our tags,
    /// with our attributes, each in double quotes.
    static func check(_ html: String) throws {
        let values = #"href="(?:https?://|mailto:)[^"<>]*"|(?:title|lang|dir|align|valign)="[^"<>]*""#
        let fixed = #"(?:colspan|rowspan|start)="\d+"|rel="noopener noreferrer nofollow"|target="_blank""#
        let attribute = try Regex(" (?:\(values)|\(fixed))")
        var depth = 0
        for part in html.split(separator: "<", omittingEmptySubsequences: false).dropFirst() {
            let close = try #require(part.firstIndex(of: ">"), "\(html)")
            var tag = part[..<close]
            #expect(!part[part.index(after: close)...].contains(">"), "\(html)")
            let isEnd = tag.first == "/"
            if isEnd { tag = tag.dropFirst() }
            let name = String(tag.prefix { $0 != " " })
            #expect(
                name.wholeMatch(
                    of: #/a|abbr|address|b|br|div|em|h[1-6]|hr|i|li|ol|p|pre|span|strong|table|td|tr|u|ul/#)
                    != nil, "\(html)")
            let attributes = tag.dropFirst(name.count).replacing(attribute, with: "")
            #expect(attributes.isEmpty, "\(html)")
            if !["br", "hr"].contains(name) { depth += isEnd ? -1 : 1 }
            #expect(depth >= 0)
        }
        #expect(depth == 0, "\(html)")
    }

    @Test("What mails need stays")
    func kept() {
        #expect(
            SafeHTML.sanitize("<p>Gr&uuml;&szlig;e <b>fett</b><br>x &lt; y</p>")
                == "<p>Grüße <b>fett</b><br>x &lt; y</p>")
        let link = "<a href=\"https://x.de/?a=1&amp;b=2\""
        let marked = link + " rel=\"noopener noreferrer nofollow\" target=\"_blank\">x</a>"
        #expect(SafeHTML.sanitize(link + ">x</a>") == marked)
        #expect(SafeHTML.sanitize("<img src=cid:1 alt=Logo>") == "[Logo]")
        #expect(
            SafeHTML.sanitize("<table><tr><td colspan=2>1")
                == "<table><tr><td colspan=\"2\">1</td></tr></table>")
    }

    @Test("Random pieces of markup never get through")
    func random() throws {
        let pieces = [
            "<", ">", "\"", "'", "/", "=", " ", "&", "script", "<script>", "</script>", "<p", "<a href=",
            "javascript:",
            "onerror=", "<!--", "-->", "<b>", "</b>", "x", "&lt;", "&#60;", "style", "<svg>", "<title>", "\n",
            "<td>",
        ]
        var random = SplitMix(seed: 11)
        for _ in 0..<1500 {
            let count = Int.random(in: 1...15, using: &random)
            let html = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            try Self.check(SafeHTML.sanitize(html))
        }
    }

    @Test("Depth and length are bounded")
    func bounded() {
        let deep = SafeHTML.sanitize(String(repeating: "<div>", count: 10_000) + "x")
        #expect(deep.utf8.count < 2000 && deep.contains("x"))
        let long = SafeHTML.sanitize(
            String(repeating: "<p>" + String(repeating: "x", count: 99_990) + "</p>", count: 30))
        #expect(long.utf8.count < SafeHTML.maxBytes + 100)
    }

    @Test("Text of HTML keeps blocks, quotes and preformatted lines")
    func plain() {
        #expect(HTMLText.plain("<div>a</div><div>b<br>c</div>") == "a\nb\nc")
        #expect(HTMLText.plain("<blockquote>alt</blockquote>neu") == "> alt\n\nneu")
        #expect(HTMLText.plain("<pre>a\n  b</pre>") == "a\n  b")
        #expect(HTMLText.plain("a &amp;&#252;&#x20AC;&euro;&bogus; &auml b") == "a &ü€€&bogus; ä b")
        #expect(HTMLText.plain("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>") == "1 2\n3")
    }
}

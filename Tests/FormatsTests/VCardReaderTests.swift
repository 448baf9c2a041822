import Testing

@testable import Formats

@Suite("vCards are read")
struct VCardReaderTests {
    static let file = """
        BEGIN:VCARD
        VERSION:3.0
        FN:Dr. Jörg Müller
        N:Müller;Jörg;Karl;Dr.;
        ORG:Müller & Söhne GmbH;Vertrieb
        TITLE:Leiter\\, Vertrieb
        item1.TEL;TYPE=WORK,VOICE:+49 341 29715392
        TEL;TYPE=CELL:0171 1234567
        EMAIL;TYPE=INTERNET:j@mueller.de
        ADR;TYPE=WORK:;;Hauptstraße 1;Leipzig;;04109;Deutschland
        BDAY:1975-04-15
        URL:https://mueller.de
        NOTE:Zeile eins\\nZeile zwei mit sehr langem
          Text
        CATEGORIES:Kunde,VIP
        X-SOCIALPROFILE;type=twitter:https://twitter.com/jm
        IMPP;X-SERVICE-TYPE=Skype:skype:jm
        END:VCARD
        BEGIN:VCARD
        VERSION:2.1
        N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Gro=DF;Ilse
        TEL;WORK;FAX:0341 5
        ADR;HOME;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:;;Stra=C3=9Fe 5;K=C3=
        =B6ln;;50667;
        END:VCARD
        BEGIN:VCARD
        VERSION:4.0
        FN:Ohne Ende
        BEGIN:VCARD
        VERSION:4.0
        KIND:individual
        END:VCARD
        Müll dazwischen
        noch mehr
        BEGIN:VCARD
        VERSION:4.0
        FN:Anna Alt
        TEL;VALUE=uri;TYPE="voice,home":tel:+49-30-1234567
        BDAY:19441231
        END:VCARD
        BEGIN:VCARD
        FN:Abgeschnitten
        """

    static func entries(
        _ bytes: [UInt8], chunk: Int, reader: VCardReader = VCardReader()
    ) -> [VCardEntry] {
        var reader = reader
        var rest = bytes[...]
        var entries: [VCardEntry] = []
        while let entry = reader.next(pulling: {
            defer { rest = rest.dropFirst(chunk) }
            return rest.isEmpty ? nil : Array(rest.prefix(chunk))
        }) { entries.append(entry) }
        return entries
    }

    static func cards(_ text: String) -> [VCard] {
        entries(Array(text.utf8), chunk: 4096).compactMap {
            if case .card(let card) = $0 { card } else { nil }
        }
    }

    @Test("Good cards are read, damaged ones refused with their reason, however the chunks are cut")
    func mixed() {
        let outlines = [1, 2, 5, 64, 100_000].flatMap { chunk in
            ["\n", "\r\n"].map { lineBreak in
                Self.entries(Array(Self.file.replacing("\n", with: lineBreak).utf8), chunk: chunk).map {
                    entry in
                    switch entry {
                    case .card(let card): "\(card.line) \(card.formattedName)"
                    case .rejected(let line, let damage, _): "\(line) !\(damage.rawValue)"
                    }
                }
            }
        }
        let expected = [
            "1 Dr. Jörg Müller", "19 Ilse Groß", "26 !unclosed", "29 !no-name", "33 !outside", "35 Anna Alt",
            "41 !unclosed",
        ]
        for outline in outlines { #expect(outline == expected) }
    }

    @Test("Every field of a 3.0 card comes out")
    func fields() throws {
        let card = try #require(Self.cards(Self.file).first)
        #expect(card.familyName == "Müller" && card.givenName == "Jörg" && card.namePrefix == "Dr.")
        #expect(card.organization == "Müller & Söhne GmbH" && card.units == ["Vertrieb"])
        #expect(card.position == "Leiter, Vertrieb")
        #expect(card.phones.map(\.value) == ["+49 341 29715392", "0171 1234567"])
        #expect(card.phones[0].types == ["work", "voice"] && card.phones[1].types == ["cell"])
        #expect(card.emails.map(\.value) == ["j@mueller.de"])
        #expect(card.addresses.map(\.street) == ["Hauptstraße 1"] && card.addresses[0].postalCode == "04109")
        #expect(card.birthday?.description == "1975-04-15")
        #expect(card.note == "Zeile eins\nZeile zwei mit sehr langem Text")
        #expect(card.categories == ["Kunde", "VIP"])
        #expect(
            card.profiles == [
                .init(service: "twitter", value: "https://twitter.com/jm"),
                .init(service: "skype", value: "jm"),
            ])
    }

    @Test("Version 2.1's charsets, soft breaks and bare types, and version 4.0's URIs")
    func versions() throws {
        let cards = Self.cards(Self.file)
        #expect(cards[1].familyName == "Groß" && cards[1].phones[0].types == ["work", "fax"])
        #expect(cards[1].addresses[0].street == "Straße 5" && cards[1].addresses[0].city == "Köln")
        #expect(cards[2].phones == [.init(value: "+49-30-1234567", types: ["voice", "home"])])
        #expect(cards[2].birthday?.description == "1944-12-31")
    }

    @Test("Windows-1252 files, zero bytes and endless cards")
    func encodings() {
        let text = "BEGIN:VCARD\r\nFN:Jörg Groß\r\nEND:VCARD\r\n"
        let windows = Self.entries(TextEncodingTests.encoded(.windows1252, text), chunk: 10)
        guard case .card(let card) = windows.first else {
            Issue.record("a card expected")
            return
        }
        #expect(card.formattedName == "Jörg Groß")
        let zero = Self.entries(Array("BEGIN:VCARD\nFN:a\0b\nEND:VCARD\n".utf8), chunk: 10)
        #expect(zero.count == 1)
        if case .rejected(_, let damage, _) = zero[0] {
            #expect(damage == .invalidBytes)
        } else {
            Issue.record("refusal")
        }
        let endless =
            "BEGIN:VCARD\nFN:x\nPHOTO:" + String(repeating: "A", count: 90_000) + "\nEND:VCARD\n" + text
        let large = Self.entries(Array(endless.utf8), chunk: 7000, reader: VCardReader(maxBytes: 20_000))
        #expect(large.count == 2)
        if case .rejected(_, let damage, _) = large[0] {
            #expect(damage == .tooLarge)
        } else {
            Issue.record("refusal")
        }
    }
}

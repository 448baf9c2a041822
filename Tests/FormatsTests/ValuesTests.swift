import Testing

@testable import Formats

@Suite("Numbers, days, telephone numbers and addresses as people write them")
struct ValuesTests {
    @Test(
        "Amounts become cents",
        arguments: [
            ("1.234,56", 123_456), ("1,234.56", 123_456), ("1234.5", 123_450), ("12 €", 1200),
            ("-5 EUR", -500),
            ("(5,00)", -500), ("5,00-", -500), ("€ 1.234.567,8", 123_456_780), ("1.234", 123_400),
            ("0.12", 12),
            ("1'234.50", 123_450), ("1 234,50", 123_450), ("1\u{00A0}234,50 €", 123_450), ("12,-", 1200),
            ("12,-- €", 1200), ("0", 0), (",5", 50), ("−3,20", -320), ("1234", 123_400),
            ("+7", 700), ("(5,00 €)", -500), ("-€5", -500), ("CHF 3.50", 350), ("5,00", 500),
        ] as [(String, Int64)])
    func amounts(text: String, cents: Int64) throws {
        #expect(try GermanNumber(text).minorUnits() == cents)
    }

    @Test(
        "What is no amount is refused with a reason",
        arguments: [
            ("", NumberError.empty), ("abc", .notANumber), ("1,234", .ambiguous), ("12,500", .ambiguous),
            ("1.2.3", .notANumber),
            ("1,23,4", .notANumber), ("--5", .notANumber), ("5 XYZ", .notANumber), ("1.234.56", .notANumber),
            ("€", .notANumber), ("12a", .notANumber), ("99999999999999999999", .tooLarge),
            ("1,2,3.4", .notANumber),
            ("٣", .notANumber), ("-", .notANumber), (".", .notANumber),
        ] as [(String, NumberError)])
    func badAmounts(text: String, error: NumberError) {
        #expect(throws: error) { try GermanNumber(text) }
    }

    @Test("Currency and precision are kept")
    func precision() throws {
        #expect(try GermanNumber("12 €").currency == "EUR")
        #expect(try GermanNumber("USD 12").currency == "USD")
        #expect(throws: NumberError.tooPrecise) { try GermanNumber("1,2345").minorUnits() }
        #expect(try GermanNumber("1,2300").minorUnits() == 123)
        #expect(throws: NumberError.tooLarge) { try GermanNumber("9223372036854775807").minorUnits() }
    }

    @Test(
        "Days are read in German, ISO and clear English writing",
        arguments: [
            ("31.12.2025", "2025-12-31"), ("31.12.25", "2025-12-31"), ("2025-12-31", "2025-12-31"),
            ("12/31/2025", "2025-12-31"), ("31/12/2025", "2025-12-31"), ("20251231", "2025-12-31"),
            ("1.3.2025", "2025-03-01"), ("1. 3. 2025", "2025-03-01"), ("31. Dezember 2025", "2025-12-31"),
            ("3. März 78", "1978-03-03"), ("2025-12-31T14:05:33.120Z", "2025-12-31"),
            ("31.12.2025 14:05", "2025-12-31"),
            ("31.12.2025, 14.05 Uhr", "2025-12-31"), ("2025-12-31 23:59:59+01:00", "2025-12-31"),
            ("29.02.2024", "2024-02-29"), ("31-12-2025", "2025-12-31"), ("05/05/2025", "2025-05-05"),
            ("2025/12/31", "2025-12-31"), ("1944-02-10", "1944-02-10"), ("31.12.2025 00:00:00", "2025-12-31"),
            ("1. Jän. 2020", "2020-01-01"),
        ])
    func days(text: String, iso: String) throws {
        #expect(try DateReader().day(text).description == iso)
    }

    @Test(
        "What is no day is refused with a reason",
        arguments: [
            ("", DateError.empty), ("31.02.2025", .impossible), ("29.02.2025", .impossible),
            ("32.01.2025", .impossible),
            ("00.00.0000", .implausibleYear), ("13.13.2025", .impossible), ("03/04/2025", .ambiguous),
            ("gestern", .notADate), ("31.12.", .notADate), ("31.12.20255", .notADate), ("2025", .notADate),
            ("31.12.2025 25:00", .badTime), ("31.12.2025 abc", .badTime), ("01.01.1700", .implausibleYear),
            ("3. Foo 2025", .notADate), ("31.12.2025x", .badTime), ("2025-13-01", .impossible),
            ("1.1.1", .notADate),
        ] as [(String, DateError)])
    func badDays(text: String, error: DateError) {
        #expect(throws: error) { try DateReader().day(text) }
    }

    @Test(
        "Telephone numbers become E.164",
        arguments: [
            ("(0341) 297-15392", "+4934129715392"), ("0049 341 29715392", "+4934129715392"),
            ("+49 (0)341 29715392", "+4934129715392"), ("+49 0341 29715392", "+4934129715392"),
            ("0341/297 153 92", "+4934129715392"), ("0341.297.15392", "+4934129715392"),
            ("Tel.: 0341 29715392", "+4934129715392"), ("tel:+4934129715392", "+4934129715392"),
            ("0176 741 82338", "+4917674182338"), ("004915196541391", "+4915196541391"),
            ("+43 1 5880020", "+4315880020"), ("0041 44 668 18 00", "+41446681800"),
            ("+1 (212) 555-0100", "+12125550100"),
            ("+39 06 6982", "+39066982"), ("0049 (0) 89/56673902", "+498956673902"),
            ("(+49) 89 56673902", "+498956673902"),
            ("\u{00A0}089\u{2009}56673902 ", "+498956673902"), ("0800 1234567", "+498001234567"),
            ("+352 27 12 34", "+352271234"), ("089 – 566 739 02", "+498956673902"),
        ])
    func phones(text: String, e164: String) throws {
        #expect(try PhoneNumber(text).e164 == e164)
    }

    @Test(
        "What is no telephone number is refused with a reason",
        arguments: [
            ("", PhoneError.empty), ("abc", .notANumber), ("112", .tooShort), ("0341", .tooShort),
            ("29715392", .missingAreaCode), ("0341 2971539 / 0341 2971540", .tooLong), ("+49", .tooShort),
            ("+999 1234567", .unknownCountry), ("0341 29715392; 0171 1234567", .severalNumbers),
            ("+49 341 29715392912345", .tooLong), ("unbekannt", .notANumber), ("-", .notANumber),
            ("siehe Notiz 5", .notANumber), ("0341 ABC", .notANumber), ("+", .notANumber),
        ] as [(String, PhoneError)])
    func badPhones(text: String, error: PhoneError) {
        #expect(throws: error) { try PhoneNumber(text) }
    }

    @Test("Extensions stand apart, and numbers are shown in groups")
    func extensions() throws {
        let number = try PhoneNumber("0341 297-153 Durchwahl 92")
        #expect(number.e164 == "+49341297153")
        #expect(number.extension == "92")
        #expect(number.display == "+49 341 297153 DW 92")
        #expect(try PhoneNumber("+49 341 297 x12").extension == "12")
        #expect(try PhoneNumber("0176 74182338").display == "+49 176 74182338")
        #expect(try PhoneNumber("030/1234567").display == "+49 30 1234567")
    }

    @Test(
        "German numbers are shown as one dials them here, with the area code that was written",
        arguments: [
            ("+49 341 29715392", "0341 29715392"), ("0341/297 153 92", "0341 29715392"),
            ("+49 (0)33203 12345", "033203 12345"), ("(033203) 123-45", "033203 12345"),
            ("0385265508", "0385 265508"), ("0049 30 1234567", "030 1234567"),
            ("0176 74182338", "0176 74182338"),
            ("0341 297153 DW 92", "0341 297153 DW 92"), ("+43 1 5880020", "+43 158 800 20"),
        ])
    func national(text: String, shown: String) throws {
        #expect(try PhoneNumber(text).national(asWritten: text) == shown)
        #expect(try PhoneNumber("+1 212 5550100").display == "+1 212 555 0100")
        #expect(
            try PhoneNumber("01 5880020", country: #require(PhoneCountry(iso: "AT"))).e164 == "+4315880020")
        #expect(
            try PhoneNumber("(212) 555-0100", country: #require(PhoneCountry(iso: "US"))).e164
                == "+12125550100")
    }

    @Test(
        "E-mail addresses are taken with their usual wrapping",
        arguments: [
            ("Info@Müller-Bau.DE", "Info@müller-bau.de"), ("mailto:a@b.de", "a@b.de"),
            ("Max <max@x.org>", "max@x.org"),
            (" a.b+c@sub.example.co.uk ", "a.b+c@sub.example.co.uk"), ("a@b.de.", "a@b.de"),
            ("\"a b\"@example.org", "\"a b\"@example.org"), ("jörg@web.de", "jörg@web.de"),
        ])
    func emails(text: String, address: String) throws {
        #expect(try EmailAddress(text).text == address)
    }

    @Test(
        "What is no e-mail address is refused with a reason",
        arguments: [
            ("", EmailError.empty), ("abc", .incomplete), ("@b.de", .incomplete), ("a@", .incomplete),
            ("a@b", .badDomain), ("a b@c.de", .badLocalPart), ("a..b@c.de", .badLocalPart),
            ("a@-b.de", .badDomain),
            ("a@b.de, c@d.de", .severalAddresses), ("a@b.1", .badDomain), ("a@[1.2.3.4]", .badDomain),
            (String(repeating: "a", count: 65) + "@b.de", .tooLong), ("a@b_c.de", .badDomain),
            ("a@b.de\u{0007}", .badDomain), ("a@b..de", .badDomain),
        ] as [(String, EmailError)])
    func badEmails(text: String, error: EmailError) {
        #expect(throws: error) { try EmailAddress(text) }
    }

    @Test("Free mail domains are known")
    func freeMail() throws {
        #expect(try EmailAddress("x@GMX.de").isFreeMail)
        #expect(try !EmailAddress("x@siemens.com").isFreeMail)
        #expect(try EmailAddress("Ab@C.de").key == "ab@c.de")
    }
}

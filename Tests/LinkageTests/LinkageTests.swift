import Testing

@testable import Linkage

@Suite("Parts of records")
struct FeatureTests {
    @Test(
        "Telephone numbers are the same in any writing",
        arguments: [
            "0341 297 15392", "+49 341 29715392", "+49 (0)341/29715392", "0049341-297 15 392",
            "(0341) 29715392",
        ])
    func phones(text: String) {
        #expect(Phone.digits(text) == "34129715392")
    }

    @Test("Foreign numbers keep their country, short ones are none")
    func foreignPhones() {
        #expect(Phone.digits("+43 1 5123456") == "4315123456")
        #expect(Phone.digits("110") == nil)
    }

    @Test(
        "Legal forms are taken off and compared apart",
        arguments: [
            ("Lang & Söhne Großhandel G.m.b.H.", "grosshandel lang sohne", "gmbh"),
            ("LANG UND SOEHNE GROSSHANDEL Gesellschaft mbH", "grosshandel lang sohne", "gmbh"),
            ("Beier Bäckerei GmbH u. Co. KG", "backerei beier", "gmbhcokg"),
            ("Beier Bäckerei GmbH+Co.KG", "backerei beier", "gmbhcokg"),
            ("Weller e.Kfm.", "weller", "ek"), ("Weller e. K.", "weller", "ek"),
            ("Krause S e. K.", "krause s", "ek"),
            ("Fischer UG (haftungsbeschränkt)", "fischer", "ug"), ("Schmidt PartG mbB", "schmidt", "mbb"),
            ("Gebrüder Dippel", "dippel gebr", ""), ("AG", "ag", ""),
        ])
    func legalForms(name: String, sorted: String, form: String) {
        let company = CompanyName(name)
        #expect(company.sorted == sorted)
        #expect(company.legalForm == form)
    }

    @Test(
        "Company names agree by degrees",
        arguments: [
            ("Bäckerei Beier SE", "Beier Bäckerei", Agreement.equal),
            ("Bonner Bauunternehmung", "Bonner Bauunernehmung", .alike),
            ("Lang & Söhne Großhandel", "Lang SG", .abbreviated),
            ("Fischer Steuerberatung", "Fischer S", .abbreviated),
            ("Fischer Steuerberatung", "Fischer Brauerei", .partial),
            ("Lange Druckerei", "Beier Druckerei", .different),
            ("GmbH", "", .missing),
        ])
    func companies(first: String, second: String, agreement: Agreement) {
        #expect(CompanyName(first).agreement(with: CompanyName(second)) == agreement)
        #expect(CompanyName(second).agreement(with: CompanyName(first)) == agreement)
    }

    @Test(
        "Addresses agree in any writing",
        arguments: [
            ("Bgm.-Schmidt-Str. 96", "Bürgermeister-Schmidt-Straße 96", Agreement.equal),
            ("Bergstr .132", "Bergstraße 132", .equal), ("Waldstr. 12a", "Waldstrasse 12 A", .equal),
            ("Straße des 17. Juni 135", "Str. des 17. Juni 135", .equal),
            ("Waldstr. 12", "Waldstr. 14", .street),
            ("Waldstr. 12", "Poststr. 12", .postcode),
        ])
    func addresses(first: String, second: String, agreement: Agreement) {
        let one = Address(street: first, postcode: "72070", city: "Tübingen")
        let other = Address(street: second, postcode: "72070", city: "Tuebingen")
        #expect(one.agreement(with: other) == agreement)
    }

    @Test(
        "Birth dates agree, slip or differ",
        arguments: [
            ("1975-06-17", "17.06.1975", Agreement.equal), ("1975-06-09", "1975-09-06", .alike),
            ("1975-06-17", "1975-06-18", .alike), ("1975-06-17", "1957-06-17", .different),
            ("1975-06-17", "1976-06-17", .alike), ("1975-06-17", "1948-01-28", .different),
        ])
    func birthDates(first: String, second: String, agreement: Agreement) throws {
        let one = try #require(BirthDate(first))
        let other = try #require(BirthDate(second))
        #expect(one.agreement(with: other) == agreement)
    }

    @Test("What is no date is none", arguments: ["", "31.12.", "1975-13-01", "01.01.1900", "gestern"])
    func noDate(text: String) {
        #expect(BirthDate(text) == nil)
    }
}

@Suite("Doubles")
struct LinkageTests {
    let anna = Record(
        id: 1, kind: .person, salutation: "Frau", given: "Katharina", family: "Müller", street: "Rosenweg 69",
        postcode: "89073", city: "Ulm", phones: ["0731 1234567"], emails: ["k.mueller@web.de"],
        birthDate: "1952-11-24")

    func probability(_ change: (inout Record) -> Void) -> Double {
        var other = anna
        other.id = 2
        change(&other)
        return Linkage().judge(Features(anna), Features(other)).probability
    }

    @Test("The standard model knows the same person in another writing")
    func same() {
        #expect(probability { $0.family = "Mueller" } > 0.99)
        #expect(probability { ($0.given, $0.emails) = ("Kathi", []) } > 0.99)
        #expect(probability { ($0.given, $0.family) = ("Müller", "Katharina") } > 0.99)
        #expect(probability { ($0.family, $0.emails) = ("Müller-Schmidt", ["x@gmx.de"]) } > 0.9)
        #expect(
            probability {
                ($0.street, $0.postcode, $0.city, $0.phones) = ("Am Markt 1", "10115", "Berlin", [])
            } > 0.9)
    }

    @Test("Father and son, household and namesake stay apart")
    func apart() {
        #expect(probability { $0.birthDate = "1980-03-01" } == 0)
        #expect(probability { $0.given = "Songül" } == 0)
        #expect(
            probability {
                ($0.street, $0.postcode, $0.city) = ("Am Markt 1", "10115", "Berlin")
                ($0.phones, $0.emails, $0.birthDate) = (["030 7654321"], ["km@gmx.de"], nil)
            } < 0.2)
        #expect(probability { $0.kind = .company } == 0)
    }

    @Test("A judgement gives its reasons, and its veto")
    func reasons() {
        var other = anna
        other.id = 2
        other.phones = []
        other.birthDate = "1980-03-01"
        let judgement = Linkage().judge(Features(anna), Features(other))
        #expect(judgement.veto == .birthDate)
        #expect(!judgement.reasons.contains { $0.field == .phone })
        let email = judgement.reasons.first { $0.field == .email }
        #expect(email?.agreement == .equal)
        #expect(email.map { $0.weight > 3 } == true)
    }

    @Test("A changed record meets its double through shared keys, the likeliest first")
    func incremental() {
        let shop = Record(
            id: 7, kind: .company, company: "Lang & Söhne Großhandel AG", street: "Ringstraße 2",
            postcode: "76133",
            city: "Karlsruhe", phones: ["040 21794682"], emails: ["info@lang-grosshandel.de"],
            vatID: "DE414276031")
        var written = shop
        written.id = 8
        (written.company, written.vatID, written.phones) = ("Lang SG", nil, ["+49 40 21794682"])
        var sister = shop
        sister.id = 9
        (sister.street, sister.postcode, sister.city) = ("Bahnhofstr. 1", "24103", "Kiel")
        (sister.phones, sister.emails, sister.vatID) = (["0431 555555"], [], "DE999999999")
        let features = [shop, written, sister].map(Features.init)
        #expect(!Set(features[0].keys).isDisjoint(with: features[1].keys))
        #expect(features.allSatisfy { $0.keys.count <= 16 })
        let found = Linkage().doubles(of: features[0], among: features)
        #expect(found.map(\.second) == [8])
    }

    @Test("A record between father and son goes to one of them only")
    func consistent() {
        var father = anna
        (father.id, father.phones, father.emails) = (2, ["0731 7654321"], ["kmueller@gmx.de"])
        father.birthDate = "1920-05-05"
        var unclear = anna
        (unclear.id, unclear.birthDate, unclear.emails) = (3, nil, [])
        let result = Linkage.result(among: [father, anna, unclear].map(Features.init))
        #expect(result.groups.map { $0.sorted() } == [[1, 3]])
        #expect(result.links.map { Set([$0.first, $0.second]) } == [[1, 3]])
    }

    @Test("Every run learns and finds the same, and pairs are met once")
    func deterministic() {
        let records = (0..<300).map { number in
            var record = anna
            record.id = Int64(number)
            record.given = ["Katharina", "Johann", "Erika", "Uwe"][number % 4]
            record.birthDate = "19\(10 + number % 50)-0\(1 + number % 9)-1\(number % 7)"
            record.phones = ["0731 \(100_000 + number / 2)"]
            record.emails = ["a\(number / 2)@example.org"]
            return Features(record)
        }
        let first = Linkage.result(among: records)
        #expect(first.links == Linkage.result(among: records).links)
        var met: [[Int]: Int] = [:]
        Blocks(records, limit: 60).forEachPair { met[[$0, $1].sorted(), default: 0] += 1 }
        #expect(!met.isEmpty && met.values.allSatisfy { $0 == 1 })
    }
}

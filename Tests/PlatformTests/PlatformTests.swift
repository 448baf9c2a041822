import Foundation
import Platform
import Testing

@Suite("Platform") struct PlatformTests {
    @Test("An id survives being written and read, also in lower case")
    func idText() throws {
        let id = CustomerID(1_234_567_890_123_456_789)
        #expect(id.text.count == 13)
        #expect(CustomerID(text: id.text) == id)
        #expect(CustomerID(text: id.text.lowercased()) == id)
        #expect(CustomerID(text: "none") == nil)
        #expect(CustomerID(text: "ZZZZZZZZZZZZZ") == nil)
    }

    @Test("Ids grow, even when the clock stands still")
    func idOrder() {
        let source = IDSource(clock: Clock { Timestamp(us: 1_800_000_000_000_000) })
        source.assign(node: 3)
        let ids: [CustomerID] = (0..<10_000).map { _ in source.next() }
        #expect(zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 })
        #expect(Set(ids).count == ids.count)
    }

    @Test("Days of the calendar go to numbers and back")
    func civilDates() throws {
        for days in stride(from: -200_000, through: 200_000, by: 37) {
            #expect(CivilDate(daysSince1970: days).daysSince1970 == days)
        }
        #expect(CivilDate(iso: "2026-11-22")?.weekday == 7)
        #expect(CivilDate(iso: "2025-02-29") == nil)
        #expect(CivilDate(iso: "2024-02-29") != nil)
        #expect(Timestamp(us: 1_795_322_220_000_000).iso == "2026-11-22T04:37:00Z")
    }

    @Test("Moments are written as in RFC 3339, however far away")
    func iso() {
        #expect(Timestamp(us: 0).iso == "1970-01-01T00:00:00Z")
        #expect(Timestamp(us: -1).iso == "1969-12-31T23:59:59Z")
        #expect(Timestamp(us: 1_795_322_220_999_999).iso == "2026-11-22T04:37:00Z")
        #expect(Timestamp(us: .max).iso == "294247-01-10T04:00:54Z")
        #expect(padded(7, 3) == "007")
        #expect(padded(.max, 1) == "9223372036854775807")
    }

    @Test("Numbers, money and dates are written as the language wants")
    func writing() throws {
        let zone = try #require(TimeZone(identifier: "Europe/Berlin"))
        let now = Timestamp(us: 1_795_322_220_000_000)
        let german = Texts(language: .german, zone: zone, now: now)
        let english = Texts(language: .english, zone: zone, now: now)
        #expect(german.number(1_234_567) == "1.234.567")
        #expect(german.money(cents: -123_456, currency: "EUR") == "−1.234,56\u{A0}€")
        #expect(english.money(cents: 5, currency: "EUR") == "€0.05")
        #expect(german.moment(now) == "22.11.2026, 05:37")
        #expect(german.ago(now.adding(seconds: -300)) == "vor 5 Min.")
        #expect(english.longDate(CivilTime(now, in: zone).date) == "Sunday, 22 November 2026")
    }
}

import Customers
import Platform
import Storage
import TestKit
import Testing

@testable import Imports
@testable import People

@Suite("What an import remembers of a record") struct FingerprintTests {
    @Test("Bytes come back as they were, also of fields that this program does not know")
    func roundTrip() throws {
        let fingerprint = Fingerprint(texts: ["city": "Köln", "customer_class": "A", "about": ""])
        #expect(try Fingerprint(stored: fingerprint.bytes) == fingerprint)
        #expect(fingerprint.bytes.count % 4 == 1)
        #expect(try Fingerprint(stored: Fingerprint(texts: [:]).bytes) == Fingerprint(texts: [:]))
    }

    @Test("A field that was added in the middle is the only one that differs")
    func added() throws {
        let before = Fingerprint(texts: ["company_name": "Groß", "website": "gross.de"])
        let after = Fingerprint(
            texts: ["company_name": "Groß", "customer_class": "A", "website": "gross.de"])
        #expect(after.changed(since: try Fingerprint(stored: before.bytes)) == ["customer_class"])
        #expect(before.changed(since: after) == ["customer_class"])
    }

    @Test("What was kept by place is read by name", arguments: [false, true])
    func byPlace(hasColleague: Bool) throws {
        var record = CustomerRecord()
        record.hasKind = true
        record.details = .company("Möller GmbH")
        record.details.website = "moeller.de"
        record.place = .init(street: "Weg 1", postcode: "50667", city: "Köln", country: "DE")
        if hasColleague { record.responsible = PersonRef(id: PersonID(7), name: "Anna") }
        let stored = FirstFingerprint.bytes(of: record)
        #expect(stored.count == (hasColleague ? 88 : 84))
        #expect(try Fingerprint(stored: stored) == Fingerprint(record))
        #expect(Fingerprint(record).firstWhole == Fingerprint.hash64(stored))
        record.place.city = "Bonn"
        #expect(Fingerprint(record).changed(since: try Fingerprint(stored: stored)) == ["address"])
    }

    @Test(
        "Bytes that no version wrote are refused",
        arguments: [
            [], [1, 2, 3], [UInt8](repeating: 0, count: 80), [2, 200, 1, 1, 1], [9, 1, 97, 0, 0, 0, 0, 0, 0],
        ])
    func damaged(bytes: [UInt8]) {
        #expect(throws: StorageError.self) { try Fingerprint(stored: bytes) }
    }

    @Test(
        "A file taken in by an earlier version is known again, and colleagues' edits stay",
        arguments: TestEngine.all)
    func earlierImport(engine: TestEngine) async throws {
        try await ImportBench.with(engine) { bench in
            let file = "Firma;Website;Ort\nMöller GmbH;moeller.de;Köln\nGroß KG;;Bonn\n"
            #expect(try await bench.importText(file).figures.taken == 2)
            try await bench.rememberByPlace("Möller GmbH", website: "moeller.de", city: "Köln")
            try await bench.rememberByPlace("Groß KG", website: "", city: "Bonn")
            let again = try await bench.importText(file).figures
            #expect([again.taken, again.changed, again.unchanged] == [0, 0, 2])
            #expect(try await bench.count("SELECT COUNT(*) FROM import_origin") == 2)
        }
    }

    @Test("Only what changed in a numbered file is written over edits", arguments: TestEngine.all)
    func earlierNumbers(engine: TestEngine) async throws {
        try await ImportBench.with(engine) { bench in
            let file = "Kundennummer;Firma;Website;Ort\n7;Möller GmbH;moeller.de;Köln\n"
            #expect(try await bench.importText(file).figures.taken == 1)
            try await bench.rememberByPlace("Möller GmbH", website: "moeller.de", city: "Köln")
            try await bench.rename("Möller GmbH", to: "Möller & Söhne GmbH")
            let moved = try await bench.importText(file.replacing("Köln", with: "Bonn")).figures
            #expect([moved.taken, moved.changed, moved.unchanged] == [0, 1, 0])
            let whole = try await bench.whole("Möller & Söhne GmbH")
            #expect(whole.addresses.map(\.city) == ["Bonn"])
        }
    }
}

extension ImportBench {
    /// Rewrites what is remembered of a company's record as that version did.
    fileprivate func rememberByPlace(_ name: String, website: String, city: String) async throws {
        var record = CustomerRecord()
        record.details = .company(name)
        record.details.website = website
        record.place.city = city
        let bytes = FirstFingerprint.bytes(of: record)
        let key = "=" + String(Fingerprint.hash64(bytes), radix: 16)
        try await store.database.write { tx in
            let changed = try tx.run(
                """
                UPDATE import_origin SET fingerprint = \(bytes),
                    key = CASE WHEN key LIKE '=%' THEN \(key) ELSE key END
                WHERE customer_id = (SELECT id FROM customer WHERE name = \(name))
                """)
            precondition(changed == 1)
        }
    }
}

/// How the version of November 2026 made the bytes: four for each field by its place, the last only where it is filled.
private enum FirstFingerprint {
    static func bytes(of record: CustomerRecord) -> [UInt8] {
        let details = record.details
        var texts = [
            record.hasKind ? details.kind.rawValue : "", details.companyName, details.salutation,
            details.academicTitle, details.firstName, details.lastName, details.birthDate?.iso ?? "",
            details.vatID, details.industry, details.website, details.preferredChannel,
            details.preferredHours, details.about,
        ]
        texts += CustomerRecord.Slot.allCases.map { slot in
            record.reaches.filter { $0.slot == slot }.map(\.value).joined(separator: "\u{1}")
        }
        let (place, contact) = (record.place, record.contact)
        texts.append([place.street, place.postcode, place.city, place.country].joined(separator: "\u{1}"))
        texts.append(
            [contact.salutation, contact.firstName, contact.lastName, contact.position]
                .joined(separator: "\u{1}"))
        texts.append(record.tags.joined(separator: "\u{1}"))
        if let responsible = record.responsible { texts.append(responsible.id.text) }
        return texts.flatMap { text in
            let hash = Fingerprint.hash64(text.utf8)
            let folded = UInt32(truncatingIfNeeded: hash ^ hash >> 32)
            return (0..<4).map { UInt8(truncatingIfNeeded: folded >> (8 * UInt32($0))) }
        }
    }
}

import Testing

@testable import Formats

@Suite("Guessing what columns mean")
struct HeaderMappingTests {
    @Test("The customer file's header is mapped completely")
    func customerFile() {
        let header =
            "id,typ,anrede,titel,vorname,nachname,firma,strasse,plz,ort,telefon,email,geburtsdatum,ustid"
        #expect(
            CustomerColumn.guess(header.split(separator: ",").map(String.init)) == [
                .externalNumber, .kind, .salutation, .title, .firstName, .lastName, .company, .street,
                .postalCode,
                .city, .phone, .email, .birthday, .vatNumber,
            ])
    }

    @Test(
        "German and English writings are known",
        arguments: [
            ("Kundennummer", CustomerColumn.externalNumber), ("Kd-Nr.", .externalNumber),
            ("KD NR", .externalNumber),
            ("Kundennummer (ERP)", .externalNumber), ("Debitor", .externalNumber),
            ("Customer No.", .externalNumber),
            ("Firma", .company), ("Firma1", .company), ("Company Name", .company),
            ("Ansprechpartner", .contactPerson),
            ("Vorname", .firstName), ("First name", .firstName), ("Nachname", .lastName), ("Name", .name),
            ("Straße", .street), ("Strasse", .street), ("Str.", .street), ("Straße/Nr.", .street),
            ("PLZ", .postalCode),
            ("Postleitzahl", .postalCode), ("ZIP", .postalCode), ("Ort", .city), ("Land", .country),
            ("LKZ", .country),
            ("Telefon", .phone), ("Tel. 1", .phone), ("Telefon (geschäftlich)", .phone), ("Mobil", .mobile),
            ("Handy-Nr.", .mobile), ("Fax", .fax), ("E-Mail", .email), ("EMail-Adresse", .email),
            ("e-mail 2", .email),
            ("USt-IdNr.", .vatNumber), ("Ust.ID", .vatNumber), ("Geburtsdatum", .birthday),
            ("geb. am", .birthday), ("Geb.-Datum", .birthday),
            ("Anrede", .salutation), ("Titel", .title), ("Bemerkung", .note), ("Notizen", .note),
            ("Schlagworte", .tags), ("Kundenbetreuer", .responsible), ("Länderkennzeichen", .country),
            ("STRASSE", .street), ("Homepage", .website), ("Geburtstag", .birthday), ("typ", .kind),
        ] as [(String, CustomerColumn)])
    func writings(header: String, column: CustomerColumn) {
        #expect(CustomerColumn.guess([header]) == [column])
    }

    @Test("What no column means stays open")
    func unknown() {
        #expect(CustomerColumn.guess(["Schuhgröße", "", "???", "xyz"]) == [nil, nil, nil, nil])
        #expect(CustomerColumn.guess(["Letzter Kontakt", "Last contact"]) == [nil, nil], "days, not people")
    }

    @Test("Telephone numbers may repeat, a family name may not; Name beside Vorname is a family name")
    func whole() {
        #expect(
            CustomerColumn.guess(["Tel. 1", "Tel. 2", "Nachname", "Familienname"])
                == [.phone, .phone, .lastName, nil])
        #expect(CustomerColumn.guess(["ID", "Kundennummer", "Ort"]) == [nil, .externalNumber, .city])
        #expect(CustomerColumn.guess(["Vorname", "Name"]) == [.firstName, .lastName])
        #expect(CustomerColumn.guess(["Firma1", "Firma2"]) == [.company, .companyAddition])
        #expect(CustomerColumn.guess(["Name1", "Name2"]) == [.name, .companyAddition])
    }

    @Test("Lists of open items are mapped")
    func openItems() {
        let german = [
            "Debitor", "Rechnungs-Nr.", "Rechnungsdatum", "Fällig am", "Betrag", "Offen", "Währung",
            "Mahnstufe",
        ]
        let english = [
            "Customer No", "Invoice number", "Date", "Due date", "Amount", "Open amount", "Currency",
            "Dunning level",
        ]
        let columns: [OpenItemColumn] = [
            .customerNumber, .invoiceNumber, .date, .dueDate, .amount, .openAmount, .currency, .dunningLevel,
        ]
        #expect(OpenItemColumn.guess(german) == columns)
        #expect(OpenItemColumn.guess(english) == columns)
    }
}

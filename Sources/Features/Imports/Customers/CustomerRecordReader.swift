import Customers
import Formats
import Language
import Platform

/// Makes records of customers from the records of a CSV file.
struct CustomerRecordReader: Sendable {
    /// The file's headers, to name what is refused.
    let header: [String]
    /// The columns of each meaning.
    private let columns: [CustomerColumn: [Int]]
    /// Fields that tell their headers themselves, each with its column.
    private let fields: [(field: CustomerField, column: Int)]
    /// The day on which it is read; nobody is born later.
    private let today: CivilDate
    private let colleagues: ColleagueNames
    private let dates = DateReader()
    /// Tags of one record, and telephone numbers and addresses together.
    private static let partLimit = 100

    /// - Parameters:
    ///   - mapping: the meaning of each column; nil: not taken.
    ///   - colleagues: who may look after the customers.
    init(
        header: [String], mapping: [CustomerMeaning?], today: CivilDate, colleagues: ColleagueNames = .none
    ) {
        self.header = header
        self.today = today
        self.colleagues = colleagues
        var columns: [CustomerColumn: [Int]] = [:]
        for (index, column) in mapping.enumerated() {
            if case .common(let column) = column { columns[column, default: []].append(index) }
        }
        self.columns = columns
        fields = CustomerField.imported.compactMap { field in
            mapping.firstIndex(of: .field(field.name)).map { (field, $0) }
        }
    }

    /// Whether the columns can name a customer at all.
    var canName: Bool { [.name, .company, .lastName, .firstName].contains { columns[$0] != nil } }

    /// - Throws: `Refusal`.
    func record(_ row: CSVRecord) throws(Refusal) -> CustomerRecord {
        var record = CustomerRecord()
        record.line = row.line
        let number = try text(row, .externalNumber, limit: 100)
        record.number = number.isEmpty ? nil : number
        try readNames(row, &record)
        try readFacts(row, &record)
        readFields(row, &record)
        try readPlace(row, &record)
        for (column, slot) in [
            (CustomerColumn.phone, CustomerRecord.Slot.phone), (.mobile, .mobile), (.fax, .fax),
        ] {
            try readPhones(row, column, slot, country: record.place.country, &record)
        }
        try readEmails(row, &record)
        try readResponsible(row, &record)
        return record
    }

    // MARK: Single fields

    /// The cleaned texts of all columns with this meaning that are filled.
    private func texts(_ row: CSVRecord, _ column: CustomerColumn) -> [(column: Int, text: String)] {
        guard let places = columns[column] else { return [] }
        return places.compactMap { place in text(row, at: place).map { (place, $0) } }
    }

    /// The cleaned text of a column; nil: it is not filled.
    private func text(_ row: CSVRecord, at place: Int) -> String? {
        guard place < row.count else { return nil }
        let text = CellText.clean(row.plain(place))
        return text.isEmpty || CellText.isPlaceholder(text) ? nil : text
    }

    private func text(_ row: CSVRecord, _ column: CustomerColumn, limit: Int = 200) throws(Refusal) -> String
    {
        guard let first = texts(row, column).first else { return "" }
        guard first.text.utf8.count <= limit || first.text.unicodeScalars.count <= limit else {
            throw Refusal("too-long", field: header[first.column])
        }
        return first.text
    }

    private func field(_ column: CustomerColumn) -> String {
        columns[column]?.first.map { header[$0] } ?? ""
    }

    // MARK: Names

    private func readNames(_ row: CSVRecord, _ record: inout CustomerRecord) throws(Refusal) {
        var person = CustomerRecord.Person()
        person.salutation = PersonName.salutation(try text(row, .salutation, limit: 50))
        person.title = try text(row, .title, limit: 50)
        person.firstName = try text(row, .firstName, limit: 100)
        person.lastName = try text(row, .lastName, limit: 100)
        let position = [try text(row, .department, limit: 100), try text(row, .position, limit: 100)]
        person.position = position.filter { !$0.isEmpty }.joined(separator: ", ")
        let name = try text(row, .name)
        let company = try companyName(row)
        let kind = CustomerKind.read(try text(row, .kind))
        record.hasKind = kind != nil
        let guessed = CustomerKind.guess(company: company, name: name, person: person)
        if (kind ?? guessed) == .person, !(person.isEmpty && name.isEmpty) {
            try becomePerson(&record, person, name, company)
        } else {
            try becomeCompany(&record, row, person, name, company)
        }
        guard record.hasName else { throw Refusal("name-required", field: field(.company)) }
    }

    private func becomePerson(
        _ record: inout CustomerRecord, _ person: CustomerRecord.Person, _ name: String, _ company: String
    ) throws(Refusal) {
        var person = person
        if person.isEmpty {
            person = PersonName.parse(name, salutation: person.salutation, title: person.title)
        }
        record.details.kind = .person
        record.details.salutation = person.salutation
        record.details.academicTitle = person.title
        record.details.firstName = person.firstName
        record.details.lastName = person.lastName
        record.details.companyName = company
    }

    private func becomeCompany(
        _ record: inout CustomerRecord, _ row: CSVRecord, _ person: CustomerRecord.Person, _ name: String,
        _ company: String
    ) throws(Refusal) {
        record.details.kind = .company
        record.contact = person
        let contactName = try text(row, .contactPerson)
        if person.isEmpty, !contactName.isEmpty {
            record.contact = PersonName.parse(contactName, salutation: person.salutation, title: person.title)
            record.contact.position = person.position
        }
        if !company.isEmpty {
            record.details.companyName = company
        } else if !name.isEmpty {
            record.details.companyName = name
        } else {
            // A business under its owner's name.
            record.details.companyName = [person.firstName, person.lastName].filter { !$0.isEmpty }
                .joined(separator: " ")
            record.contact = CustomerRecord.Person()
        }
    }

    private func companyName(_ row: CSVRecord) throws(Refusal) -> String {
        let first = try text(row, .company)
        guard !first.isEmpty else { return "" }
        let additions = texts(row, .companyAddition).map(\.text)
        let name = ([first] + additions).joined(separator: " ")
        guard name.unicodeScalars.count <= 200 else { throw Refusal("too-long", field: field(.company)) }
        return name
    }

    // MARK: Facts

    private func readFacts(_ row: CSVRecord, _ record: inout CustomerRecord) throws(Refusal) {
        record.details.industry = try text(row, .industry)
        record.details.website = try text(row, .website)
        record.details.vatID = try vatNumber(row)
        record.details.birthDate = try birthday(row)
        let notes = (columns[.note] ?? []).filter { $0 < row.count }.map {
            CellText.cleanLines(row.plain($0))
        }
        record.details.about = notes.filter { !$0.isEmpty }.joined(separator: "\n")
        guard record.details.about.utf8.count <= 5000 || record.details.about.unicodeScalars.count <= 5000
        else {
            throw Refusal("too-long", field: field(.note))
        }
        for (column, text) in texts(row, .tags) {
            for part in text.split(whereSeparator: { ",;|".contains($0) }) {
                let tag = CellText.clean(String(part))
                guard tag.unicodeScalars.count <= 50 else { throw Refusal("too-long", field: header[column]) }
                if !tag.isEmpty, !record.tags.contains(tag) { record.tags.append(tag) }
                guard record.tags.count <= Self.partLimit else {
                    throw Refusal("too-many", field: header[column])
                }
            }
        }
    }

    /// What a field cannot hold costs the customer nothing but this.
    private func readFields(_ row: CSVRecord, _ record: inout CustomerRecord) {
        for (field, column) in fields {
            guard let text = text(row, at: column) else { continue }
            do {
                guard let value = field.value(meantBy: text) else {
                    throw Refusal("remark.choice", field: "")
                }
                try field.set(value, in: &record.details)
            } catch {
                record.remark = Refusal("remark.choice", field: header[column])
            }
        }
    }

    private func vatNumber(_ row: CSVRecord) throws(Refusal) -> String {
        let text = try text(row, .vatNumber, limit: 40)
        guard !text.isEmpty else { return "" }
        let number = text.uppercased().filter { $0 != " " && $0 != "." && $0 != "-" && $0 != "/" }
        let bytes = Array(number.utf8)
        // Two letters of the country and 2 to 13 characters behind; Switzerland has CHE and nine digits.
        guard (4...16).contains(bytes.count), bytes[0...1].allSatisfy({ (65...90).contains($0) }),
            bytes.dropFirst(2).allSatisfy({
                (48...57).contains($0) || (65...90).contains($0) || $0 == 43 || $0 == 42
            }),
            bytes.count(where: { (48...57).contains($0) }) >= 2
        else { throw Refusal("vat-number", field: field(.vatNumber)) }
        return number
    }

    private func birthday(_ row: CSVRecord) throws(Refusal) -> CivilDate? {
        let text = try text(row, .birthday, limit: 40)
        guard !text.isEmpty else { return nil }
        let day: CalendarDay
        do throws(DateError) {
            day = try dates.day(text)
        } catch {
            throw Refusal("date." + error.rawValue, field: field(.birthday))
        }
        guard let date = CivilDate(year: day.year, month: day.month, day: day.day), date <= today else {
            throw Refusal("date.future", field: field(.birthday))
        }
        return date
    }

    /// Somebody who is not known here costs the customer nothing but this.
    private func readResponsible(_ row: CSVRecord, _ record: inout CustomerRecord) throws(Refusal) {
        let name = try text(row, .responsible)
        guard !name.isEmpty else { return }
        do throws(Refusal) {
            record.responsible = try colleagues.find(name)
        } catch {
            record.remark = Refusal(error.reason, field: field(.responsible))
        }
    }

    // MARK: Places

    private func readPlace(_ row: CSVRecord, _ record: inout CustomerRecord) throws(Refusal) {
        var place = CustomerRecord.Place()
        place.street = try text(row, .street)
        let houseNumber = try text(row, .houseNumber, limit: 20)
        if !houseNumber.isEmpty {
            place.street = place.street.isEmpty ? houseNumber : place.street + " " + houseNumber
        }
        for addition in texts(row, .addressAddition) {
            place.street = place.street.isEmpty ? addition.text : place.street + ", " + addition.text
        }
        let box = try text(row, .postBox, limit: 40)
        if place.street.isEmpty, !box.isEmpty {
            place.street = box.allSatisfy(\.isNumber) ? "Postfach \(box)" : box
        }
        guard place.street.unicodeScalars.count <= 200 else {
            throw Refusal("too-long", field: field(.street))
        }
        place.postcode = try text(row, .postalCode)
        place.city = try text(row, .city, limit: 100)
        if place.city.isEmpty, let space = place.postcode.firstIndex(of: " "),
            place.postcode[..<space].allSatisfy(\.isNumber)
        {
            // One column for both: 24103 Kiel.
            place.city = String(place.postcode[place.postcode.index(after: space)...])
            place.postcode = String(place.postcode[..<space])
        }
        guard place.postcode.utf8.count <= 12, place.postcode.utf8.allSatisfy(Self.mayStandInPostcode) else {
            throw Refusal("postcode", field: field(.postalCode))
        }
        let country = try text(row, .country)
        guard let code = CountryName.code(country) else { throw Refusal("country", field: field(.country)) }
        place.country = code
        record.place = place
    }

    private static func mayStandInPostcode(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 32
            || byte == 45
    }

    // MARK: Reaching

    private func readPhones(
        _ row: CSVRecord, _ column: CustomerColumn, _ slot: CustomerRecord.Slot, country: String,
        _ record: inout CustomerRecord
    ) throws(Refusal) {
        let found = texts(row, column)
        guard !found.isEmpty else { return }
        let rules = country.isEmpty ? .germany : PhoneCountry(iso: country) ?? .germany
        for (place, text) in found {
            for part in text.split(whereSeparator: { $0 == ";" || $0 == "," }) {
                guard record.reaches.count < Self.partLimit else {
                    throw Refusal("too-many", field: header[place])
                }
                do throws(PhoneError) {
                    let number = try PhoneNumber(String(part), country: rules)
                    let value = number.e164 + (number.extension.map { "x" + $0 } ?? "")
                    record.add(.init(slot: slot, value: value, display: CellText.clean(String(part))))
                } catch {
                    throw Refusal("phone." + error.rawValue, field: header[place])
                }
            }
        }
    }

    private func readEmails(_ row: CSVRecord, _ record: inout CustomerRecord) throws(Refusal) {
        for (place, text) in texts(row, .email) {
            for part in text.split(whereSeparator: { $0 == ";" || $0 == "," }) {
                guard record.reaches.count < Self.partLimit else {
                    throw Refusal("too-many", field: header[place])
                }
                do throws(EmailError) {
                    let address = try EmailAddress(String(part))
                    record.add(.init(slot: .email, value: address.key, display: address.text))
                } catch {
                    throw Refusal("email." + error.rawValue, field: header[place])
                }
            }
        }
    }
}

extension CustomerRecord {
    /// Adds a way to reach the customer unless it is there.
    mutating func add(_ reaching: Reaching) {
        guard !reaches.contains(where: { $0.value == reaching.value && $0.slot.kind == reaching.slot.kind })
        else {
            return
        }
        reaches.append(reaching)
    }
}

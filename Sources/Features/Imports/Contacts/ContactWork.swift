import Customers
import Formats
import Language
import Platform

/// Takes the cards of a vCard file in: people at companies, companies, and private persons.
actor ContactWork: ImportWork {
    private var reader = VCardReader()
    private let file: ImportFile
    private let intake: CustomerIntake
    private let cards: CardReader
    private var seen = SeenRecords()
    private var records = 0
    /// A card that was read, but belongs into the next batch.
    private var waiting: VCardEntry?

    init(_ path: String, _ intake: CustomerIntake) throws {
        let prefix = try ImportFile.prefix(of: path)
        try FileSignature.requireText(prefix)
        guard TextEncoding.string(prefix).uppercased().contains("BEGIN:VCARD") else {
            throw Refusal("file.kind")
        }
        file = try ImportFile(path)
        self.intake = intake
        cards = CardReader(today: intake.texts.today)
    }

    func step() throws -> ImportStep? {
        var batch = CustomerBatch()
        var groups: Set<String> = []
        var count = 0
        while count < CustomerBatch.size, let entry = try nextEntry() {
            switch entry {
            case .rejected(let line, let damage, let raw):
                batch.rejections.append(
                    Rejection(line: line, refusal: Refusal("vcard." + damage.rawValue), raw: raw))
            case .card(let card):
                do throws(Refusal) {
                    let record = try cards.record(card)
                    // The second card of a company must find what the first has added.
                    if let group = record.groupKey, !groups.insert(group).inserted {
                        waiting = entry
                        records += count
                        return step(batch)
                    }
                    seen.add(record, raw: card.formattedName, to: &batch)
                } catch {
                    batch.rejections.append(
                        Rejection(line: card.line, refusal: error, raw: card.formattedName))
                }
            }
            count += 1
        }
        records += count
        return count == 0 ? nil : step(batch)
    }

    func samples(_ count: Int, _ texts: Texts) throws -> [[String]] {
        var rows: [[String]] = []
        while rows.count < count, let entry = try nextEntry() {
            switch entry {
            case .rejected(_, let damage, _):
                rows.append([texts.importReason("vcard." + damage.rawValue), "", "", ""])
            case .card(let card):
                let name = [card.givenName, card.familyName].filter { !$0.isEmpty }.joined(separator: " ")
                rows.append([
                    card.formattedName.isEmpty ? name : card.formattedName, card.organization,
                    card.phones.map(\.value).joined(separator: ", "),
                    card.emails.map(\.value).joined(separator: ", "),
                ])
            }
        }
        return rows
    }

    private func step(_ batch: CustomerBatch) -> ImportStep {
        var batch = batch
        batch.records = records
        batch.bytes = file.bytesRead
        return ImportStep(batch, intake)
    }

    private func nextEntry() throws -> VCardEntry? {
        try Deadline.check()
        if let entry = waiting {
            waiting = nil
            return entry
        }
        return try reader.next(pulling: { [file] in try file.next() })
    }
}

/// Makes records of customers from cards.
struct CardReader: Sendable {
    /// Nobody is born later.
    let today: CivilDate

    /// - Throws: `Refusal`.
    func record(_ card: VCard) throws(Refusal) -> CustomerRecord {
        var record = CustomerRecord()
        record.line = card.line
        record.identity = card.uid.map { CellText.clean($0).beginning(200) } ?? ""
        record.hasKind = true
        name(card, &record)
        guard record.hasName else { throw Refusal("name-required") }
        guard record.details.name.unicodeScalars.count <= 200,
            record.details.firstName.unicodeScalars.count <= 100,
            record.details.lastName.unicodeScalars.count <= 100,
            record.details.academicTitle.unicodeScalars.count <= 50
        else { throw Refusal("too-long") }
        if let day = card.birthday, record.details.kind == .person {
            let date = CivilDate(year: day.year, month: day.month, day: day.day)
            record.details.birthDate = date.flatMap { $0 <= today ? $0 : nil }
        }
        if let url = card.urls.first.map(CellText.clean), url.unicodeScalars.count <= 200 {
            record.details.website = url
        }
        record.details.about = CellText.cleanLines(card.note).beginning(5000)
        record.tags = card.categories.map(CellText.clean).filter {
            !$0.isEmpty && $0.unicodeScalars.count <= 50
        }.uniqued()
        if let address = card.addresses.first(where: { $0.types.contains("work") }) ?? card.addresses.first {
            record.place = place(address)
        }
        addReaches(card, &record)
        return record
    }

    private func name(_ card: VCard, _ record: inout CustomerRecord) {
        let company = CellText.clean(card.organization)
        let formatted = CellText.clean(card.formattedName)
        var person = CustomerRecord.Person()
        person.title = CellText.clean(card.namePrefix)
        person.firstName = CellText.clean([card.givenName, card.additionalNames].joined(separator: " "))
        person.lastName = CellText.clean(card.familyName)
        if person.isEmpty, formatted != company, !CustomerKind.isCompany(formatted) {
            person = PersonName.parse(formatted, salutation: "", title: person.title)
        }
        let business = company.isEmpty && CustomerKind.isCompany(formatted) ? formatted : company
        guard !business.isEmpty else {
            record.details.kind = .person
            record.details.academicTitle = person.title
            record.details.firstName = person.firstName
            record.details.lastName = person.lastName
            return
        }
        record.details.kind = .company
        record.details.companyName = business
        record.group = SortKey.key(business)
        record.isContact = !person.isEmpty
        let position = (card.units + [card.position]).map(CellText.clean).filter { !$0.isEmpty }
        person.position = position.joined(separator: ", ").beginning(200)
        record.contact = person
    }

    private func place(_ address: VCard.Address) -> CustomerRecord.Place {
        var place = CustomerRecord.Place()
        let lines = [address.street, address.addition, address.postBox].map(CellText.clean).filter {
            !$0.isEmpty
        }
        place.street = lines.joined(separator: ", ").beginning(200)
        place.postcode = CellText.clean(address.postalCode).beginning(12)
        place.city = CellText.clean(address.city).beginning(100)
        place.country = CountryName.code(CellText.clean(address.country)) ?? ""
        return place
    }

    /// A card stays good when one of its numbers is not: it is left out.
    private func addReaches(_ card: VCard, _ record: inout CustomerRecord) {
        let rules = PhoneCountry(iso: record.place.country) ?? .germany
        for phone in card.phones {
            let slot: CustomerRecord.Slot =
                phone.types.contains("fax") ? .fax : phone.types.contains("cell") ? .mobile : .phone
            do throws(PhoneError) {
                let number = try PhoneNumber(phone.value, country: rules)
                add(slot, number.e164 + (number.extension.map { "x" + $0 } ?? ""), phone.value, &record)
            } catch {
                note(phone.value, &record)
            }
        }
        for email in card.emails {
            do throws(EmailError) {
                let address = try EmailAddress(email.value)
                add(.email, address.key, address.text, &record)
            } catch {
                note(email.value, &record)
            }
        }
        for profile in card.profiles where !profile.value.isEmpty && profile.value.unicodeScalars.count <= 200
        {
            let service = profile.service.isEmpty ? "web" : profile.service
            add(.social, "\(service):\(profile.value.lowercased())", profile.value, &record)
        }
    }

    private func add(
        _ slot: CustomerRecord.Slot, _ value: String, _ display: String, _ record: inout CustomerRecord
    ) {
        record.add(
            .init(slot: slot, value: value, display: CellText.clean(display), isContacts: record.isContact))
    }

    /// What cannot be dialled or written to is kept as a remark.
    private func note(_ text: String, _ record: inout CustomerRecord) {
        let text = CellText.clean(text)
        guard !text.isEmpty, record.details.about.unicodeScalars.count + text.unicodeScalars.count < 4990
        else { return }
        record.details.about += (record.details.about.isEmpty ? "" : "\n") + text
    }
}

extension [String] {
    /// Each once, in order.
    func uniqued() -> [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}

import Customers
import Language
import Platform
import Storage
import Timeline

/// Some customers of the demo company with everything about them, gathered as rows and written with few statements.
struct DemoBatch {
    private let range: Range<Int>
    private var entriesLeft: Int
    private let staff: DemoStaff
    private let tx: any Transaction
    private var random: DemoRandom
    private let today: Int

    private var customerRows: [[SQLValue]] = []
    private var numberRows: [[SQLValue]] = []
    private var addressRows: [[SQLValue]] = []
    private var contactRows: [[SQLValue]] = []
    private var reachRows: [[SQLValue]] = []
    private var tagRows: [[SQLValue]] = []
    private var responsibilityRows: [[SQLValue]] = []
    private var factRows: [[SQLValue]] = []
    private var consentRows: [[SQLValue]] = []
    private var itemRows: [[SQLValue]] = []
    private var entryRows: [[SQLValue]] = []

    /// Two years of timeline.
    private static let historyDays = 730

    init(range: Range<Int>, entries: Int, staff: DemoStaff, tx: any Transaction) {
        self.range = range
        entriesLeft = entries
        self.staff = staff
        self.tx = tx
        random = DemoRandom(seed: UInt64(range.lowerBound) &* 7919 &+ 42)
        today = Int(tx.now.us / 86_400_000_000)
    }

    mutating func write() throws {
        for index in range { customer(index) }
        try tx.insert(
            into: """
                customer (id, kind, name, name_key, company_name, salutation, academic_title, first_name, last_name,
                birth_date, vat_id, industry, website, preferred_channel, preferred_hours, about, city, dunning_level,
                open_cents, created_us, last_entry_us, version)
                """, customerRows)
        try tx.insert(into: "customer_number (system, number, customer_id)", numberRows)
        try tx.insert(
            into: "customer_address (id, customer_id, label, street, postcode, city, country)", addressRows)
        try tx.insert(
            into: "customer_contact (id, customer_id, salutation, first_name, last_name, position)",
            contactRows)
        try tx.insert(
            into: "customer_reach (id, customer_id, contact_id, kind, value, display, label)", reachRows)
        try tx.insert(into: "customer_tag (customer_id, tag)", tagRows)
        try tx.insert(
            into: "customer_responsibility (id, customer_id, person_id, topic, since_us)", responsibilityRows
        )
        try tx.insert(
            into: """
                customer_fact (id, customer_id, kind, text, said_by, author_id, author_name, at_us, confidence,
                expires_day)
                """, factRows)
        try tx.insert(
            into: """
                customer_consent (id, customer_id, purpose, channel, is_granted, source, proof, at_us, recorded_by)
                """, consentRows)
        try tx.insert(
            into: """
                customer_open_item (id, customer_id, number, issued_day, due_day, amount_cents, open_cents, currency,
                dunning_level)
                """, itemRows)
        try tx.insert(
            into: """
                timeline_entry (id, customer_id, at_us, kind, direction, author_id, author_name, title, text,
                audience_id, is_shared, source, source_id, home_id)
                """, entryRows)
    }

    private func newID() -> SQLValue { (tx.id() as ID<Demo>).sqlValue }

    // MARK: A customer

    private mutating func customer(_ index: Int) {
        let id: CustomerID = tx.id()
        let isCompany = random.below(3) > 0
        let first = random.pick(DemoWords.firstNames)
        let last = random.pick(DemoWords.lastNames)
        let trade = random.pick(DemoWords.trades)
        let place = random.pick(DemoWords.places)
        var details = CustomerDetails()
        details.kind = isCompany ? .company : .person
        if isCompany {
            details.companyName = "\(trade.0) \(last) \(random.pick(DemoWords.forms))"
            details.industry = trade.1
            details.vatID = "DE\(100_000_000 + random.below(899_999_999))"
            details.website = "https://\(mailName(trade.0))-\(mailName(last)).example"
        } else {
            (details.firstName, details.lastName) = (first, last)
        }
        if random.once(in: 3) { details.preferredChannel = random.pick(["phone", "email", "letter"]) }
        let (level, open) = money(of: id, index)
        let created = Timestamp(us: Int64(today - Self.historyDays - random.below(2000)) * 86_400_000_000)
        let lastEntry = entries(of: id, name: isCompany ? details.companyName : "\(first) \(last)")
        customerRows.append([
            id.sqlValue, details.kind.sqlValue, details.name.sqlValue, SortKey.key(details.sortName).sqlValue,
            details.companyName.sqlValue, "".sqlValue, "".sqlValue, details.firstName.sqlValue,
            details.lastName.sqlValue, "".sqlValue, details.vatID.sqlValue, details.industry.sqlValue,
            details.website.sqlValue, details.preferredChannel.sqlValue, "".sqlValue, "".sqlValue,
            place.city.sqlValue,
            level.sqlValue, open.sqlValue, created.sqlValue, lastEntry.sqlValue, 1.sqlValue,
        ])
        numberRows.append(["".sqlValue, "K-\(10_000 + index)".sqlValue, id.sqlValue])
        addressRows.append([
            newID(), id.sqlValue, "".sqlValue,
            "\(random.pick(DemoWords.streets)) \(1 + random.below(120))".sqlValue,
            place.postcode.sqlValue, place.city.sqlValue, "".sqlValue,
        ])
        reaches(
            of: id, isCompany: isCompany, first, last,
            domain: "\(mailName(trade.0))-\(mailName(last)).example", place.area)
        relationsToUs(of: id)
    }

    private mutating func reaches(
        of id: CustomerID, isCompany: Bool, _ first: String, _ last: String, domain: String, _ area: String
    ) {
        phone(of: id, contact: .null, area)
        let mail = isCompany ? "info@\(domain)" : "\(mailName(first)).\(mailName(last))@post.example"
        reachRows.append([
            newID(), id.sqlValue, .null, "email".sqlValue, mail.sqlValue, mail.sqlValue, "".sqlValue,
        ])
        guard isCompany, random.below(3) > 0 else { return }
        let contact = newID()
        contactRows.append([
            contact, id.sqlValue, "".sqlValue, first.sqlValue, last.sqlValue,
            random.pick(DemoWords.positions).sqlValue,
        ])
        phone(of: id, contact: contact, area)
    }

    private mutating func phone(of id: CustomerID, contact: SQLValue, _ area: String) {
        let number = 100_000 + random.below(899_999)
        reachRows.append([
            newID(), id.sqlValue, contact, "phone".sqlValue, "+49\(area)\(number)".sqlValue,
            "0\(area) \(number)".sqlValue, "".sqlValue,
        ])
    }

    private mutating func relationsToUs(of id: CustomerID) {
        if random.once(in: 2) { tagRows.append([id.sqlValue, random.pick(DemoWords.tags).sqlValue]) }
        for topic in DemoWords.topics where topic == "Vertrieb" || random.once(in: 3) {
            let person = random.pick(staff.people)
            responsibilityRows.append([
                newID(), id.sqlValue, person.id.sqlValue, topic.sqlValue, moment(daysAgo: 400).sqlValue,
            ])
        }
        if random.once(in: 3) {
            let (author, fact) = (random.pick(staff.people), random.pick(DemoWords.softFacts))
            factRows.append([
                newID(), id.sqlValue, fact.kind.sqlValue, fact.text.sqlValue, "".sqlValue, author.id.sqlValue,
                author.name.sqlValue, moment(daysAgo: 200).sqlValue,
                random.pick(["certain", "likely", "guess"]).sqlValue,
                .null,
            ])
        }
        if random.once(in: 3) {
            consentRows.append([
                newID(), id.sqlValue, "Werbung".sqlValue, "email".sqlValue, random.below(2).sqlValue,
                "Formular".sqlValue, "".sqlValue, moment(daysAgo: 500).sqlValue, "".sqlValue,
            ])
        }
    }

    /// Open items of every eighth customer. - Returns: dunning level and open cents.
    private mutating func money(of id: CustomerID, _ index: Int) -> (Int, Int) {
        guard random.once(in: 8) else { return (0, 0) }
        let (level, cents) = (random.below(4), 5000 + random.below(900_000))
        let due = today - 20 * level + 10
        itemRows.append([
            newID(), id.sqlValue, "RE-\(20_000 + index)".sqlValue,
            CivilDate(daysSince1970: due - 14).sqlValue,
            CivilDate(daysSince1970: due).sqlValue, cents.sqlValue, cents.sqlValue, "EUR".sqlValue,
            level.sqlValue,
        ])
        return (level, cents)
    }

    // MARK: Its timeline

    /// - Returns: when something happened last; 0: never.
    private mutating func entries(of id: CustomerID, name: String) -> Int64 {
        let customersLeft = range.upperBound - range.lowerBound - customerRows.count
        let mean = entriesLeft / max(1, customersLeft)
        // Some customers are spoken to far more often than others; the last one takes what is left.
        let count = customersLeft == 1 ? entriesLeft : min(entriesLeft, random.below(2 * mean + 1))
        entriesLeft -= count
        let times = (0..<count).map { _ in moment(daysAgo: Self.historyDays).us }.sorted()
        for time in times { entry(of: id, name, at: time) }
        return times.last ?? 0
    }

    private mutating func entry(of id: CustomerID, _ name: String, at time: Int64) {
        let author = random.pick(staff.people)
        let (kind, direction, title, text, isOurs):
            (TimelineEntry.Kind, TimelineEntry.Direction, String, String, Bool)
        switch random.below(10) {
        case 0...3:
            let inward = random.below(3) > 0
            (kind, direction, title, text, isOurs) = (
                .mail, inward ? .inward : .outward, random.pick(DemoWords.subjects),
                random.pick(DemoWords.mails), !inward
            )
        case 4...6:
            let inward = random.below(2) == 0
            (kind, direction, title, text, isOurs) = (
                .call, inward ? .inward : .outward, "", random.pick(DemoWords.calls), true
            )
        case 7, 8:
            (kind, direction, title, text, isOurs) = (.note, .none, "", random.pick(DemoWords.notes), true)
        default:
            (kind, direction, title, text, isOurs) = (.talk, .none, "", random.pick(DemoWords.talks), true)
        }
        entryRows.append([
            newID(), id.sqlValue, time.sqlValue, kind.sqlValue, direction.sqlValue,
            isOurs ? author.id.sqlValue : .null, (isOurs ? author.name : name).sqlValue, title.sqlValue,
            text.sqlValue,
            .null, 0.sqlValue, "".sqlValue, .null, id.sqlValue,
        ])
    }

    /// A working hour on one of the last `daysAgo` days.
    private mutating func moment(daysAgo: Int) -> Timestamp {
        let day = today - 1 - random.below(daysAgo)
        return Timestamp(us: (Int64(day) * 86400 + 25_200 + Int64(random.below(32_400))) * 1_000_000)
    }
}

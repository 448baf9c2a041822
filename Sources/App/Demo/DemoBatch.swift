import Customers
import Language
import Platform
import Storage
import Timeline

/// Some customers of the demo company with everything about them, gathered as rows and written with few statements.
struct DemoBatch {
    let range: Range<Int>
    var entriesLeft: Int
    let staff: DemoStaff
    let tx: any Transaction
    var random: DemoRandom
    let today: Int
    /// How many customers have their entries.
    var told = 0
    /// The customers so far; the last ones of the first batch go back to them.
    private var written: [DemoCustomer] = []

    private var customerRows: [[SQLValue]] = []
    /// The sort keys of each of them, which its parts carry.
    private var keys: [SQLValue: [SQLValue]] = [:]
    private var numberRows: [[SQLValue]] = []
    private var addressRows: [[SQLValue]] = []
    private var contactRows: [[SQLValue]] = []
    private var reachRows: [[SQLValue]] = []
    private var tagRows: [[SQLValue]] = []
    private var responsibilityRows: [[SQLValue]] = []
    private var factRows: [[SQLValue]] = []
    private var consentRows: [[SQLValue]] = []
    private var itemRows: [[SQLValue]] = []
    private var relationRows: [[SQLValue]] = []
    private var guestRows: [[SQLValue]] = []
    var entryRows: [[SQLValue]] = []

    /// Two years of timeline.
    static let historyDays = 730
    /// From how many customers on there are doubles, relatives and shared ones among them.
    private static let societyFrom = 100
    /// Places of the customers whom the guest sees.
    private static let shared = [4, 11, 18]

    init(range: Range<Int>, entries: Int, staff: DemoStaff, tx: any Transaction) {
        self.range = range
        entriesLeft = entries
        self.staff = staff
        self.tx = tx
        random = DemoRandom(seed: UInt64(range.lowerBound) &* 7919 &+ 42)
        today = Int(tx.now.us / 86_400_000_000)
    }

    /// Writes all of them. - Returns: who they are.
    mutating func write() throws -> [DemoCustomer] {
        for index in range { add(person(at: index), index) }
        if hasSociety { partner() }
        try insert()
        return written
    }

    func newID() -> SQLValue { (tx.id() as ID<Demo>).sqlValue }

    // MARK: Who

    private var hasSociety: Bool { range.lowerBound == 0 && range.count >= Self.societyFrom }

    /// Anybody; towards the end of the first batch relatives of those before, and those before once more.
    private mutating func person(at index: Int) -> DemoCustomer {
        let id: CustomerID = tx.id()
        let left = range.upperBound - index
        if hasSociety, left <= DemoCustomer.doubles + 4 {
            let known =
                left > DemoCustomer.doubles ? relative(id, left - DemoCustomer.doubles) : double(id, left)
            if let known { return known }
        }
        var anybody = DemoCustomer(id, staff: staff.people.count, &random)
        if index < DemoWords.questions.count { anybody.keeper = 0 }
        return anybody
    }

    /// One of those before, once more; nil: there are too few.
    private mutating func double(_ id: CustomerID, _ left: Int) -> DemoCustomer? {
        let slips = DemoCustomer.Slip.allCases
        let slip = slips[left % slips.count]
        // Each goes back to somebody else, and not to the first ones, who write mails.
        let candidates = written.dropFirst(30).filter { $0.isCompany == slip.isOfCompany }
        let fitting = candidates.filter { slip != .otherForm || $0.form.hasPrefix("GmbH") }
        let origin = fitting.dropFirst((left / slips.count) * 7 + left % slips.count).first
        return origin?.written(again: slip, as: id, &random)
    }

    /// Somebody who goes with one of those before; nil: there are too few.
    private mutating func relative(_ id: CustomerID, _ number: Int) -> DemoCustomer? {
        let isHousehold = number <= 2
        let candidates = written.filter { $0.isCompany != isHousehold }
        guard let origin = candidates.dropFirst(number * 3).first else { return nil }
        let note = isHousehold ? "Leben unter einem Dach" : "Derselbe Inhaber"
        relate(id, to: origin.id, isHousehold ? .household : .group, note)
        return isHousehold ? origin.housemate(id, &random) : origin.sister(id, &random)
    }

    private mutating func partner() {
        let companies = written.filter(\.isCompany)
        guard companies.count > 9 else { return }
        relate(companies[2].id, to: companies[9].id, .partner, "Bauen Projekte gemeinsam")
    }

    private mutating func relate(
        _ id: CustomerID, to other: CustomerID, _ kind: Relation.Kind, _ note: String
    ) {
        relationRows.append([newID(), id.sqlValue, other.sqlValue, kind.sqlValue, note.sqlValue])
    }

    // MARK: Everything about them

    private mutating func add(_ customer: DemoCustomer, _ index: Int) {
        var customer = customer
        let place = DemoWords.places[customer.place]
        if customer.isCompany, random.below(3) > 0 {
            customer.contact = contact(at: customer, place.area)
        }
        let isShared = hasSociety && Self.shared.contains(index)
        if isShared { guestRows.append([customer.id.sqlValue, staff.guest.sqlValue]) }
        let channel = random.once(in: 3) ? random.pick(["phone", "email", "letter"]) : ""
        let (level, open) = money(of: customer, index)
        let created = Timestamp(us: Int64(today - Self.historyDays - random.below(2000)) * 86_400_000_000)
        responsibilities(of: customer)
        let lastEntry = entries(of: customer, isShared: isShared)
        let new = self.customer(customer, channel, level, open, created, lastEntry)
        customerRows.append(CustomerStore.values(of: new))
        keys[new.id.sqlValue] = [
            SortKey.key(new.details.sortName).sqlValue, lastEntry.sqlValue, open.sqlValue, level.sqlValue,
        ]
        numberRows.append(["".sqlValue, "K-\(10_000 + index)".sqlValue, customer.id.sqlValue])
        addressRows.append([
            newID(), customer.id.sqlValue, "".sqlValue, "\(customer.street) \(customer.house)".sqlValue,
            place.postcode.sqlValue, place.city.sqlValue, "".sqlValue,
        ])
        phone(of: customer.id, contact: .null, place.area, customer.phone)
        reachRows.append([
            newID(), customer.id.sqlValue, .null, "email".sqlValue, customer.email.sqlValue,
            customer.email.sqlValue, "".sqlValue,
        ])
        knowledge(of: customer)
        if range.lowerBound == 0 { written.append(customer) }
    }

    private func customer(
        _ customer: DemoCustomer, _ channel: String, _ level: Int, _ open: Int, _ created: Timestamp,
        _ lastEntry: Int64
    ) -> Customer {
        var details = CustomerDetails()
        if customer.isCompany {
            details.companyName = customer.companyName
            details.industry = DemoWords.trades[customer.trade].industry
            details.website = "https://\(customer.domain)"
        } else {
            details.kind = .person
            (details.firstName, details.lastName) = (customer.firstName, customer.lastName)
        }
        details.birthDate = customer.birthDay.map { CivilDate(daysSince1970: $0) }
        (details.vatID, details.preferredChannel) = (customer.vatID, channel)
        var new = Customer(id: customer.id, details: details, createdAt: created)
        new.city = DemoWords.places[customer.place].city
        (new.dunningLevel, new.openCents) = (level, open)
        new.lastEntryAt = lastEntry == 0 ? nil : Timestamp(us: lastEntry)
        return new
    }

    /// - Returns: the name.
    private mutating func contact(at customer: DemoCustomer, _ area: String) -> String {
        let id = newID()
        contactRows.append([
            id, customer.id.sqlValue, "".sqlValue, customer.firstName.sqlValue, customer.lastName.sqlValue,
            random.pick(DemoWords.positions).sqlValue,
        ])
        phone(of: customer.id, contact: id, area, 100_000 + random.below(899_999))
        return "\(customer.firstName) \(customer.lastName)"
    }

    private mutating func phone(of id: CustomerID, contact: SQLValue, _ area: String, _ number: Int) {
        reachRows.append([
            newID(), id.sqlValue, contact, "phone".sqlValue, "+49\(area)\(number)".sqlValue,
            "0\(area) \(number)".sqlValue, "".sqlValue,
        ])
    }

    private mutating func responsibilities(of customer: DemoCustomer) {
        for topic in DemoWords.topics where topic == "Vertrieb" || random.once(in: 3) {
            let person = topic == "Vertrieb" ? staff.people[customer.keeper] : random.pick(staff.people)
            responsibilityRows.append([
                newID(), customer.id.sqlValue, person.id.sqlValue, topic.sqlValue,
                moment(daysAgo: 400).sqlValue,
            ])
        }
    }

    private mutating func knowledge(of customer: DemoCustomer) {
        if random.once(in: 2) {
            tagRows.append([customer.id.sqlValue, random.pick(DemoWords.tags).sqlValue])
        }
        if random.once(in: 3) {
            let (author, fact) = (random.pick(staff.people), random.pick(DemoWords.softFacts))
            let expires = fact.days == 0 ? nil : CivilDate(daysSince1970: today + 3 + random.below(fact.days))
            factRows.append([
                newID(), customer.id.sqlValue, fact.kind.sqlValue, fact.text.sqlValue,
                (random.once(in: 2) ? customer.contact : "").sqlValue, author.id.sqlValue,
                author.name.sqlValue, moment(daysAgo: 200).sqlValue,
                random.pick(["certain", "likely", "guess"]).sqlValue, expires.sqlValue,
            ])
        }
        if random.once(in: 3) {
            let said = random.pick(DemoWords.consents)
            consentRows.append([
                newID(), customer.id.sqlValue, said.purpose.sqlValue, said.channel.sqlValue,
                (said.isGranted ? 1 : 0).sqlValue, said.source.sqlValue, said.proof.sqlValue,
                moment(daysAgo: 500).sqlValue, random.pick(staff.people).name.sqlValue,
            ])
        }
    }

    /// Open items of every eighth customer, and how those were dunned. - Returns: dunning level and open cents.
    private mutating func money(of customer: DemoCustomer, _ index: Int) -> (Int, Int) {
        // One of the first colleague's own customers is dunned.
        guard random.once(in: 8) || index == 1 else { return (0, 0) }
        let level = index == 1 ? 2 : random.below(4)
        var sum = 0
        for number in 0...random.below(3) {
            let cents = 5000 + random.below(500_000)
            // The first one is the oldest, and the one that was dunned.
            let due = number == 0 ? today - 20 * level + 10 - (level > 0 ? 14 : 0) : today + 4 + 5 * number
            itemRows.append([
                newID(), customer.id.sqlValue, "RE-\(20_000 + 4 * index + number)".sqlValue,
                CivilDate(daysSince1970: due - 14).sqlValue, CivilDate(daysSince1970: due).sqlValue,
                cents.sqlValue, cents.sqlValue, "EUR".sqlValue, (number == 0 ? level : 0).sqlValue,
            ])
            if number == 0 { dun(customer, invoice: "RE-\(20_000 + 4 * index)", cents, level, due: due) }
            sum += cents
        }
        return (level, sum)
    }

    /// The rows with the sort keys of the customer whose id stands at `index`.
    private func keyed(_ rows: [[SQLValue]], _ index: Int) -> [[SQLValue]] {
        rows.map { $0 + (keys[$0[index]] ?? []) }
    }

    private mutating func insert() throws {
        try tx.insert(into: CustomerStore.inserted, customerRows)
        try tx.insert(into: "customer_number (system, number, customer_id)", numberRows)
        let sortKeys: SQL = "by_name, by_last_us, by_open_cents, by_dunning_level"
        try tx.insert(
            into: "customer_address (id, customer_id, label, street, postcode, city, country, \(sortKeys))",
            keyed(addressRows, 1))
        try tx.insert(
            into: "customer_contact (id, customer_id, salutation, first_name, last_name, position)",
            contactRows)
        try tx.insert(
            into: "customer_reach (id, customer_id, contact_id, kind, value, display, label)", reachRows)
        try tx.insert(into: "customer_tag (customer_id, tag, \(sortKeys))", keyed(tagRows, 0))
        try tx.insert(
            into: "customer_responsibility (id, customer_id, person_id, topic, since_us, \(sortKeys))",
            keyed(responsibilityRows, 1))
        try tx.insert(into: "customer_relation (id, customer_id, other_id, kind, note)", relationRows)
        try tx.insert(into: "customer_guest (customer_id, person_id)", guestRows)
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
}

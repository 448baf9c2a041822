import Platform

/// Who a customer of the demo company is, before it becomes rows.
struct DemoCustomer: Sendable {
    var id: CustomerID
    var isCompany: Bool
    var firstName: String
    var lastName: String
    /// A place in `DemoWords.trades`.
    var trade: Int
    var form: String
    var street: String
    var house: Int
    /// A place in `DemoWords.places`.
    var place: Int
    var phone: Int
    var email: String
    /// Days since 1970; nil: unknown.
    var birthDay: Int?
    var vatID: String
    /// The colleague who looks after it: a place in `DemoStaff.people`.
    var keeper: Int
    /// The name of whom we speak with there; empty for private persons.
    var contact = ""

    var sphere: DemoSphere { isCompany ? DemoWords.trades[trade].sphere : .home }
    var companyName: String { "\(DemoWords.trades[trade].name) \(lastName) \(form)" }
    var name: String { isCompany ? companyName : "\(firstName) \(lastName)" }
    var domain: String { "\(mailName(DemoWords.trades[trade].name))-\(mailName(lastName)).example" }

    /// Anybody.
    init(_ id: CustomerID, staff: Int, _ random: inout DemoRandom) {
        self.id = id
        isCompany = random.below(3) > 0
        firstName = random.pick(DemoWords.firstNames)
        lastName = random.pick(DemoWords.lastNames)
        trade = random.below(DemoWords.trades.count)
        place = random.below(DemoWords.places.count)
        form = random.pick(DemoWords.forms)
        street = random.pick(DemoWords.streets)
        house = 1 + random.below(120)
        phone = 100_000 + random.below(899_999)
        keeper = random.below(staff)
        birthDay = isCompany || random.once(in: 2) ? nil : -11_000 + random.below(23_000)
        vatID = isCompany ? "DE\(100_000_000 + random.below(899_999_999))" : ""
        email = ""
        email = isCompany ? "info@\(domain)" : "\(mailName(firstName)).\(mailName(lastName))@post.example"
    }
}

// What makes a customer list look like those of real companies: the same customer twice, families, groups.
extension DemoCustomer {
    /// How many doubles are planted.
    static let doubles = 12

    /// Why somebody came to be written down a second time.
    enum Slip: Int, CaseIterable {
        case otherForm
        case misspeltCompany
        case movedCompany
        case misspeltPerson
        case movedPerson
        case marriedName

        var isOfCompany: Bool { rawValue < 3 }
    }

    /// The same customer as somebody wrote it down another time.
    func written(again slip: Slip, as id: CustomerID, _ random: inout DemoRandom) -> DemoCustomer {
        var other = self
        other.id = id
        other.vatID = ""
        switch slip {
        case .otherForm: other.form = Self.otherForms[form] ?? ""
        case .misspeltCompany, .misspeltPerson: other.lastName = Self.misspelt(lastName)
        case .movedCompany, .movedPerson:
            other.street = DemoWords.streets[(random.below(DemoWords.streets.count - 1) + 1)]
            other.house = house % 120 + 7
        case .marriedName:
            other.lastName = random.pick(DemoWords.lastNames.filter { $0 != lastName })
        }
        if !isCompany, birthDay == nil { other.birthDay = nil }
        return other
    }

    private static let otherForms = [
        "GmbH": "Gesellschaft mbH", "GmbH & Co. KG": "GmbH und Co KG", "e. K.": "e.K.",
        "AG": "Aktiengesellschaft",
    ]

    /// With two letters in the wrong order.
    private static func misspelt(_ name: String) -> String {
        var letters = Array(name)
        guard letters.count > 3 else { return name + "e" }
        letters.swapAt(letters.count - 2, letters.count - 3)
        let swapped = String(letters)
        return swapped == name ? String(name.dropLast()) : swapped
    }

    /// Somebody of the same household.
    func housemate(_ id: CustomerID, _ random: inout DemoRandom) -> DemoCustomer {
        var other = self
        other.id = id
        other.firstName = random.pick(DemoWords.firstNames.filter { $0 != firstName })
        other.phone = 100_000 + random.below(899_999)
        other.birthDay = birthDay.map { $0 + 400 + random.below(900) }
        other.email = "\(mailName(other.firstName)).\(mailName(lastName))@post.example"
        return other
    }

    /// Another company of the same owner.
    func sister(_ id: CustomerID, _ random: inout DemoRandom) -> DemoCustomer {
        var other = DemoCustomer(id, staff: 1, &random)
        other.isCompany = true
        other.lastName = lastName
        other.trade = (trade + 5) % DemoWords.trades.count
        other.birthDay = nil
        other.keeper = keeper
        other.vatID = "DE\(100_000_000 + random.below(899_999_999))"
        other.email = "info@\(other.domain)"
        return other
    }
}

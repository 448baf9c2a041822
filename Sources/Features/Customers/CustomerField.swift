import Platform
import Storage

/// One field of `CustomerDetails`, and all that Rundblick knows of it: what forms, lists of facts, JSON, imports, exports,
/// merging, the history and searching do with it follows from here.
package struct CustomerField: Sendable {
    /// The name in forms, JSON and the history; also the column.
    package let name: String
    /// What people call it.
    package let words: Words
    /// Characters at most.
    package let limit: Int
    /// Where forms ask for it.
    let row: FormRow
    /// How they do.
    let control: Control
    /// Whether it is a part of the name by which people recognise the customer.
    package let isName: Bool
    /// Whether a customer of its kind must have it.
    let isNeeded: Bool
    /// Its place among the facts on the customer's page; nil: it stands elsewhere.
    let fact: Int?
    /// Its place in exports; nil: it has none, or one of its own.
    let export: ExportPlace?
    /// The headers by which an import recognises it (`HeaderKey`), the clearest first, separated by spaces; empty: a
    /// meaning of `CustomerColumn` says which those are.
    package let headers: String
    /// Whether searching finds the customer by it.
    package let isSearched: Bool
    /// Whether guests see it, of the customers that are shared with them.
    package let isForGuests: Bool
    private let get: @Sendable (CustomerDetails) -> String
    private let set: @Sendable (inout CustomerDetails, String) -> Void

    /// The field's value as text; empty: not known.
    package func value(of details: CustomerDetails) -> String { get(details) }
    /// Sets the field from text. - Throws: `AppError` `.invalid` when it does not fit.
    package func set(_ text: String, in details: inout CustomerDetails) throws {
        guard text.unicodeScalars.count <= limit else { throw AppError.invalid([name: "long"]) }
        if case .choice(let choices) = control, choices.isClosed, !text.isEmpty,
            choices.words(of: text) == nil
        {
            throw AppError.invalid([name: "choice"])
        }
        set(&details, text)
        guard get(details) == text else { throw AppError.invalid([name: "choice"]) }
    }

    /// Empties it.
    func clear(in details: inout CustomerDetails) { set(&details, "") }

    /// Reads its column. - Throws: `StorageError.broken` when the store holds a value that this program does not know.
    func read(_ row: Row, _ column: Int32, into details: inout CustomerDetails) throws {
        let text = row.text(column)
        set(&details, text)
        if name == "kind", get(details) != text { details.kind = try row.value(column) }
    }

    private init(
        _ name: String, _ words: Words, _ get: @escaping @Sendable (CustomerDetails) -> String,
        _ set: @escaping @Sendable (inout CustomerDetails, String) -> Void, limit: Int, row: FormRow,
        control: Control = .line, isName: Bool = false, isNeeded: Bool = false, fact: Int? = nil,
        export: ExportPlace? = nil, headers: String = "", isSearched: Bool = false, isForGuests: Bool = true
    ) {
        (self.name, self.words, self.get, self.set, self.limit) = (name, words, get, set, limit)
        (self.row, self.control, self.isName, self.isNeeded) = (row, control, isName, isNeeded)
        (self.fact, self.export, self.headers) = (fact, export, headers)
        (self.isSearched, self.isForGuests) = (isSearched, isForGuests)
    }

    private init(
        _ name: String, _ words: Words, _ path: any WritableKeyPath<CustomerDetails, String> & Sendable,
        limit: Int = 200, row: FormRow, control: Control = .line, isName: Bool = false,
        isNeeded: Bool = false,
        fact: Int? = nil, export: ExportPlace? = nil, headers: String = "", isSearched: Bool = false,
        isForGuests: Bool = true
    ) {
        self.init(
            name, words, { $0[keyPath: path] }, { $0[keyPath: path] = $1 }, limit: limit, row: row,
            control: control, isName: isName, isNeeded: isNeeded, fact: fact, export: export,
            headers: headers,
            isSearched: isSearched, isForGuests: isForGuests)
    }

    /// All fields, in the order in which JSON and merging name them.
    package static let all: [CustomerField] = [
        CustomerField(
            "kind", Words("Art", "Kind"), { $0.kind.rawValue },
            { details, text in if let kind = Customer.Kind(rawValue: text) { details.kind = kind } },
            limit: 10, row: .kind, control: .choice(.kinds)),
        CustomerField(
            "company_name", Words("Firmenname", "Company name"), \.companyName, row: .companyName,
            isName: true, isNeeded: true),
        CustomerField(
            "salutation", Words("Anrede", "Salutation"), \.salutation, limit: 50, row: .title,
            export: .name(1)),
        CustomerField(
            "academic_title", Words("Titel", "Title"), \.academicTitle, limit: 50, row: .title, isName: true),
        CustomerField(
            "first_name", Words("Vorname", "First name"), \.firstName, limit: 100, row: .personName,
            isName: true, export: .name(2)),
        CustomerField(
            "last_name", Words("Nachname", "Last name"), \.lastName, limit: 100, row: .personName,
            isName: true, isNeeded: true, export: .name(3)),
        CustomerField(
            "birth_date", Words("Geburtsdatum", "Date of birth"), { $0.birthDate?.iso ?? "" },
            { $0.birthDate = CivilDate(iso: $1) }, limit: 10, row: .birth, control: .day, fact: 4),
        CustomerField(
            "vat_id", Words("USt-IdNr.", "VAT id"), \.vatID, limit: 20, row: .companyFacts, fact: 3,
            export: .fact(3), isSearched: true),
        CustomerField(
            "industry", Words("Branche", "Industry"), \.industry, row: .companyFacts, fact: 2,
            export: .fact(2), isSearched: true),
        CustomerField(
            "website", Words("Web", "Web"), \.website, row: .web, control: .website, fact: 1, export: .fact(1)
        ),
        CustomerField(
            "preferred_channel", Words("Bevorzugter Kanal", "Preferred channel"), \.preferredChannel,
            limit: 20,
            row: .preference, control: .choice(.channels), fact: 5),
        CustomerField(
            "preferred_hours", Words("Bevorzugte Zeiten", "Preferred hours"), \.preferredHours,
            row: .preference
        ),
        CustomerField(
            "about", Words("Bemerkung", "Remarks"), \.about, limit: 5000, row: .remark, control: .text,
            fact: 9,
            isForGuests: false),
        CustomerField(
            "customer_class", Words("Kundenklasse", "Customer class"), \.customerClass, limit: 1,
            row: .estimate,
            control: .choice(
                Choices(none: Words("Keine", "None"), all: ["A", "B", "C"].map { ($0, Words($0, $0)) })),
            fact: 6, export: .fact(4), headers: "kundenklasse klasse customerclass abc", isSearched: true,
            isForGuests: false),
    ]
}

// MARK: What a field can be

extension CustomerField {
    /// A word in both languages.
    package struct Words: Sendable, Equatable {
        package let german: String
        package let english: String

        init(_ german: String, _ english: String) { (self.german, self.english) = (german, english) }
    }

    /// The rows of the form, from top to bottom; short fields stand side by side in one.
    enum FormRow: Sendable {
        case kind
        case companyName
        case title, personName, birth
        case companyFacts
        case web, preference, estimate, remark

        /// The kind of customer to which it belongs; nil: to both.
        var kind: Customer.Kind? {
            switch self {
            case .companyName, .companyFacts: .company
            case .title, .personName, .birth: .person
            case .kind, .web, .preference, .estimate, .remark: nil
            }
        }
    }

    /// What a value is, for those who enter it and for those who read it.
    enum Control: Sendable {
        case line
        case text
        case day
        case website
        case choice(Choices)
    }

    /// What a field may hold besides nothing.
    struct Choices: Sendable {
        /// What forms call nothing.
        let none: Words
        let all: [(value: String, words: Words)]
        /// Whether it holds nothing else.
        var isClosed = true

        func words(of value: String) -> Words? { all.first { $0.value == value }?.words }

        static let kinds = Choices(
            none: Words("", ""), all: Customer.Kind.allCases.map { ($0.rawValue, $0.words) })
        /// Other words came in while nobody asked.
        static let channels = Choices(
            none: Words("Keiner", "None"), all: Channel.allCases.map { ($0.rawValue, $0.words) },
            isClosed: false)
    }

    /// Where it stands in exports: behind the name, or behind the ways to reach; by number there.
    enum ExportPlace: Comparable {
        case name(Int)
        case fact(Int)
    }

    /// The only kind of customer that has it; nil: both have.
    var kind: Customer.Kind? { row.kind }

    /// The value that a file means by `text`; nil: the field cannot hold it.
    package func value(meantBy text: String) -> String? {
        guard text.unicodeScalars.count <= limit || choices != nil else { return nil }
        guard let choices else { return text }
        let meant = text.lowercased()
        return choices.all.first { choice in
            [choice.value, choice.words.german, choice.words.english].contains { $0.lowercased() == meant }
        }?.value
    }

    /// What searching finds a customer by that has this value; empty: nothing. Of a choice its name too, for its value
    /// alone may be a letter.
    package func searched(_ value: String) -> [String] {
        guard !value.isEmpty, let choices else { return [value] }
        let words = choices.words(of: value) ?? Words(value, value)
        return ["\(self.words.german) \(words.german)", "\(self.words.english) \(words.english)"]
    }

    /// What it may hold besides nothing; empty: any text.
    package var values: [String] {
        choices.map { $0.isClosed ? $0.all.map(\.value) : [] } ?? []
    }

    var choices: Choices? { if case .choice(let choices) = control { choices } else { nil } }
    /// Whether people read its value as it is stored.
    var isPlain: Bool {
        switch control {
        case .line, .text, .website: true
        case .day, .choice: false
        }
    }
}

extension CustomerField {
    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
    /// The field with this name.
    package static func named(_ name: String) -> CustomerField? { byName[name] }

    /// The facts on the customer's page, in their order.
    static let facts = all.filter { $0.fact != nil }.sorted { ($0.fact ?? 0) < ($1.fact ?? 0) }
    /// Those by which searching finds customers.
    package static let searched = all.filter(\.isSearched).sorted { ($0.fact ?? 0) < ($1.fact ?? 0) }
    /// Those that imports recognise by headers of their own.
    package static let imported = all.filter { !$0.headers.isEmpty }
    /// What guests do not see.
    static let internals = all.filter { !$0.isForGuests }

    /// What exports hold behind the name.
    static let exportedNames = all.filter { $0.export.map { $0 < .fact(0) } ?? false }.sorted(by: precedes)
    /// What exports hold behind the ways to reach.
    static let exportedFacts = all.filter { $0.export.map { $0 > .fact(0) } ?? false }.sorted(by: precedes)

    private static func precedes(_ first: CustomerField, _ second: CustomerField) -> Bool {
        guard let first = first.export, let second = second.export else { return false }
        return first < second
    }
}

extension Texts {
    /// The word in the viewer's language.
    package func pick(_ words: CustomerField.Words) -> String { pick(words.german, words.english) }

    /// What a field holds, for people.
    func display(_ value: String, of field: CustomerField) -> String {
        switch field.control {
        case .line, .text, .website: value
        case .day: CivilDate(iso: value).map(date) ?? value
        case .choice(let choices): choices.words(of: value).map(pick) ?? value
        }
    }
}

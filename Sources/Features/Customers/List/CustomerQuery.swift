import Platform
import Storage
import Web

/// Which customers a list shows, and in what order.
package struct CustomerQuery: Sendable, Equatable {
    /// What the list is sorted by; each has an index of its own.
    package enum Sort: String, Sendable, CaseIterable {
        case name
        /// Whoever was spoken to last comes first.
        case lastContact = "last"
        /// Whoever owes most comes first.
        case open
        /// Whoever owes most at the highest dunning level comes first; only customers that are dunned.
        case dunning
    }

    /// The name begins like this.
    package var name = ""
    package var tag = ""
    package var city = ""
    package var kind: Customer.Kind?
    package var responsible: PersonID?
    /// An address has a postcode that begins like this.
    package var postcode = ""
    /// The number that any other system has for the customer, as a whole.
    package var number = ""
    /// Only customers that the viewer watches.
    package var isWatched = false
    /// Only customers with open items.
    package var isOwing = false
    /// Only customers that are dunned.
    package var isDunned = false
    package var sort = Sort.name {
        didSet { if sort == .dunning { isDunned = true } }
    }
    /// Where the last list ended.
    package var after: Cursor?

    /// All customers by name.
    package init() {}

    /// The page that shows it, without the place in it.
    package var link: Link {
        Link("/customers").with("name", name).with("tag", tag).with("city", city).with("kind", kind?.rawValue)
            .with("responsible", responsible?.text).with("postcode", postcode).with("number", number)
            .with("watched", isWatched ? "on" : nil).with("owing", isOwing ? "on" : nil)
            .with("dunned", isDunned ? "on" : nil).with("sort", sort == .name ? nil : sort.rawValue)
    }

    /// The list without what `change` takes away; its order stays unless it is that of what went.
    func without(_ change: (inout CustomerQuery) -> Void) -> CustomerQuery {
        var query = self
        query.after = nil
        change(&query)
        if !query.isDunned, query.sort == .dunning { query.sort = .name }
        return query
    }

    /// Without the filters and orders that would tell guests our tags, who owes what and with whom we spoke last.
    func allowed(for viewer: Viewer) -> CustomerQuery {
        guard !viewer.isEmployee else { return self }
        var query = self
        (query.tag, query.isDunned, query.isOwing) = ("", false, false)
        if query.sort != .name { (query.sort, query.after) = (.name, nil) }
        return query
    }

    /// The sort value and id of the last row of a list.
    package struct Cursor: Sendable, Equatable {
        let key: SQLValue
        let second: Int64
        let id: CustomerID

        /// Whether it was made by a list with this order.
        func fits(_ sort: Sort) -> Bool {
            switch key {
            case .text: sort == .name
            case .int: sort != .name
            default: false
            }
        }

        /// For links and JSON.
        package var text: String {
            switch key {
            case .int(let number): "i\(number).\(second).\(id)"
            case .text(let text): "t\(text).\(second).\(id)"
            default: ""
            }
        }

        /// Reads what `text` wrote; nil when it is something else.
        package init?(text: String) {
            let parts = text.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count >= 3, let id = CustomerID(text: parts[parts.count - 1]),
                let second = Int64(parts[parts.count - 2])
            else { return nil }
            let key = parts.dropLast(2).joined(separator: ".")
            switch text.first {
            case "i":
                guard let number = Int64(key) else { return nil }
                self.key = .int(number)
            case "t": self.key = .text(key)
            default: return nil
            }
            (self.second, self.id) = (second, id)
        }

        init(key: SQLValue, second: Int64 = 0, id: CustomerID) {
            (self.key, self.second, self.id) = (key, second, id)
        }
    }
}

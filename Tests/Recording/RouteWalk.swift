import Platform
import Storage
import Web

/// Every address that only reads, made from the table of routes: a page that is added joins by itself.
package struct RouteWalk {
    /// One of them.
    package struct Address: Sendable {
        /// With the query; below `/api/v1/` for programs.
        package let path: String
        /// How many things narrow it, besides an order.
        package let narrowedBy: Int
    }

    /// What there is to read.
    package private(set) var addresses: [Address] = []
    /// Parameters (`people/:id`) and fields (`?after`) that no sample is known for.
    package private(set) var leftOut: Set<String> = []

    /// The addresses of `routes`: each by itself, with each value of each field, and for programs with each two of them
    /// in each order.
    /// - Parameter samples: values of parameters and fields, by the names that `leftOut` has.
    package init(_ routes: [Route], samples: [String: String]) {
        for route in routes where route.method == .get {
            guard let path = fill(route.path, samples) else { continue }
            // The fields of a form are what stands in it to begin with.
            let isForm = path.hasSuffix("/new") || path.hasSuffix("/edit")
            let choices = isForm ? [] : route.fields.flatMap { self.choices($0, samples) }
            let orders = choices.filter { $0.name == "sort" }
            let filters = choices.filter { $0.name != "sort" }
            if route.mount != .api {
                add("/" + path, [[]] + choices.map { [$0] })
            }
            if route.mount != .page {
                var sets: [[Choice]] = [[]] + filters.map { [$0] }
                for (place, one) in filters.enumerated() {
                    sets += filters[(place + 1)...].filter { $0.name != one.name }.map { [one, $0] }
                }
                add("/api/v1/" + path, sets.flatMap { set in [set] + orders.map { set + [$0] } })
            }
        }
    }

    private typealias Choice = (name: String, value: String)

    private mutating func add(_ path: String, _ sets: [[Choice]]) {
        addresses += sets.map { set in
            let query = set.map { "\($0.name)=\(PercentCoding.encode($0.value))" }.joined(separator: "&")
            return Address(
                path: path + (query.isEmpty ? "" : "?" + query),
                narrowedBy: set.count { $0.name != "sort" })
        }
    }

    private mutating func fill(_ path: String, _ samples: [String: String]) -> String? {
        var parts = path.split(separator: "/").map(String.init)
        for (index, part) in parts.enumerated() where part.hasPrefix(":") {
            let key = (index > 0 ? parts[index - 1] : "") + "/" + part
            let name = path.split(separator: "/").map(String.init)[max(0, index - 1)...index].joined(
                separator: "/")
            guard let value = samples[name] ?? samples[key] else {
                leftOut.insert(name)
                return nil
            }
            parts[index] = PercentCoding.encode(value)
        }
        return parts.joined(separator: "/")
    }

    private mutating func choices(_ field: any InputField, _ samples: [String: String]) -> [Choice] {
        switch field.rule {
        case .choice(let words): return words.map { (field.name, $0) }
        case .bool: return [(field.name, "true")]
        default:
            if let value = samples["?" + field.name] { return [(field.name, value)] }
            leftOut.insert("?" + field.name)
            return []
        }
    }

    /// Values from a store that has something of everything.
    package static func samples(from database: any Database) async throws -> [String: String] {
        try await database.read { tx in
            var found = ["?name": "b", "?q": "heizung", "?limit": "100", "?kinds": "entry", "?postcode": "2"]
            for (names, sql) in Self.ids {
                guard let id: ID<RouteWalk> = try tx.one(sql, { $0.optionalID(0) }) ?? nil else { continue }
                for name in names { found[name] = id.text }
            }
            for (name, sql) in Self.texts { found[name] = try tx.one(sql) { $0.text(0) } }
            return found
        }
    }

    /// A customer with something of everything.
    private static let customer: SQL = """
        (SELECT MIN(customer_contact.customer_id) FROM customer_contact
        JOIN customer_fact ON customer_fact.customer_id = customer_contact.customer_id)
        """

    private static let ids: [([String], SQL)] = [
        (["customers/:id", "?customer"], "SELECT \(customer)"),
        (["timeline/:entry"], "SELECT MIN(id) FROM timeline_entry WHERE customer_id = \(customer)"),
        (["reaches/:part"], "SELECT MIN(id) FROM customer_reach WHERE customer_id = \(customer)"),
        (["addresses/:part"], "SELECT MIN(id) FROM customer_address WHERE customer_id = \(customer)"),
        (["contacts/:part"], "SELECT MIN(id) FROM customer_contact WHERE customer_id = \(customer)"),
        (["soft-facts/:part"], "SELECT MIN(id) FROM customer_fact WHERE customer_id = \(customer)"),
        (
            ["responsibilities/:part"],
            "SELECT MIN(id) FROM customer_responsibility WHERE customer_id = \(customer)"
        ),
        (["people/:id", "?person", "?responsible"], "SELECT MIN(id) FROM person"),
        (["teams/:id", "?team"], "SELECT MIN(id) FROM team"),
        (["posts/:id"], "SELECT MIN(id) FROM post WHERE author_id = (SELECT MIN(id) FROM person)"),
        (["imports/:id"], "SELECT MIN(id) FROM import_run"),
        (["mails/:id"], "SELECT MIN(id) FROM mail_message"),
    ]

    private static let texts: [(String, SQL)] = [
        ("?tag", "SELECT MIN(tag) FROM customer_tag"), ("tags/:tag", "SELECT MIN(tag) FROM customer_tag"),
        ("?city", "SELECT MAX(city) FROM customer"),
        ("?number", "SELECT MAX(number) FROM customer_number WHERE system = ''"),
    ]
}

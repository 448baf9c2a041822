import Platform
import Storage

/// Some customers with everything that belongs to them, row by row as the tables hold it, so that it can be put back
/// exactly. What is not in it: the history, which only grows; who looked when; the timeline, which knows where its
/// entries come from; who watches.
package struct CustomerSnapshot: Codable, Sendable, Equatable {
    /// A value of a row.
    package enum Cell: Codable, Sendable, Hashable {
        case null
        case int(Int64)
        case text(String)

        package init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .null
            } else if let text = try Self.optionalText(container) {
                self = .text(text)
            } else {
                self = .int(try container.decode(Int64.self))
            }
        }

        private static func optionalText(_ container: any SingleValueDecodingContainer) throws -> String? {
            do { return try container.decode(String.self) } catch DecodingError.typeMismatch { return nil }
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .null: try container.encodeNil()
            case .int(let value): try container.encode(value)
            case .text(let value): try container.encode(value)
            }
        }

        var sqlValue: SQLValue {
            switch self {
            case .null: .null
            case .int(let value): .int(value)
            case .text(let value): .text(value)
            }
        }

        var int: Int64? { if case .int(let value) = self { value } else { nil } }
        var text: String? { if case .text(let value) = self { value } else { nil } }
    }

    /// Rows by the name of their table, each in the order of the table's columns.
    var tables: [String: [[Cell]]] = [:]

    /// The columns that a snapshot takes, by table.
    package static var columns: [String: [String]] {
        let tables = CustomerTable.parts + [.customer, .relation]
        return Dictionary(uniqueKeysWithValues: tables.map { ($0.name, $0.columns) })
    }

    func rows(of table: CustomerTable) -> [[Cell]] { tables[table.name] ?? [] }

    /// The moment of the last contact of the customer with `id`.
    package func lastEntry(of id: CustomerID) -> Int64 {
        let table = CustomerTable.customer
        let row = rows(of: table).first { $0[table.index("id")] == .int(id.raw) }
        return row?[table.index("last_entry_us")].int ?? 0
    }
}

/// A table of which a snapshot takes rows. Every column is here, but the version of the customer's own row: that one
/// only ever grows.
struct CustomerTable: Sendable {
    let name: String
    /// Columns with numbers, then those with texts.
    let columns: [String]
    let numberCount: Int
    /// What tells rows apart.
    let key: [String]

    init(_ name: String, numbers: String, texts: String, key: String = "id") {
        self.name = name
        let numbers = numbers.split(separator: " ").map(String.init)
        numberCount = numbers.count
        columns = numbers + texts.split(separator: " ").map(String.init)
        self.key = key.split(separator: " ").map(String.init)
    }

    func index(_ column: String) -> Int {
        guard let index = columns.firstIndex(of: column) else {
            preconditionFailure("\(name) has no column \(column)")
        }
        return index
    }

    /// What tells `row` from others of the table.
    func key(of row: [CustomerSnapshot.Cell]) -> [CustomerSnapshot.Cell] { key.map { row[index($0)] } }

    static let customer = CustomerTable(
        "customer", numbers: "id dunning_level open_cents created_us last_entry_us merged_into",
        texts: """
            kind name name_key company_name salutation academic_title first_name last_name birth_date vat_id industry \
            website preferred_channel preferred_hours about city
            """)
    static let relation = CustomerTable(
        "customer_relation", numbers: "id customer_id other_id", texts: "kind note")

    /// What belongs to one customer alone; what refers to another row here comes after it.
    static let parts = [
        CustomerTable(
            "customer_number", numbers: "customer_id", texts: "system number", key: "system number"),
        CustomerTable("customer_tag", numbers: "customer_id", texts: "tag", key: "customer_id tag"),
        CustomerTable(
            "customer_guest", numbers: "customer_id person_id", texts: "", key: "customer_id person_id"),
        CustomerTable(
            "customer_contact", numbers: "id customer_id version",
            texts: "salutation first_name last_name position"),
        CustomerTable(
            "customer_reach", numbers: "id customer_id contact_id version", texts: "kind value display label"),
        CustomerTable(
            "customer_address", numbers: "id customer_id version", texts: "label street postcode city country"
        ),
        CustomerTable(
            "customer_responsibility", numbers: "id customer_id person_id since_us", texts: "topic"),
        CustomerTable(
            "customer_fact", numbers: "id customer_id author_id at_us",
            texts: "kind text said_by author_name confidence expires_day"),
        CustomerTable(
            "customer_consent", numbers: "id customer_id is_granted at_us",
            texts: "purpose channel source proof recorded_by"),
        CustomerTable(
            "customer_open_item", numbers: "id customer_id amount_cents open_cents dunning_level",
            texts: "number issued_day due_day currency"),
    ]
}

extension CustomerSnapshot {
    /// Something that is otherwise in one snapshot than in another.
    package struct Difference: Sendable, Equatable {
        /// The table, for its name in words; of the customer's own row the column.
        package let part: String
        /// As it was; empty: it was not there.
        package let before: String
        /// As it is; empty: it is no longer there.
        package let after: String
    }

    /// What people changed from here to `later`. Sums and sort keys follow from other fields and do not count; neither do
    /// relations that went, or came back, because their other end was merged or put back.
    /// - Parameter moment: an id made when this snapshot was taken; ids grow with time.
    package func changes(to later: CustomerSnapshot, since moment: Int64) -> [Difference] {
        let relations = differences(in: .relation, to: later).filter { row in
            let isOld = row.key[0].int.map { $0 < moment } ?? true
            return !row.difference.after.isEmpty && !(isOld && row.difference.before.isEmpty)
        }
        let parts = CustomerTable.parts.flatMap { differences(in: $0, to: later) }
        return detailChanges(to: later) + (parts + relations).map(\.difference)
    }

    private typealias RowDifference = (key: [Cell], difference: Difference)

    private func byKey(_ table: CustomerTable) -> [[Cell]: [Cell]] {
        Dictionary(rows(of: table).map { (table.key(of: $0), $0) }, uniquingKeysWith: { first, _ in first })
    }

    private func differences(in table: CustomerTable, to later: CustomerSnapshot) -> [RowDifference] {
        let (old, new) = (byKey(table), later.byKey(table))
        let keys = (rows(of: table) + later.rows(of: table).filter { old[table.key(of: $0)] == nil }).map {
            table.key(of: $0)
        }
        return keys.compactMap { key in
            guard old[key].map(table.content) != new[key].map(table.content) else { return nil }
            let (before, after) = (old[key].map(table.line) ?? "", new[key].map(table.line) ?? "")
            return (key, Difference(part: table.name, before: before, after: after))
        }
    }

    private func detailChanges(to later: CustomerSnapshot) -> [Difference] {
        let table = CustomerTable.customer
        return rows(of: table).flatMap { before -> [Difference] in
            guard let after = later.rows(of: table).first(where: { $0[0] == before[0] }) else { return [] }
            return CustomerField.all.map(\.name).compactMap { column in
                let (old, new) = (before[table.index(column)], after[table.index(column)])
                return old == new
                    ? nil : Difference(part: column, before: old.text ?? "", after: new.text ?? "")
            }
        }
    }
}

extension CustomerTable {
    /// The row without what nobody edits: who it belongs to at the other end of a relation, and its version.
    fileprivate func content(_ row: [CustomerSnapshot.Cell]) -> [CustomerSnapshot.Cell] {
        let hidden = ["version", name == "customer_relation" ? "other_id" : "", "customer_id"]
        return zip(columns, row).filter { !hidden.contains($0.0) }.map(\.1)
    }

    /// The row for people.
    fileprivate func line(_ row: [CustomerSnapshot.Cell]) -> String {
        let texts = row.dropFirst(numberCount).compactMap(\.text).filter { !$0.isEmpty }
        return texts.isEmpty ? "–" : texts.joined(separator: ", ")
    }
}

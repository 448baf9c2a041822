import Platform
import Storage

/// Some customers with everything that belongs to them, row by row as the tables hold it, so that it can be put back
/// exactly. What is not in it: the history, which only grows; who looked when; the timeline, which knows where its
/// entries come from; who watches.
package struct CustomerSnapshot: Sendable, Equatable {
    /// A row by the names of its columns. A column that came after the snapshot is absent.
    package typealias Record = [String: Cell]

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

    /// Rows by the name of their table.
    var tables: [String: [Record]] = [:]

    func rows(of table: CustomerTable) -> [Record] { tables[table.name] ?? [] }

    /// The moment of the last contact of the customer with `id`.
    package func lastEntry(of id: CustomerID) -> Int64 {
        let row = rows(of: .customer).first { $0["id"] == .int(id.raw) }
        return row?["last_entry_us"]?.int ?? 0
    }
}

/// A table of which a snapshot takes rows: every column that the table has, but the version of the customer's own row,
/// which only ever grows, and what rows repeat of that one to be found in its order (`by_…`), which the store fills in.
package struct CustomerTable: Sendable {
    /// Its name.
    package let name: String
    /// What tells rows apart.
    let key: [String]
    /// In which order people read the columns; others follow by name.
    let order: [String]

    init(_ name: String, key: String..., order: String = "") {
        self.name = name
        self.key = key
        self.order = order.split(separator: " ").map(String.init)
    }

    func takes(_ column: String) -> Bool {
        !column.hasPrefix("by_") && (name != "customer" || column != "version")
    }

    /// What tells `row` from others of the table.
    func key(of row: CustomerSnapshot.Record) -> [CustomerSnapshot.Cell] { key.map { row[$0] ?? .null } }

    static let customer = CustomerTable("customer", key: "id")
    static let relation = CustomerTable("customer_relation", key: "id")
    /// The columns of the customers whom a relation is between, and where those were before they were merged.
    static let ends: [(column: String, home: String)] = [
        ("customer_id", "customer_home"), ("other_id", "other_home"),
    ]

    /// What belongs to one customer alone; what refers to another row here comes after it.
    static let parts = [
        CustomerTable("customer_number", key: "system", "number"),
        CustomerTable("customer_tag", key: "customer_id", "tag"),
        CustomerTable("customer_guest", key: "customer_id", "person_id"),
        CustomerTable("customer_contact", key: "id", order: "salutation first_name last_name position"),
        CustomerTable("customer_reach", key: "id", order: "kind value display label"),
        CustomerTable("customer_address", key: "id", order: "label street postcode city country"),
        CustomerTable("customer_responsibility", key: "id"),
        CustomerTable("customer_fact", key: "id", order: "kind text said_by author_name"),
        CustomerTable("customer_consent", key: "id", order: "purpose channel source proof recorded_by"),
        CustomerTable("customer_open_item", key: "id", order: "number issued_day due_day currency"),
    ]

    /// All tables of a snapshot.
    package static let all = parts + [customer, relation]
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
    /// relations that came back, or were dropped for an equal one, because their other end was put back or merged, nor
    /// columns that one of the two does not know.
    /// - Parameter moment: an id made when this snapshot was taken; ids grow with time.
    package func changes(to later: CustomerSnapshot, since moment: Int64) -> [Difference] {
        let standing = Set(later.rows(of: .relation).map(CustomerTable.relation.line))
        let relations = differences(in: .relation, to: later).filter { row in
            let (before, after) = (row.difference.before, row.difference.after)
            if after.isEmpty { return !standing.contains(before) }
            let isOld = row.key[0].int.map { $0 < moment } ?? true
            return !(isOld && before.isEmpty)
        }
        let parts = CustomerTable.parts.flatMap { differences(in: $0, to: later) }
        return detailChanges(to: later) + (parts + relations).map(\.difference)
    }

    private typealias RowDifference = (key: [Cell], difference: Difference)

    private func byKey(_ table: CustomerTable) -> [[Cell]: Record] {
        Dictionary(rows(of: table).map { (table.key(of: $0), $0) }, uniquingKeysWith: { first, _ in first })
    }

    private func differences(in table: CustomerTable, to later: CustomerSnapshot) -> [RowDifference] {
        let (old, new) = (byKey(table), later.byKey(table))
        let keys = (rows(of: table) + later.rows(of: table).filter { old[table.key(of: $0)] == nil }).map {
            table.key(of: $0)
        }
        return keys.compactMap { key in
            if let before = old[key], let after = new[key], table.isSame(before, after) { return nil }
            let (before, after) = (old[key].map(table.line) ?? "", new[key].map(table.line) ?? "")
            return (key, Difference(part: table.name, before: before, after: after))
        }
    }

    /// The rows of `table`; those that were changed since get a version behind that one, so that nobody who saw it writes
    /// over what they did not see.
    func rows(of table: CustomerTable, versionsBehind now: CustomerSnapshot) -> [Record] {
        let standing = now.byKey(table)
        return rows(of: table).map { row in
            guard let old = row["version"]?.int, let new = standing[table.key(of: row)]?["version"]?.int,
                new > old
            else { return row }
            var row = row
            row["version"] = .int(new + 1)
            return row
        }
    }

    private func detailChanges(to later: CustomerSnapshot) -> [Difference] {
        rows(of: .customer).flatMap { before -> [Difference] in
            guard let after = later.rows(of: .customer).first(where: { $0["id"] == before["id"] }) else {
                return []
            }
            return CustomerField.all.map(\.name).compactMap { column in
                guard let old = before[column], let new = after[column], old != new else { return nil }
                return Difference(part: column, before: old.text ?? "", after: new.text ?? "")
            }
        }
    }
}

extension CustomerTable {
    /// Columns that nobody edits: whom the row belongs to, also at the other end of a relation, and its version.
    private static let unedited = Set(["version"] + ends.flatMap { [$0.column, $0.home] })

    /// Whether the two say the same, as far as both know the column.
    fileprivate func isSame(_ before: CustomerSnapshot.Record, _ after: CustomerSnapshot.Record) -> Bool {
        before.allSatisfy { column, value in
            Self.unedited.contains(column) || after[column].map { $0 == value } ?? true
        }
    }

    /// The row for people.
    fileprivate func line(_ row: CustomerSnapshot.Record) -> String {
        let columns = order + row.keys.sorted().filter { !order.contains($0) }
        let texts = columns.compactMap { row[$0]?.text }.filter { !$0.isEmpty }
        return texts.isEmpty ? "–" : texts.joined(separator: ", ")
    }
}

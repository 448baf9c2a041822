import Language
import Platform
import Storage

extension CustomerStore {
    /// The columns of customers. Those of the details follow from `CustomerField.all`.
    private static let table = TableColumns<Customer>(
        "customer",
        [Column("id", value: { $0.id.sqlValue }, read: { $2.id = $0.id($1) })]
            + CustomerField.all.map { field in
                Column(
                    field.name, isEdited: true, value: { field.value(of: $0.details).sqlValue },
                    read: { try field.read($0, $1, into: &$2.details) })
            }
            + [
                .written("name", isEdited: true) { $0.details.name.sqlValue },
                .written("name_key", isEdited: true) { SortKey.key($0.details.sortName).sqlValue },
                Column("city", value: { $0.city.sqlValue }, read: { $2.city = $0.text($1) }),
                Column(
                    "dunning_level", value: { $0.dunningLevel.sqlValue },
                    read: { $2.dunningLevel = $0.int($1) }),
                Column(
                    "open_cents", value: { $0.openCents.sqlValue }, read: { $2.openCents = $0.int($1) }),
                Column(
                    "created_us", value: { $0.createdAt.sqlValue }, read: { $2.createdAt = $0.time($1) }),
                Column(
                    "last_entry_us", value: { ($0.lastEntryAt?.us ?? 0).sqlValue },
                    read: { $2.lastEntryAt = $0.int64($1) == 0 ? nil : $0.time($1) }),
                .read("merged_into") { $2.mergedInto = $0.optionalID($1) },
                Column("version", value: { $0.version.sqlValue }, read: { $2.version = $0.int($1) }),
            ])

    /// What `customer` reads.
    static let columns = table.selected

    static func customer(_ row: Row) throws -> Customer {
        var customer = Customer(id: CustomerID(0), details: CustomerDetails(), createdAt: Timestamp(us: 0))
        try table.read(row, into: &customer)
        return customer
    }

    /// The table with the columns that `values` fills, for many at once.
    package static let inserted = table.inserted

    /// A new customer's row.
    package static func values(of customer: Customer) -> [SQLValue] { table.values(of: customer) }

    /// What changes with the details.
    static func assignments(of customer: Customer) -> SQL { table.assignments(of: customer) }

    // MARK: Rows of lists

    /// What a list reads: a customer, and behind it what names are sorted by.
    static let listed: SQL = "\(columns), customer.name_key"

    /// Where the keys by which lists are sorted stand in a row of `listed`.
    enum ListPlace {
        static let nameKey = table.count
        static let lastEntry = table.place(of: "last_entry_us")
        static let openCents = table.place(of: "open_cents")
        static let dunningLevel = table.place(of: "dunning_level")
    }
}

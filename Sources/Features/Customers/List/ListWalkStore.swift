import Language
import Platform
import Storage

/// One thing that narrows a list of customers.
struct ListFilter {
    /// Where the customers that fit stand together: their own table, or one that carries their sort keys.
    let table: SQL
    /// The column that narrows.
    let column: String
    /// Which rows of `table` fit.
    let range: SQL
    /// The same, asked of one customer that was found otherwise and has this id: written so that no index of all customers
    /// answers it.
    let check: (_ id: SQL) -> SQL
    /// Whether `table` has an index for each order within the range.
    let isOrdered: Bool
    /// What tells apart rows of `table` that stand for one customer.
    var once: SQL?

    /// Everything that narrows `query`, what is likely to be rarest first. The beginning of a name is no filter of its own
    /// in a list by name.
    static func all(of query: CustomerQuery, _ viewer: Viewer) -> [ListFilter] {
        var found: [ListFilter] = []
        if !query.number.isEmpty {
            found.append(other("number", "number", "= \(query.number)", isOrdered: false))
        }
        if !viewer.isEmployee { found.append(other("guest", "person_id", "= \(viewer.id)")) }
        if query.isWatched { found.append(other("star", "person_id", "= \(viewer.id)")) }
        if !query.postcode.isEmpty {
            let end = query.postcode + "\u{10FFFF}"
            let address: SQL = "customer_address.postcode"
            found.append(
                other(
                    "address", "postcode", ">= \(query.postcode) AND \(address) < \(end)", isOrdered: false))
        }
        if !query.city.isEmpty { found.append(own("city", "= \(query.city)")) }
        if !query.tag.isEmpty { found.append(other("tag", "tag", "= \(query.tag)")) }
        if let person = query.responsible {
            var filter = other("responsibility", "person_id", "= \(person)")
            // Somebody may look after one customer for several reasons; a customer has each topic once.
            filter.once = """
                NOT EXISTS (SELECT 1 FROM customer_responsibility AS twin
                WHERE twin.customer_id = customer_responsibility.customer_id
                AND twin.topic < customer_responsibility.topic AND twin.person_id = \(person))
                """
            found.append(filter)
        }
        if query.isDunned, query.sort != .dunning {
            found.append(own("dunning_level", "> 0", isHidden: true))
        }
        if query.isOwing {
            found.append(own("open_cents", "> 0", isHidden: query.sort != .open))
        }
        if let name = query.nameRange, query.sort != .name {
            let key: SQL = "customer.name_key"
            let range: SQL = "\(key) >= \(name.begin) AND \(key) < \(name.end)"
            found.append(
                ListFilter(
                    table: "customer", column: "name_key", range: "merged_into IS NULL AND \(range)",
                    check: { _ in hidden(range) }, isOrdered: false))
        }
        if let kind = query.kind { found.append(own("kind", "= \(kind)")) }
        return found
    }

    /// - Parameter isHidden: whether the indexes for the range are made for the hidden condition: an engine could else take
    ///   the index of the column itself, and sort.
    private static func own(_ column: String, _ condition: SQL, isHidden: Bool = false) -> ListFilter {
        let range: SQL = "\(SQL(trusted: "customer.\(column)")) \(condition)"
        return ListFilter(
            table: "customer", column: column,
            range: "merged_into IS NULL AND \(isHidden ? hidden(range) : range)",
            check: { _ in hidden(range) }, isOrdered: true)
    }

    private static func other(
        _ name: String, _ column: String, _ condition: SQL, isOrdered: Bool = true
    ) -> ListFilter {
        let table = SQL(trusted: "customer_\(name)")
        let range: SQL = "\(table).\(SQL(trusted: column)) \(condition)"
        // Of one customer's few rows: the index of the customer finds them, not that of the column.
        let condition = name == "star" ? range : hidden(range)
        return ListFilter(
            table: table, column: column, range: range,
            check: { "EXISTS (SELECT 1 FROM \(table) WHERE \(table).customer_id = \($0) AND \(condition))" },
            isOrdered: isOrdered)
    }

    /// The condition, so that no index is looked up for it; how many rows fit, PostgreSQL still estimates.
    private static func hidden(_ condition: SQL) -> SQL { "(\(condition)) IS TRUE" }
}

/// The statements that find a list's customers.
struct ListWalk {
    let query: CustomerQuery
    let filters: [ListFilter]
    let walkLimit: Int

    /// By which columns the list is ordered, the id last: of the customers' own table, or of one that carries their keys.
    private func names(isOwn: Bool) -> [SQL] {
        switch query.sort {
        case .name: isOwn ? ["name_key", "id"] : ["by_name", "customer_id"]
        case .lastContact: isOwn ? ["last_entry_us", "id"] : ["by_last_us", "customer_id"]
        case .open: isOwn ? ["open_cents", "id"] : ["by_open_cents", "customer_id"]
        case .dunning:
            isOwn
                ? ["dunning_level", "open_cents", "id"]
                : ["by_dunning_level", "by_open_cents", "customer_id"]
        }
    }

    private var isAscending: Bool { query.sort == .name }

    /// Along the index of `filter` that has the list's order, from where the last piece ended; nil: of all customers.
    /// - Parameter end: where the walk ends, that place included.
    func ordered(by filter: ListFilter?, until end: CustomerQuery.Cursor? = nil, _ limit: Int) -> SQL {
        let table = filter?.table ?? "customer"
        let columns = columns(of: table)
        var conditions = walked(by: filter, columns)
        if let end { conditions.append(place(columns, isAscending ? "<=" : ">=", end)) }
        let isOwn = table.text == "customer"
        // By the id that the index has: only whoever fits is then looked for.
        conditions += checks(but: filter, of: isOwn ? "customer.id" : "\(table).customer_id")
        if let once = filter?.once { conditions.append(once) }
        if !isOwn { conditions += ["customer.id = \(table).customer_id", "customer.merged_into IS NULL"] }
        return """
            SELECT \(CustomerStore.listed) FROM \(isOwn ? table : "\(table) CROSS JOIN customer")
            WHERE \(SQL.joined(conditions, by: " AND ")) ORDER BY \(order(columns)) LIMIT \(limit)
            """
    }

    /// The place behind which such a walk looks no further; no row when it comes to its end before.
    func end(of filter: ListFilter?) -> SQL {
        let columns = columns(of: filter?.table ?? "customer")
        return """
            SELECT \(SQL.joined(columns, by: ", ")) FROM \(filter?.table ?? "customer")
            WHERE \(SQL.joined(walked(by: filter, columns), by: " AND ")) ORDER BY \(order(columns))
            LIMIT 1 OFFSET \(walkLimit)
            """
    }

    /// All that fit `filter`, which are few, put in order afterwards.
    func gathered(by filter: ListFilter, _ limit: Int) -> SQL {
        // Written so that no index answers them: everything but the few would be read.
        let last = names(isOwn: true).count - 1
        let columns = columns(of: "customer").enumerated().map { index, column -> SQL in
            if index == last { return column }
            return isAscending ? "(\(column) || '')" : "(\(column) + 0)"
        }
        var conditions: [SQL] = ["customer.id = few.id", "customer.merged_into IS NULL"]
        conditions += checks(but: filter, of: "few.id")
        conditions += kept(columns)
        let id: SQL = filter.table.text == "customer" ? "id" : "customer_id"
        return """
            SELECT \(CustomerStore.listed) FROM (
                SELECT DISTINCT \(id) AS id FROM \(filter.table) WHERE \(filter.range)
                LIMIT \(walkLimit)) AS few
            CROSS JOIN customer WHERE \(SQL.joined(conditions, by: " AND "))
            ORDER BY \(order(columns)) LIMIT \(limit)
            """
    }

    /// Along the indexes of several postcodes at once.
    func merged(_ postcodes: [String], _ limit: Int) -> SQL {
        let columns = columns(of: "customer_address")
        let names = SQL.joined(names(isOwn: false), by: ", ")
        let order = order(self.names(isOwn: false))
        let pieces = postcodes.map { code -> SQL in
            let conditions = ["postcode = \(code)"] + kept(columns)
            return """
                SELECT \(names) FROM (SELECT DISTINCT \(names) FROM customer_address
                WHERE \(SQL.joined(conditions, by: " AND ")) ORDER BY \(order) LIMIT \(limit)) AS one
                """
        }
        let found = self.names(isOwn: false).map { "found.\($0)" as SQL }
        return """
            SELECT \(CustomerStore.listed) FROM (
                SELECT DISTINCT \(names) FROM (\(SQL.joined(pieces, by: " UNION ALL "))) AS each
                ORDER BY \(order) LIMIT \(limit)) AS found
            CROSS JOIN customer WHERE customer.id = found.customer_id ORDER BY \(self.order(found))
            """
    }

    /// The place that a row says, whose columns from `index` on are the keys and the id.
    func cursor(_ row: Row) -> CustomerQuery.Cursor {
        switch query.sort {
        case .name: .init(key: .text(row.text(0)), id: row.id(1))
        case .lastContact, .open: .init(key: .int(row.int64(0)), id: row.id(1))
        case .dunning: .init(key: .int(row.int64(0)), second: row.int64(1), id: row.id(2))
        }
    }

    // MARK: Pieces

    private func columns(of table: SQL) -> [SQL] {
        names(isOwn: table.text == "customer").map { "\(table).\($0)" }
    }

    private func order(_ columns: [SQL]) -> SQL {
        SQL.joined(columns.map { isAscending ? $0 : "\($0) DESC" }, by: ", ")
    }

    /// What all filters but one ask of a customer.
    private func checks(but filter: ListFilter?, of id: SQL) -> [SQL] {
        filters.filter { $0.column != filter?.column || $0.table.text != filter?.table.text }
            .map { $0.check(id) }
    }

    private func walked(by filter: ListFilter?, _ columns: [SQL]) -> [SQL] {
        [filter?.range ?? "customer.merged_into IS NULL"] + kept(columns)
    }

    /// What the order itself asks for: its place, the beginning of the name, or that somebody is dunned.
    private func kept(_ columns: [SQL]) -> [SQL] {
        var conditions: [SQL] = []
        if query.sort == .dunning { conditions.append("\(columns[0]) > 0") }
        if query.sort == .name, let name = query.nameRange {
            conditions.append("\(columns[0]) >= \(name.begin) AND \(columns[0]) < \(name.end)")
        }
        if let after = query.after { conditions.append(place(columns, isAscending ? ">" : "<", after)) }
        return conditions
    }

    private func place(_ columns: [SQL], _ sign: SQL, _ cursor: CustomerQuery.Cursor) -> SQL {
        let values: SQL =
            columns.count == 2
            ? "\(cursor.key), \(cursor.id)" : "\(cursor.key), \(cursor.second), \(cursor.id)"
        return "(\(SQL.joined(columns, by: ", "))) \(sign) (\(values))"
    }
}

extension CustomerQuery {
    /// From where to where names go that begin as asked for; nil: any.
    var nameRange: (begin: String, end: String)? {
        guard !name.isEmpty else { return nil }
        let key = SortKey.key(name)
        return (key, key + "\u{10FFFF}")
    }

    /// The place of a row of `CustomerStore.listed`.
    func cursor(_ row: Row) -> Cursor {
        typealias Place = CustomerStore.ListPlace
        return switch sort {
        case .name: .init(key: .text(row.text(Place.nameKey)), id: row.id(0))
        case .lastContact: .init(key: .int(row.int64(Place.lastEntry)), id: row.id(0))
        case .open: .init(key: .int(row.int64(Place.openCents)), id: row.id(0))
        case .dunning:
            .init(
                key: .int(row.int64(Place.dunningLevel)), second: row.int64(Place.openCents), id: row.id(0))
        }
    }
}

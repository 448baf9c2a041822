/// In JSON each row is an object by the names of its columns.
extension CustomerSnapshot: Codable {
    private enum Key: String, CodingKey { case tables }

    private struct TableKey: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    package init(from decoder: any Decoder) throws {
        let stored = try decoder.container(keyedBy: Key.self)
            .nestedContainer(keyedBy: TableKey.self, forKey: .tables)
        for table in stored.allKeys {
            do {
                tables[table.stringValue] = try stored.decode([Record].self, forKey: table)
            } catch DecodingError.typeMismatch {
                tables[table.stringValue] = try Self.named(
                    stored.decode([[Cell]].self, forKey: table), table.stringValue)
            }
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(tables, forKey: .tables)
    }

    /// Rows as they were kept until December 2026: the values of these columns by their place.
    private static func named(_ rows: [[Cell]], _ table: String) throws -> [Record] {
        let columns = firstColumns[table]?.split(separator: " ").map(String.init) ?? []
        return try rows.map { row in
            guard row.count == columns.count else {
                let text = "\(row.count) values of \(table), which had \(columns.count) columns"
                throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: text))
            }
            return Dictionary(uniqueKeysWithValues: zip(columns, row))
        }
    }

    private static let firstColumns = [
        "customer": """
        id dunning_level open_cents created_us last_entry_us merged_into kind name name_key company_name salutation \
        academic_title first_name last_name birth_date vat_id industry website preferred_channel preferred_hours \
        about city
        """,
        "customer_relation": "id customer_id other_id kind note",
        "customer_number": "customer_id system number",
        "customer_tag": "customer_id tag",
        "customer_guest": "customer_id person_id",
        "customer_contact": "id customer_id version salutation first_name last_name position",
        "customer_reach": "id customer_id contact_id version kind value display label",
        "customer_address": "id customer_id version label street postcode city country",
        "customer_responsibility": "id customer_id person_id since_us topic",
        "customer_fact": """
        id customer_id author_id at_us kind text said_by author_name confidence expires_day
        """,
        "customer_consent": """
        id customer_id is_granted at_us purpose channel source proof recorded_by
        """,
        "customer_open_item": """
        id customer_id amount_cents open_cents dunning_level number issued_day due_day currency
        """,
    ]
}

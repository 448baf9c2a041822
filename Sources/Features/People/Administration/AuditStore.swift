import Platform
import Storage

/// One line of the audit trail.
struct AuditEntry: Sendable {
    let id: ID<AuditLog>
    let at: Timestamp
    let person: PersonID?
    let personName: String?
    let address: String
    let action: String
    let subject: String
    let detail: String
}

/// The SQL of the audit trail.
struct AuditStore: Sendable {
    func add(
        _ action: AuditAction, subject: String, detail: String, by person: PersonID?, address: String,
        in tx: any Transaction
    ) throws {
        let id: ID<AuditLog> = tx.id()
        try tx.run(
            """
            INSERT INTO audit (id, at_us, person_id, address, action, subject, detail)
            VALUES (\(id), \(tx.now), \(person), \(address), \(action), \(subject), \(detail))
            """)
    }

    /// What to show: newest first, one more than the limit when there is more.
    struct Filter: Sendable {
        var action: AuditAction?
        var person: PersonID?
        var before: ID<AuditLog>?
        var limit = 100
    }

    func entries(_ filter: Filter, in tx: any Transaction) throws -> [AuditEntry] {
        var conditions: [SQL] = ["1 = 1"]
        if let action = filter.action { conditions.append("action = \(action)") }
        if let person = filter.person { conditions.append("person_id = \(person)") }
        if let before = filter.before { conditions.append("audit.id < \(before)") }
        return try tx.rows(
            """
            SELECT audit.id, at_us, person_id, person.name, address, action, subject, detail
            FROM audit LEFT JOIN person ON person.id = person_id
            WHERE \(SQL.joined(conditions, by: " AND ")) ORDER BY audit.id DESC LIMIT \(filter.limit + 1)
            """
        ) { row in
            AuditEntry(
                id: row.id(0), at: row.time(1), person: row.optionalID(2), personName: row.optionalText(3),
                address: row.text(4), action: row.text(5), subject: row.text(6), detail: row.text(7))
        }
    }
}

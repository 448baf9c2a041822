import Platform
import Storage
import Timeline
import Web

/// Entries of customers as searching shows them: who may see them hangs on both.
struct EntrySearchStore {
    static func entries(for viewer: Viewer) -> SearchGate { gate(for: viewer, "TRUE") }

    static func mails(for viewer: Viewer) -> SearchGate {
        gate(for: viewer, "timeline_entry.kind = \(TimelineEntry.Kind.mail)")
    }

    private static func gate(for viewer: Viewer, _ only: SQL) -> SearchGate {
        SearchGate(
            "timeline_entry.id",
            from: "timeline_entry JOIN customer ON customer.id = timeline_entry.customer_id",
            where: """
                \(TimelineStore.mayRead(viewer)) AND customer.merged_into IS NULL AND \(CustomerStore.maySee(viewer))
                AND \(only)
                """)
    }

    func hits(_ ids: [Int64], in tx: any Transaction) throws -> [SearchHit] {
        try tx.rows(
            """
            SELECT timeline_entry.id, title, text, author_name, customer.id, name, at_us, timeline_entry.kind
            FROM timeline_entry JOIN customer ON customer.id = customer_id WHERE timeline_entry.id IN \(list: ids)
            """
        ) { row in
            let title = row.text(1).isEmpty ? row.text(3) : row.text(1)
            let kind: TimelineEntry.Kind = try row.value(7)
            var hit = SearchHit(
                SearchSource.entry.key, row.int64(0), title: title, text: row.text(2),
                .entry(row.id(0), of: row.id(4)), { $0.entryKind(kind).icon }, .icon(style: kind.rawValue))
            hit.customer = row.id(4)
            hit.customerName = row.text(5)
            hit.lead = "\(hit.customerName): "
            hit.at = row.time(6)
            hit.end = .ago(row.time(6))
            return hit
        }
    }
}

import App
import Platform
import Storage

/// Where marks stand in the store, by the engine's own catalogue: every table that refers to customers, also one that
/// comes later.
struct Inventory: Sendable {
    /// The customers on which a mark stands, in parts and on timelines.
    private(set) var parts: [String: Set<Int64>] = [:]
    private(set) var timelines: [String: Set<Int64>] = [:]
    /// The tables whose rows hold a mark.
    private(set) var tables: [String: Set<String>] = [:]
    /// What the history tells.
    private(set) var history: Set<String> = []
    /// Mails that found no customer.
    private(set) var unmatched: Set<String> = []

    /// - Parameter guests: ids that are marks by themselves.
    static func take(_ database: any Database, guests: Set<String>) async throws -> Inventory {
        try await database.read { tx in
            var inventory = Inventory()
            let merged = Set(
                try tx.rows("SELECT id FROM customer WHERE merged_into IS NOT NULL") { $0.int64(0) })
            let places = Dictionary(grouping: try Catalogue.references(to: "customer", in: tx), by: \.table)
            for (table, references) in places where table != "customer" && !table.hasPrefix("duplicate_") {
                let columns = try Catalogue.columns(of: table, in: tx)
                let texts = columns.filter(\.isText).map(\.name)
                let numbers = columns.filter { !$0.isText }.map(\.name)
                let list = (references.map(\.column) + texts + numbers).joined(separator: ", ")
                _ = try tx.rows(SQL(trusted: "SELECT \(list) FROM \(table)")) { row in
                    func text(_ index: Int) -> String { row.text(Int32(references.count + index)) }
                    let signs = texts.indices.flatMap { Mark.signs(in: text($0)) }
                    let ids = numbers.indices.map { text(texts.count + $0) }.filter(guests.contains)
                    let ends = references.indices.filter { !row.isNull(Int32($0)) }.map {
                        row.int64(Int32($0))
                    }
                    // A relation stands where both of its ends do.
                    let isStanding = ends.allSatisfy { !merged.contains($0) }
                    inventory.note(Set(signs + ids), table, ends.first, isStanding)
                }
            }
            return inventory
        }
    }

    private mutating func note(
        _ signs: Set<String>, _ table: String, _ customer: Int64?, _ isStanding: Bool
    ) {
        for sign in signs {
            tables[sign, default: []].insert(table)
            switch table {
            case "customer_change": history.insert(sign)
            case "mail_message": if customer == nil { unmatched.insert(sign) }
            case "timeline_entry":
                if let customer, isStanding { timelines[sign, default: []].insert(customer) }
            case "import_origin", "import_open_item": break
            default:
                if let customer, isStanding { parts[sign, default: []].insert(customer) }
            }
        }
    }

    /// What differs from the model.
    func faults(against book: Book) async -> [String] {
        let (present, absent, unsure) = await (book.present, book.absent, book.unsure)
        var faults: [String] = []
        for (sign, what) in present where !unsure.contains(sign) {
            let isEntry = what == "/timeline" || what == "mail"
            let places = (isEntry ? timelines : parts)[sign] ?? []
            if what == "mail", places.isEmpty, unmatched.contains(sign) { continue }
            if places.count != 1 {
                faults.append("\(what) \(sign): on \(places.count) living customers\(trace(sign))")
            }
        }
        for (sign, what) in absent where !unsure.contains(sign) {
            let places = (parts[sign] ?? []).count
            if places > 0 {
                faults.append("\(what) \(sign): removed, but on \(places) living customers\(trace(sign))")
            }
        }
        for sign in await book.told where !history.contains(sign) {
            faults.append("\(sign): not in the history")
        }
        return faults.sorted()
    }

    /// Where the mark stands, for whoever reads a fault.
    private func trace(_ sign: String) -> String { " (\(tables[sign, default: []].sorted()))" }
}

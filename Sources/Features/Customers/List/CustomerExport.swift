import Formats
import Platform
import Storage

/// Customers with what an export says of them. Their texts lie in one memory as the store's rows hold them: none becomes a
/// value of its own on its way to a file.
package struct CustomerExport: Sendable {
    /// Where a text lies.
    typealias Place = Range<Int>

    /// The fields that are exported as they are.
    static let columns = CustomerField.exportedNames + CustomerField.exportedFacts

    /// A customer; empty places where nothing is known.
    struct Item: Sendable {
        let id: CustomerID
        let kind: Customer.Kind
        let dunningLevel: Int
        let lastEntryAt: Timestamp?
        /// Where the places of its `columns` begin among `CustomerExport.fields`.
        let fields: Int
        var name = 0..<0
        var city = 0..<0
        /// The first of the numbers.
        var number = 0..<0
        /// Of the first address that has a street or a postcode.
        var street = 0..<0
        var postcode = 0..<0
        var country = 0..<0
        /// The first of each that is the customer's own.
        var phone = 0..<0
        var email = 0..<0
        /// Whoever has been responsible for longest.
        var responsible = 0..<0
        var responsibleSince: Int64 = 0
        /// All of them.
        var tags = 0..<0
        /// What is owed, a sum for each currency (ISO 4217), by its name.
        var owed: [(currency: String, cents: Int)] = []
    }

    /// In the order of the list.
    var items: [Item] = []
    /// The fields of `columns`, customer by customer.
    var fields: [Place] = []
    var memory = Memory()

    /// One text behind the other.
    struct Memory: Sendable {
        /// UTF-8.
        fileprivate var bytes: [UInt8] = []

        /// Takes a column's text.
        mutating func take(_ column: Int32, of row: Row) -> Place {
            let start = bytes.count
            row.append(text: column, to: &bytes)
            return start..<bytes.count
        }

        /// Takes a column's text, behind `text` and `separator` when there is one. - Parameter text: what was taken last.
        mutating func take(_ column: Int32, of row: Row, behind text: Place, _ separator: String) -> Place {
            guard !text.isEmpty else { return take(column, of: row) }
            bytes += separator.utf8
            let taken = take(column, of: row)
            guard taken.isEmpty else { return text.lowerBound..<taken.upperBound }
            bytes.removeSubrange(text.upperBound...)
            return text
        }

        /// Whether one text stands before another in the order of the store.
        func precedes(_ text: Place, _ other: Place) -> Bool {
            bytes[text].lexicographicallyPrecedes(bytes[other])
        }
    }

    private static let names = CustomerField.exportedNames.indices
    private static let facts = names.upperBound..<columns.count
    private static let isPlain = columns.map(\.isPlain)

    /// A row of CSV for each, with the columns of `Texts.exportHeads`.
    func rows(_ csv: CSVWriter, _ texts: Texts) -> [UInt8] {
        var rows = CSVRows(csv, room: 300 * items.count)
        let (company, person) = (texts.name(of: .company), texts.name(of: .person))
        memory.bytes.withUnsafeBufferPointer { memory in
            func add(_ place: Place) { rows.add(UnsafeBufferPointer(rebasing: memory[place])) }
            func add(_ item: Item, _ columns: Range<Int>) {
                for column in columns {
                    let place = fields[item.fields + column]
                    if Self.isPlain[column] { add(place) } else { rows.add(displayed(place, column, memory)) }
                }
            }
            func displayed(_ place: Place, _ column: Int, _ memory: UnsafeBufferPointer<UInt8>) -> String {
                texts.display(String(decoding: memory[place], as: UTF8.self), of: Self.columns[column])
            }
            for item in items {
                add(item.number)
                rows.add(item.kind == .company ? company : person)
                add(item.name)
                add(item, Self.names)
                add(item.street)
                add(item.postcode)
                add(item.city)
                add(item.country)
                add(item.phone)
                add(item.email)
                add(item, Self.facts)
                add(item.responsible)
                add(item.tags)
                rows.add(item.lastEntryAt.map(texts.moment) ?? "")
                rows.add(String(item.dunningLevel))
                rows.add(item.owed.map { texts.plain($0.cents) }.joined(separator: " + "))
                rows.add(item.owed.map(\.currency).joined(separator: " + "))
                rows.endRow()
            }
        }
        return rows.bytes
    }
}

extension Texts {
    /// A number that programs can read, unless it is several.
    fileprivate func plain(_ cents: Int) -> String {
        "\(cents < 0 ? "-" : "")\(abs(cents) / 100)\(pick(",", "."))\(padded(abs(cents) % 100, 2))"
    }
}

import Language
import Platform
import Storage

/// What can be looked for.
package enum SearchKind: String, Sendable, CaseIterable {
    case customer
    /// People at customers.
    case contact
    /// Colleagues.
    case person
    /// Everything that happened with customers, mails too.
    case entry
    /// Mails alone.
    case mail

    var shelf: Shelf {
        switch self {
        case .customer: .customers
        case .contact: .contacts
        case .person: .people
        case .entry, .mail: .entries
        }
    }
}

/// A part of the index with a vocabulary of its own: a name that a note also holds is rare among customers all the
/// same, and a thousand notes do not hide one customer.
enum Shelf: Int, Sendable, CaseIterable, SQLBindable {
    case customers = 1
    case contacts = 2
    case people = 3
    case entries = 4
}

/// What is indexed of one thing.
struct SearchDocument: Sendable {
    enum Field: Sendable {
        case text(String, weight: Double)
        /// Found only as a whole, or by its beginning while typing.
        case exact(String)
    }

    /// The thing's own id: ids are unique over all kinds and in order of time.
    let id: Int64
    let shelf: Shelf
    /// For people at customers: whom they go with.
    var customer: CustomerID?
    var fields: [Field] = []

    mutating func add(_ text: String, weight: Double = 1) {
        if !text.isEmpty { fields.append(.text(text, weight: weight)) }
    }

    mutating func add(exact values: [String]) { fields += values.map(Field.exact) }
}

/// A document as the index stores it.
struct AnalyzedDocument: Sendable {
    let id: Int64
    let shelf: Shelf
    let customer: CustomerID?
    /// Of what was analysed: a document that says the same as before is left alone.
    let fingerprint: Int64
    let entry: IndexEntry

    init(_ document: SearchDocument, _ analyzer: Analyzer) {
        (id, shelf, customer) = (document.id, document.shelf, document.customer)
        var fingerprint = Fingerprint()
        for field in document.fields { fingerprint.add(field) }
        self.fingerprint = fingerprint.value
        entry = analyzer.entry(
            document.fields.map { field in
                switch field {
                case .text(let text, let weight): .text(text, weight: weight)
                case .exact(let value): .exact(value)
                }
            })
    }
}

/// FNV-1a of 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/).
private struct Fingerprint {
    /// Counts what `Analyzer` makes of a text differently than before.
    private static let version: UInt8 = 1
    private var hash: UInt64 = 0xCBF2_9CE4_8422_2325

    var value: Int64 { Int64(bitPattern: hash) }

    init() { add(Self.version) }

    mutating func add(_ field: SearchDocument.Field) {
        switch field {
        case .text(let text, let weight):
            for byte in text.utf8 { add(byte) }
            add(UInt8(truncatingIfNeeded: Int(weight * 8)))
        case .exact(let value):
            for byte in value.utf8 { add(byte) }
            add(0xFE)
        }
        add(0xFF)
    }

    private mutating func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
}

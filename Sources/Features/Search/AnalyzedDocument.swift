import Language
import Web

/// A document as the index stores it.
struct AnalyzedDocument: Sendable {
    let id: Int64
    let shelf: SearchShelf
    /// See `SearchDocument.broughtBy`.
    let broughtBy: Int64?
    /// Of what was analysed: a document that says the same as before is left alone.
    let fingerprint: Int64
    let entry: IndexEntry

    init(_ document: SearchDocument, _ analyzer: Analyzer) {
        (id, shelf, broughtBy) = (document.id, document.shelf, document.broughtBy)
        var fingerprint = Fingerprint()
        var fields: [IndexEntry.Field] = []
        for field in document.fields {
            switch field {
            case .text(let text, let weight):
                fingerprint.add(text, weight: weight)
                fields.append(.text(text, weight: weight))
            case .phone(let number):
                for digits in DialledNumber.terms(of: number) {
                    fingerprint.add(exact: digits)
                    fields.append(.exact(digits))
                }
            }
        }
        self.fingerprint = fingerprint.value
        entry = analyzer.entry(fields)
    }
}

/// FNV-1a of 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/).
private struct Fingerprint {
    /// Counts what `Analyzer` makes of a text differently than before.
    private static let version: UInt8 = 1
    private var hash: UInt64 = 0xCBF2_9CE4_8422_2325

    var value: Int64 { Int64(bitPattern: hash) }

    init() { add(Self.version) }

    mutating func add(_ text: String, weight: Double) {
        for byte in text.utf8 { add(byte) }
        add(UInt8(truncatingIfNeeded: Int(weight * 8)))
        add(0xFF)
    }

    mutating func add(exact value: String) {
        for byte in value.utf8 { add(byte) }
        add(0xFE)
        add(0xFF)
    }

    private mutating func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
}

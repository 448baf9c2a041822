import Storage

/// A part of the index with a vocabulary of its own: a name that a note also holds is rare among customers all the
/// same, and a thousand notes do not hide one customer. The index stores its number.
package struct SearchShelf: RawRepresentable, Hashable, Sendable, SQLBindable {
    package let rawValue: Int
    /// The shelf of this number.
    package init(rawValue: Int) { self.rawValue = rawValue }
}

/// What is indexed of one thing.
package struct SearchDocument: Sendable {
    /// A piece of it.
    package enum Field: Sendable {
        /// Words; a hit in them counts by their weight.
        case text(String, weight: Double)
        /// A telephone number, found in every writing, as a whole or by its beginning while typing.
        case phone(String)
    }

    /// What the thing is called by weighs so much; other words weigh 1.
    package static let titleWeight = 3.0
    /// What it is also known by.
    package static let secondWeight = 2.0

    /// The thing's own id: ids are unique over all kinds and in order of time.
    package let id: Int64
    package let shelf: SearchShelf
    /// The subject of the queue that brings the thing along, when that is another one: what it brings no longer goes.
    package let broughtBy: Int64?
    /// In a stable order: a document that says the same as before is left alone.
    package private(set) var fields: [Field] = []

    /// A document without words.
    package init(_ id: Int64, on shelf: SearchShelf, broughtBy: Int64? = nil) {
        (self.id, self.shelf, self.broughtBy) = (id, shelf, broughtBy)
    }

    /// Adds words; none when the text is empty.
    package mutating func add(_ text: String, weight: Double = 1) {
        if !text.isEmpty { fields.append(.text(text, weight: weight)) }
    }

    /// Adds a telephone number, however it is written.
    package mutating func add(phone: String) { fields.append(.phone(phone)) }
}

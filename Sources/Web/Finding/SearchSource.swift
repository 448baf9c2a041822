import Platform
import Storage

/// Something that can be looked for: a group of hits, and its word in links and JSON. Its owner says who may see what, and
/// what results show; searching knows neither.
package struct SearchSource: NamedContribution {
    /// Several things at once.
    package typealias Hits = @Sendable (_ ids: [Int64], Viewer, any Transaction) throws -> [SearchHit]
    /// How much the viewer has to do with each of several things; one that they never met has no value.
    package typealias Familiarity =
        @Sendable (_ ids: [Int64], Viewer, any Transaction) throws -> [Int64: Double]

    /// Documents as one viewer may read them; nil: all of it.
    package typealias Readable =
        @Sendable (_ ids: [Int64], Viewer, any Transaction) throws -> [SearchDocument]?

    package let key: String
    /// What the things are called.
    package let name: Words
    /// Its place among the groups of hits, from the top; tens leave room.
    package let rank: Int
    /// Where its documents stand. Sources that share a shelf have one feed.
    package let shelf: SearchShelf
    /// Whose `SearchFeed` brings its documents.
    package let feed: SearchQueue.Kind
    /// Who may look for it at all.
    package let access: Access
    /// Whether a search for everything looks for it.
    package let isInAll: Bool
    /// What a viewer may see of it.
    package let gate: @Sendable (Viewer) -> SearchGate
    /// What results show of these things, in any order; one that went meanwhile is left out. Nothing comes here that the
    /// gate does not let through.
    package let hits: Hits
    /// Among things that are found about equally well those come first that the viewer has more to do with; nil: the
    /// newest.
    package let familiarity: Familiarity?
    /// The documents of these things with what the viewer may read of them alone; nil: all of it.
    package let readable: Readable?

    /// Something that can be looked for.
    package init(
        _ key: String, _ name: Words, rank: Int, on shelf: SearchShelf, from feed: SearchQueue.Kind,
        for access: Access = .signedIn, isInAll: Bool = true,
        gate: @escaping @Sendable (Viewer) -> SearchGate, hits: @escaping Hits,
        familiarity: Familiarity? = nil, readable: Readable? = nil
    ) {
        (self.key, self.name, self.rank, self.shelf, self.feed) = (key, name, rank, shelf, feed)
        (self.access, self.isInAll) = (access, isInAll)
        (self.gate, self.hits, self.familiarity) = (gate, hits, familiarity)
        self.readable = readable
    }
}

/// What a viewer may see of one source, over the live tables, so that a change of rights holds at once and what was deleted
/// is gone at once, whatever the index still holds.
package struct SearchGate: Sendable {
    /// The column of the things' ids.
    package let id: SQL
    /// Their table, with those that say who may see them.
    package let tables: SQL
    /// What lets a thing through. It stands beside other conditions, so `OR` is in parentheses, and columns have their table.
    package let condition: SQL

    /// A gate.
    package init(_ id: SQL, from tables: SQL, where condition: SQL) {
        (self.id, self.tables, self.condition) = (id, tables, condition)
    }
}

import Platform
import Storage

/// What brings the things of one kind of `SearchQueue` into the index; their owner reads its own tables for it.
package struct SearchFeed: NamedContribution {
    /// Whose changes it follows.
    package let kind: SearchQueue.Kind
    /// At most so many ids above the first number, ascending; for building the index anew.
    package let ids: @Sendable (_ last: Int64, _ limit: Int, any Transaction) throws -> [Int64]
    /// How many things there are.
    package let count: @Sendable (any Transaction) throws -> Int
    /// The documents of these things and of what they bring along (`SearchDocument.broughtBy`). What is gone, or must not
    /// be found any more, has none.
    package let documents: @Sendable (_ ids: [Int64], any Transaction) throws -> [SearchDocument]

    package var key: String { kind.rawValue }

    /// A feed.
    package init(
        _ kind: SearchQueue.Kind,
        ids: @escaping @Sendable (_ last: Int64, _ limit: Int, any Transaction) throws -> [Int64],
        count: @escaping @Sendable (any Transaction) throws -> Int,
        documents: @escaping @Sendable (_ ids: [Int64], any Transaction) throws -> [SearchDocument]
    ) {
        (self.kind, self.ids, self.count, self.documents) = (kind, ids, count, documents)
    }
}

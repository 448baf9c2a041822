import Platform
import Storage
import Web

extension SearchQueue.Kind {
    /// An entry came, changed or went.
    package static let entry = Self(rawValue: "entry")
}

extension SearchShelf {
    /// Everything that happened with customers. Who sees a customer is their owner's to say, who looks for entries here.
    package static let entries = Self(rawValue: 4)
}

extension SearchFeed {
    static let entries = SearchFeed(
        .entry, ids: { try TimelineSearchStore().ids(after: $0, limit: $1, in: $2) },
        count: { try TimelineSearchStore().count(in: $0) },
        documents: { try TimelineSearchStore().documents($0, in: $1) })
}

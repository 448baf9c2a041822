import Platform
import Storage
import Web

extension SearchQueue.Kind {
    /// Somebody's account or profile changed.
    package static let person = Self(rawValue: "person")
}

extension SearchShelf {
    static let people = Self(rawValue: 3)
}

extension SearchFeed {
    static let people = SearchFeed(
        .person, ids: { try PersonSearchStore().ids(after: $0, limit: $1, in: $2) },
        count: { try PersonSearchStore().count(in: $0) },
        documents: { try PersonSearchStore().documents($0, in: $1) })
}

extension SearchSource {
    /// Colleagues.
    package static let person = SearchSource(
        "person", Words("Kollegen", "Colleagues"), rank: 30, on: .people, from: .person, for: .employee,
        gate: { PersonSearchStore.gate(for: $0) },
        hits: { ids, _, tx in try PersonSearchStore().hits(ids, in: tx) })
}

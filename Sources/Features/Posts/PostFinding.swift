import Storage
import Web

extension SearchQueue.Kind {
    static let post = SearchQueue.Kind(rawValue: "post")
}

extension SearchShelf {
    static let posts = SearchShelf(rawValue: 5)
}

extension SearchFeed {
    static let posts = SearchFeed(
        .post, ids: { try PostSearchStore().ids(after: $0, limit: $1, in: $2) },
        count: { try PostSearchStore().count(in: $0) },
        documents: { try PostSearchStore().documents($0, in: $1) })
}

extension SearchSource {
    static let post = SearchSource(
        "post", .init("Beiträge", "Posts"), rank: 45, on: .posts, from: .post, for: .employee,
        gate: PostSearchStore.gate, hits: { ids, _, tx in try PostSearchStore().hits(ids, in: tx) })
}

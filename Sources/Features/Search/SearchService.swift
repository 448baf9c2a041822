import Customers
import Language
import Platform
import Storage

/// What was found, one group a kind in the order of `SearchKind`; groups without hits are left out.
package struct SearchResults: Sendable {
    /// The hits of one kind, best first.
    package struct Group: Sendable {
        /// Which kind.
        package let kind: SearchKind
        /// As many as were asked for.
        package let hits: [SearchHit]
        /// How many there are; `SearchService.countLimit` stands for that many or more.
        package let count: Int
    }

    /// The groups.
    package let groups: [Group]
    let highlighter: Highlighter
}

/// Finds customers, people there, colleagues and what happened.
package struct SearchService: Sendable {
    /// Hits of a kind are ranked and counted up to here.
    package static let countLimit = 100
    /// What a search for everything looks for.
    package static let allKinds: [SearchKind] = [.customer, .contact, .person, .entry]

    let database: any Database
    let analyzer: Analyzer
    private let hits = SearchHitStore()
    private let customers = CustomerStore()

    /// A service over `database`.
    package init(database: any Database, analyzer: Analyzer = Analyzer()) {
        self.database = database
        self.analyzer = analyzer
    }

    /// The best of each kind that `viewer` may see.
    /// - Parameters:
    ///   - isTyping: whether the last word may be unfinished.
    ///   - limit: at most so many of each kind, 1…100.
    package func search(
        _ text: String, kinds: [SearchKind] = allKinds, limit: Int = 10, isTyping: Bool = false,
        for viewer: Viewer
    ) async throws -> SearchResults {
        let question = SearchQuestion(text)
        return try await database.read { tx in
            let results = try run(question.text, kinds, limit, isTyping, viewer, tx)
            guard results.groups.isEmpty, let plain = question.plain else { return results }
            return try run(plain, kinds, limit, isTyping, viewer, tx)
        }
    }

    /// The customers that `viewer` looked at last.
    package func recent(for viewer: Viewer) async throws -> [Customer] {
        try await database.read { [customers] tx in
            try customers.recent(for: viewer, limit: 6, in: tx).map { $0.seen(by: viewer) }
        }
    }

    private func run(
        _ text: String, _ kinds: [SearchKind], _ limit: Int, _ isTyping: Bool, _ viewer: Viewer,
        _ tx: any Transaction
    ) throws -> SearchResults {
        var groups: [SearchResults.Group] = []
        var highlighter = Highlighter(text, isTyping: isTyping, analyzer)
        for kind in kinds where kind != .person || viewer.isEmployee {
            let index = StoredIndex(
                words: StoredVocabulary(shelf: kind.shelf, tx: tx),
                visible: VisibleDocuments(kind: kind, viewer: viewer))
            let found = try Language.Search(analyzer).run(
                text, isTyping: isTyping, limit: Self.countLimit, in: index)
            let known =
                kind == .customer && !viewer.isEmployee
                ? try knownToGuests(found.hits, text, isTyping, tx) : found.hits
            guard !known.isEmpty else { continue }
            highlighter.add(found.corrections.values)
            let ranked = kind == .customer ? try familiarFirst(known, viewer, tx) : known
            let shown = try hits.hits(kind, ranked.prefix(limit).map(\.document), in: tx)
            groups.append(
                .init(kind: kind, hits: shown.map { $0.seen(by: viewer) }, count: known.count))
        }
        return SearchResults(groups: groups, highlighter: highlighter)
    }

    /// Those hits that are found, too, by what guests may see of the customers: by the rest nobody learns it. Few customers
    /// are shared, so the words of those found are read once more.
    private func knownToGuests(
        _ found: [Language.Search.Hit], _ text: String, _ isTyping: Bool, _ tx: any Transaction
    ) throws -> [Language.Search.Hit] {
        guard !found.isEmpty else { return [] }
        let fields = CustomerField.searched.filter(\.isForGuests)
        let index = MemoryIndex(analyzer)
        for document in try SearchDocumentStore().customers(found.map(\.document), fields: fields, in: tx)
        where document.shelf == .customers {
            index.add(document.id, AnalyzedDocument(document, analyzer).entry)
        }
        try index.link()
        let known = try Language.Search(analyzer).run(
            text, isTyping: isTyping, limit: Self.countLimit, in: index)
        let ids = Set(known.hits.map(\.document))
        return found.filter { ids.contains($0.document) }
    }

    /// Among hits that are about equally good, those that the viewer has most to do with come first.
    private func familiarFirst(
        _ found: [Language.Search.Hit], _ viewer: Viewer, _ tx: any Transaction
    ) throws -> [Language.Search.Hit] {
        let familiarity = try hits.familiarity(of: found.map(\.document), to: viewer, in: tx)
        guard let best = found.first?.score, best > 0, !familiarity.isEmpty else { return found }
        let keyed = found.enumerated().map { place, hit in
            (
                level: (hit.score / best * 20).rounded(), known: familiarity[hit.document] ?? 0, place: place,
                hit: hit
            )
        }
        return keyed.sorted { ($1.level, $1.known, $0.place) < ($0.level, $0.known, $1.place) }.map(\.hit)
    }
}

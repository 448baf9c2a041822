import Language
import Platform
import Storage
import Web

/// What was found, one group a source; groups without hits are left out.
package struct SearchResults: Sendable {
    /// The hits of one source, best first.
    package struct Group: Sendable {
        /// What was looked for.
        package let source: SearchSource
        /// As many as were asked for.
        package let hits: [SearchHit]
        /// How many there are; `SearchService.countLimit` stands for that many or more.
        package let count: Int
    }

    /// The groups.
    package let groups: [Group]
    let highlighter: Highlighter
}

/// Finds whatever features say can be found.
package struct SearchService: Sendable {
    /// Hits of a source are ranked and counted up to here.
    package static let countLimit = 100
    /// Things to go back to, of a kind.
    private static let recentLimit = 6

    let database: any Database
    let analyzer: Analyzer
    let sources: SearchSources
    private let recents: [Recents]

    /// A service over `database` that finds what these features say.
    package init(database: any Database, features: FeatureSet, analyzer: Analyzer = Analyzer()) {
        self.database = database
        self.analyzer = analyzer
        sources = SearchSources(features)
        recents = features[Recents.self]
    }

    /// The best of each source that `viewer` may see.
    /// - Parameters:
    ///   - kinds: what is looked for, and the order of the groups; nil: everything.
    ///   - isTyping: whether the last word may be unfinished.
    ///   - limit: at most so many of each source, 1…100.
    package func search(
        _ text: String, kinds: [SearchSource]? = nil, limit: Int = 10, isTyping: Bool = false,
        for viewer: Viewer
    ) async throws -> SearchResults {
        let question = SearchQuestion(text)
        let kinds = kinds ?? sources.inAll
        return try await database.read { tx in
            let results = try run(question.text, kinds, limit, isTyping, viewer, tx)
            guard results.groups.isEmpty, let plain = question.plain else { return results }
            return try run(plain, kinds, limit, isTyping, viewer, tx)
        }
    }

    /// What `viewer` looked at last.
    func recent(for viewer: Viewer) async throws -> [(name: Words, things: [RecentThing])] {
        try await database.read { [recents] tx in
            try recents.map { ($0.name, try $0.read(viewer, Self.recentLimit, tx)) }
                .filter { !$0.things.isEmpty }
        }
    }

    private func run(
        _ text: String, _ kinds: [SearchSource], _ limit: Int, _ isTyping: Bool, _ viewer: Viewer,
        _ tx: any Transaction
    ) throws -> SearchResults {
        var groups: [SearchResults.Group] = []
        var highlighter = Highlighter(text, isTyping: isTyping, analyzer)
        for source in kinds where source.access.includes(viewer) {
            let index = StoredIndex(
                words: StoredVocabulary(shelf: source.shelf, tx: tx),
                visible: VisibleDocuments(source: source, viewer: viewer))
            let found = try Language.Search(analyzer).run(
                text, isTyping: isTyping, limit: Self.countLimit, in: index)
            let known = try readable(found.hits, source, text, isTyping, viewer, tx)
            guard !known.isEmpty else { continue }
            highlighter.add(found.corrections.values)
            let ranked = try familiarFirst(known, source, viewer, tx)
            let shown = try hits(source, ranked.prefix(limit).map(\.document), viewer, tx)
            groups.append(.init(source: source, hits: shown, count: known.count))
        }
        return SearchResults(groups: groups, highlighter: highlighter)
    }

    /// What results show of these things, in the order of `ids`.
    private func hits(
        _ source: SearchSource, _ ids: [Int64], _ viewer: Viewer, _ tx: any Transaction
    ) throws -> [SearchHit] {
        let places = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
        return try source.hits(ids, viewer, tx).sorted { (places[$0.id] ?? 0) < (places[$1.id] ?? 0) }
    }

    /// Those hits that are found, too, by what `viewer` may read of the things: by the rest nobody learns it. Who reads only
    /// a part sees few things, so the words of those found are read once more.
    private func readable(
        _ found: [Language.Search.Hit], _ source: SearchSource, _ text: String, _ isTyping: Bool,
        _ viewer: Viewer, _ tx: any Transaction
    ) throws -> [Language.Search.Hit] {
        guard !found.isEmpty, let documents = try source.readable?(found.map(\.document), viewer, tx) else {
            return found
        }
        let index = MemoryIndex(analyzer)
        for document in documents where document.shelf == source.shelf {
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
        _ found: [Language.Search.Hit], _ source: SearchSource, _ viewer: Viewer, _ tx: any Transaction
    ) throws -> [Language.Search.Hit] {
        guard let ask = source.familiarity else { return found }
        let familiarity = try ask(found.map(\.document), viewer, tx)
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

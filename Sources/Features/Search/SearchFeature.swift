import Language
import Platform
import Storage
import Web

extension Feature {
    /// Finding everything.
    package static let search = Feature("search") {
        SearchMigrations.all
        Section.search
        SitePart { _ in SearchBell() }
        Provides { SearchFeature($0).routes }
        Provides { [BackgroundWork(SearchFeature($0).indexer, isSlow: true)] }
        // What the index lacks is in the queue or found by `rundblick reindex`.
        Provides { _ in [StoreCheck("search") { try SearchIndexCheckStore().faults(in: $0) }] }
    }
}

/// Everything about searching, for those who set it up.
package struct SearchFeature: Sendable {
    /// Finding.
    package let service: SearchService
    /// Keeping the index; runs as a service beside the server.
    package let indexer: SearchIndexer

    /// The feature on `site`.
    package init(_ site: Site) {
        let analyzer = Analyzer()
        let sources = SearchSources(site.features)
        service = SearchService(database: site.database, features: site.features, analyzer: analyzer)
        indexer = SearchIndexer(
            database: site.database, bell: site[SearchBell.self], sources: sources, analyzer: analyzer)
    }

    fileprivate var routes: [Route] { SearchRoutes(service: service).routes }
}

extension SearchBell: HearingEvents {
    package func hear(_ events: [Event]) { ring() }
    package func missed() { ring() }
}

extension Section {
    static let search = Section(
        "search", Words("Suche", "Search"), Link("/search"), .search, in: .work, rank: 40, for: .signedIn,
        isInDock: true)
}

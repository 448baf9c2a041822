import Language
import Storage
import Web

/// Everything about searching.
package struct SearchFeature: Sendable {
    /// Finding.
    package let service: SearchService
    /// Keeping the index; runs as a service beside the server.
    package let indexer: SearchIndexer

    /// The feature over `store`. - Parameter bell: rung by whoever hears of commits.
    package init(store: Store, bell: SearchBell) {
        let analyzer = Analyzer()
        service = SearchService(database: store.database, analyzer: analyzer)
        indexer = SearchIndexer(database: store.database, bell: bell, analyzer: analyzer)
    }

    /// Whether the index agrees with itself; what it lacks is in the queue or found by `rundblick reindex`.
    package var check: StoreCheck { StoreCheck("search") { try SearchIndexCheckStore().faults(in: $0) } }

    /// All routes.
    package var routes: [Route] { SearchRoutes(service: service).routes }
}

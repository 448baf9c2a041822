import Platform
import Storage
import Web

/// What can be looked for, in the order of its groups, and what brings it into the index.
package struct SearchSources: Sendable {
    let all: [SearchSource]
    let feeds: [SearchFeed]

    /// What a search for everything looks for.
    var inAll: [SearchSource] { all.filter(\.isInAll) }
    /// The kinds of the queue that are worked off here.
    var kinds: [SearchQueue.Kind] { feeds.map(\.kind) }
    /// Each shelf once, by its number.
    var shelves: [SearchShelf] { Set(all.map(\.shelf)).sorted { $0.rawValue < $1.rawValue } }

    /// What these features say. A program in which they contradict each other does not start.
    init(_ features: FeatureSet) {
        if let mistake = Self.mistake(in: features) { preconditionFailure(mistake) }
        all = features[SearchSource.self].sorted { $0.rank < $1.rank }
        feeds = features[SearchFeed.self]
    }

    /// What is wrong with the sources of these features: nobody brings what one finds, or strangers meet on a shelf, where
    /// the vocabulary of one would change what the other ranks. Nil when all is well.
    package static func mistake(in features: FeatureSet) -> String? {
        var feeds: [SearchShelf: SearchQueue.Kind] = [:]
        for source in features[SearchSource.self] {
            guard features[SearchFeed.self, source.feed.rawValue] != nil else {
                return "nobody brings what \(source.key) finds"
            }
            guard feeds[source.shelf, default: source.feed] == source.feed else {
                return "\(source.key) stands on shelf \(source.shelf.rawValue), which has another feed"
            }
            feeds[source.shelf] = source.feed
        }
        return nil
    }
}

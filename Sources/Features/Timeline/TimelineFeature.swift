import People
import Platform
import Storage
import Web

extension Feature {
    /// Everything that happened with customers, in order of time.
    package static let timeline = Feature("timeline") {
        TimelineMigrations.all
        EntryKind.written
        SearchFeed.entries
        TeamUse { try TimelineStore().count(onlyFor: $0, in: $1) }
    }
}

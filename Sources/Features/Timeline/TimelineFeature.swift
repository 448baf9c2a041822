import People
import Platform
import Storage

extension Feature {
    /// Everything that happened with customers, in order of time.
    package static let timeline = Feature("timeline") {
        TimelineMigrations.all
        EntryKind.written
        TeamUse { try TimelineStore().count(onlyFor: $0, in: $1) }
    }
}

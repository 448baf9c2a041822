import Customers
import Logging
import People
import Platform
import Storage
import Timeline
import Web

extension Feature {
    /// Customers who are written down more than once: proposing, merging, taking it back.
    package static let duplicates = Feature("duplicates") {
        DuplicateMigrations.all
        AuditAction.merged
        AuditAction.unmerged
        EntryKind(
            .merge, Words("Zusammenführung", "Merge"), .merge, verb: Words("", ""), isBrief: true,
            origin: .init(Words("Rückgängig machen", "Undo"), .undo) { .merge(MergeID($0)) })
        Notice("merged", "Zusammengeführt.", "Merged.")
        Notice("unmerged", "Wieder getrennt.", "Separated again.")
        Section.duplicates
        Reason(
            "unmerge_on_top",
            "Einer der Kunden wurde danach noch einmal zusammengeführt; das muss zuerst rückgängig gemacht werden.",
            "One of the customers was merged again afterwards; that must be undone first.")
        Reason(
            "unmerge_undone", "Das wurde schon rückgängig gemacht.", "This was undone already.")
        Reason(
            "unmerge_losses",
            "Seit der Zusammenführung wurde etwas geändert, das verloren ginge. Bitte zuerst ansehen.",
            "Something was changed since the merge and would be lost. Please look at it first.")
        Reason(
            "unmerge_number", "Eine der Kundennummern gehört inzwischen einem anderen Kunden.",
            "One of the customer numbers belongs to another customer by now.")
        Provides { DuplicateRoutes(service: DuplicateService($0)).routes }
        Provides { site in
            let finder = DuplicateFinder(database: site.database)
            return [BackgroundWork(DuplicateKeeper(finder: finder, logger: site[Logger.self]), isSlow: true)]
        }
        // What was found and decided, and the merges themselves.
        CustomerThing.staying("duplicate_key")
        CustomerThing("duplicate_candidate", ["low_id", "high_id"], merging: .stay, isGiven: false)
        CustomerThing("duplicate_merge", ["winner_id", "loser_id"], merging: .stay, isGiven: false)
    }
}

extension TimelineEntry.Kind {
    static let merge = TimelineEntry.Kind(rawValue: "merge")
}

extension AuditAction {
    static let merged = AuditAction("merged", "Zusammengeführt", "Merged")
    static let unmerged = AuditAction("unmerged", "Wieder getrennt", "Separated again")
}

extension Section {
    static let duplicates = Section(
        "duplicates", Words("Dubletten", "Duplicates"), Link("/duplicates"), .merge, in: .tools, rank: 20,
        shortcut: "g d")
}

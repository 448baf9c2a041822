import App
import ArgumentParser

/// `rundblick duplicates`
struct DuplicatesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duplicates", abstract: "Finds customers who are written down more than once.",
        subcommands: [DuplicatesFind.self])
}

/// `rundblick duplicates find`
struct DuplicatesFind: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "find",
        abstract: "Compares all customers with each other and proposes likely duplicates; merges nothing.")

    @OptionGroup var store: StoreOptions

    func run() async throws {
        try await store.withRundblick { rundblick in
            let candidates = try await rundblick.duplicates.findAll { done, total in
                ProgressBar(total: total).show(done)
            }
            ProgressBar(total: 0).finish()
            print("result: candidates=\(candidates)")
        }
    }
}

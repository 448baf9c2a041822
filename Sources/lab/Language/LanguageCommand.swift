import ArgumentParser

/// `lab language …`: search quality and speed.
struct LanguageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "language", abstract: "Search over German and English texts.",
        subcommands: [LanguageSearch.self])
}

import ArgumentParser

/// Measures the engines on given data. Every subcommand prints a small table and ends with one
/// machine-readable line.
@main
struct Lab: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lab",
        abstract: "Measures Rundblick's engines on data in files.",
        subcommands: [
            CRDTCommand.self, LanguageCommand.self, LinkageCommand.self,
            LearningCommand.self, ExpertsTrial.self, SimilarTrial.self, PropensityTrial.self,
            StatisticsCommand.self,
        ])
}

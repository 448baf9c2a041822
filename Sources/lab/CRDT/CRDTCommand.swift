import ArgumentParser

/// Checks and measures the document engine.
struct CRDTCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "crdt",
        abstract: "Checks and measures the document engine (C4).",
        subcommands: [
            CRDTConformance.self, CRDTApply.self, CRDTReplay.self, CRDTDifferential.self, CRDTFuzz.self,
            CRDTGrowth.self, CRDTBench.self,
        ])
}

import ArgumentParser

/// Measures references and live delivery beside the real server; `Benchmarks/run` puts the figures together.
@main struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "References for the benchmarks.",
        subcommands: [
            PageSQL.self, ImportLoop.self, Listeners.self, Tokens.self, CustomerIDs.self, SearchBench.self,
            Addresses.self, ReadyPages.self,
        ])
}

/// The value below which `share` of the sorted `values` lie.
func percentile(_ sorted: [Double], _ share: Double) -> Double {
    guard !sorted.isEmpty else { return 0 }
    return sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
}

import ArgumentParser
import Foundation
import Statistics

/// The engine's figures beside those of scipy and statsmodels for the same random cases.
struct StatisticsCompare: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Compares every method with scipy and statsmodels.")

    @Option(help: "A Python with scipy and statsmodels.")
    var python = ".cache/science/bin/python"

    @Option(help: "The other side of the comparison.")
    var peer = "Benchmarks/statistics/peer.py"

    @Option(help: "Random cases for each method.")
    var cases = 200

    @Option(help: "Where the random cases start.")
    var seed: UInt64 = 1

    @Option(help: "The largest difference, absolute below 1 and relative above.")
    var tolerance = 1e-6

    func run() throws {
        let other = try SciencePeer(python: python, script: peer)
        var (count, worst, failed) = (0, 0.0, 0)
        print("method                   cases   worst difference")
        for method in ComparedMethod.all {
            var sample = RandomSample(seed: seed)
            var methodWorst = 0.0
            for number in 1...cases {
                var (request, ours) = try method.draw(&sample)
                request.method = method.name
                let theirs = try other.ask(request)
                let difference = Self.difference(ours, theirs)
                count += 1
                methodWorst = max(methodWorst, difference)
                if difference > tolerance {
                    failed += 1
                    print("\(method.name) case \(number): ours \(ours), theirs \(theirs), \(request.numbers)")
                }
            }
            worst = max(worst, methodWorst)
            print(String(format: "%@ %7d   %.1e", method.name.padded(22), cases, methodWorst))
        }
        try other.close()
        print(
            "result: methods=\(ComparedMethod.all.count) cases=\(count) "
                + "worst=\(String(format: "%.1e", worst)) failed=\(failed)")
        if failed > 0 { throw ExitCode.failure }
    }

    /// The largest difference of two lists of numbers; infinite when they cannot be compared.
    private static func difference(_ ours: [Double], _ theirs: [Double]) -> Double {
        guard ours.count == theirs.count, !ours.isEmpty else { return .infinity }
        let differences = zip(ours, theirs).map { abs($0 - $1) / max(1, abs($1)) }
        return differences.contains { $0.isNaN } ? .infinity : differences.max() ?? .infinity
    }
}

extension String {
    /// Filled up with blanks to `width` characters.
    func padded(_ width: Int) -> String { self + String(repeating: " ", count: max(width - count, 0)) }
}

import Foundation

/// A bar on standard error while something long runs; nothing when that is no terminal.
struct ProgressBar: Sendable {
    /// How much there is to do; 0: not known, then what is done is told in numbers.
    let total: Int
    /// What is counted, for the numbers.
    var unit = ""

    private static let width = 40

    /// Draws that `done` of it is done.
    func show(_ done: Int) {
        guard isatty(STDERR_FILENO) == 1 else { return }
        FileHandle.standardError.write(Data("\r\(line(done))".utf8))
    }

    private func line(_ done: Int) -> String {
        guard total > 0 else { return "\(done) \(unit)" }
        let filled = Self.width * min(done, total) / total
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.width - filled)
        return "\(bar) \(done)/\(total)"
    }

    /// Moves on to the next line.
    func finish() {
        guard isatty(STDERR_FILENO) == 1 else { return }
        FileHandle.standardError.write(Data("\n".utf8))
    }
}

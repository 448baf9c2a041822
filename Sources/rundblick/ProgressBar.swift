import Foundation

/// A bar on standard error while something long runs; nothing when that is no terminal.
struct ProgressBar: Sendable {
    /// How much there is to do; 0: not known.
    let total: Int

    private static let width = 40

    /// Draws that `done` of it is done.
    func show(_ done: Int) {
        guard isatty(STDERR_FILENO) == 1 else { return }
        let filled = total > 0 ? Self.width * min(done, total) / total : 0
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.width - filled)
        FileHandle.standardError.write(Data("\r\(bar) \(done)\(total > 0 ? "/\(total)" : "")".utf8))
    }

    /// Moves on to the next line.
    func finish() {
        guard isatty(STDERR_FILENO) == 1 else { return }
        FileHandle.standardError.write(Data("\n".utf8))
    }
}

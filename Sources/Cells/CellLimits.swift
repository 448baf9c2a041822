/// What one piece of work may take in a cell.
package struct CellLimits: Sendable {
    /// Memory of the process, all of it.
    package var memoryBytes = 2 << 30
    /// Processor time of one piece, and more for each megabyte of its input; the process is killed behind it.
    package var cpuSeconds = 10
    package var cpuSecondsPerMegabyte = 1
    /// How much longer than its processor time a piece may last, on a machine that is busy with other things.
    package var patience = 6
    /// The longest answer.
    package var answerBytes = 512 << 20
    /// After so many pieces a cell makes room for a new one, so that no library's leak grows for ever.
    package var pieces = 10_000

    /// The limits that the product uses.
    package init() {}

    /// The seconds of processor time for an input of `bytes`.
    func cpuSeconds(for bytes: Int) -> Int { cpuSeconds + cpuSecondsPerMegabyte * (bytes >> 20) }
}

/// Why a cell gave no answer.
package enum CellFailure: Error, Sendable, Equatable {
    /// The work refused its input, with this word: the answer of a sound cell.
    case refused(String)
    /// The process ended over it, twice: a crash, or more memory or processor time than it may have.
    case died
    /// It gave no answer in time and was killed.
    case tooSlow
    /// No process can be started, or it is none of ours. The input is not to blame.
    case cannotStart(String)
}

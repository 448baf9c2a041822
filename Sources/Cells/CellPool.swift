import Foundation
import Synchronization

/// Has work on hostile bytes done where its death costs one piece: in processes of a program that calls `Cell.serve`.
///
/// A cell is started when one is needed, and kept for the next piece. It has neither our memory nor our open files nor
/// our environment, and may take no more memory and time than `CellLimits` says. There are never more of them than
/// threads that ask at once.
package final class CellPool: Sendable {
    private let program: String
    private let arguments: [String]
    private let limits: CellLimits
    private let idle = Mutex<[CellProcess]>([])
    /// Cells that are kept.
    private static let kept = 8

    /// A pool without cells. - Parameter program: what is started, with these arguments.
    package init(program: String, arguments: [String], limits: CellLimits = CellLimits()) {
        self.program = program
        self.arguments = arguments
        self.limits = limits
    }

    deinit { for cell in idle.withLock({ $0 }) { cell.end() } }

    /// What the work called `work` makes of `input`. Blocks its thread.
    ///
    /// A piece whose cell ended is tried once more, in a new cell: somebody may have ended the first from outside.
    package func run(_ work: String, _ input: [UInt8]) throws(CellFailure) -> [UInt8] {
        do throws(CellFailure) {
            let kept = idle.withLock { $0.popLast() }
            if let kept { return try run(work, input, in: kept) }
            return try run(work, input, in: start())
        } catch {
            guard error == .died else { throw error }
            return try run(work, input, in: start())
        }
    }

    private func start() throws(CellFailure) -> CellProcess { try CellProcess(program, arguments) }

    private func run(
        _ work: String, _ input: [UInt8], in cell: CellProcess
    ) throws(CellFailure) -> [UInt8] {
        let seconds = limits.cpuSeconds(for: input.count) * limits.patience
        let deadline = ContinuousClock.now.advanced(by: .seconds(seconds))
        let answer: [UInt8]?
        do throws(CellLine.Failure) {
            try cell.line.send([UInt8(work.utf8.count)] + Array(work.utf8) + input, until: deadline)
            answer = try cell.line.receive(limit: limits.answerBytes, until: deadline)
        } catch {
            cell.end()
            throw error == .silent ? .tooSlow : .died
        }
        guard let answer, let kind = answer.first, kind <= Cell.refused else {
            cell.end()
            throw .died
        }
        putBack(cell)
        let content = Array(answer.dropFirst())
        guard kind == Cell.accepted else { throw .refused(String(decoding: content, as: UTF8.self)) }
        return content
    }

    private func putBack(_ cell: CellProcess) {
        cell.pieces += 1
        let isKept = idle.withLock { idle in
            guard cell.pieces < limits.pieces, idle.count < Self.kept else { return false }
            idle.append(cell)
            return true
        }
        if !isKept { cell.end() }
    }
}

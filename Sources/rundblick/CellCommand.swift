import ArgumentParser
import Cells
import Imports

/// `rundblick cell`: reads what strangers sent, for the process that started it.
struct CellCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cell", abstract: "Serves another Rundblick process as a cell.", shouldDisplay: false)

    func run() throws { try Cell.serve([MailParsing.work.name: MailParsing.work.run]) }
}

extension CellPool {
    /// Cells of this very program.
    static func ofThisProgram() -> CellPool { CellPool(program: "/proc/self/exe", arguments: ["cell"]) }
}

import Cells
import Formats

/// Reads mails where their death costs one of them: in cells, when there are some.
package struct MailParsing: Sendable {
    private let cells: CellPool?

    /// Reading in cells of `cells`, whose program serves `work`; nil: here, within the bounds alone that `MailReader` counts.
    package init(cells: CellPool?) { self.cells = cells }

    /// What a cell does: its name, and the work.
    package static let work: (name: String, run: Cell.Work) = (
        "mail",
        { bytes in
            do throws(MailError) {
                return MailCoding.encode(try MailReader().read(bytes))
            } catch {
                throw CellFailure.refused(error.rawValue)
            }
        }
    )

    /// Reads one mail. Blocks as long as that takes.
    /// - Throws: `MailError`, `.tooCostly` when a cell ended over it; `CellFailure.cannotStart` when there is no cell.
    func read(_ bytes: [UInt8]) throws -> ParsedMail {
        guard let cells else { return try MailReader().read(bytes) }
        do throws(CellFailure) {
            guard let mail = MailCoding.decode(try cells.run(Self.work.name, bytes)) else { throw .died }
            return mail
        } catch {
            switch error {
            case .refused(let reason): throw MailError(rawValue: reason) ?? .tooCostly
            case .died, .tooSlow: throw MailError.tooCostly
            case .cannotStart: throw error
            }
        }
    }
}

import Formats
import Platform

/// What one line of a list of open items says, checked.
struct OpenItemRecord: Sendable {
    let line: Int
    let customerNumber: String
    let number: String
    let issued: CivilDate?
    let due: CivilDate?
    let amountCents: Int
    let openCents: Int
    let currency: String
    let dunningLevel: Int
    /// The line as it stands in the file, should its customer turn out to be unknown.
    let raw: String
}

/// Makes records of open items from the records of a CSV file.
struct OpenItemReader: Sendable {
    private let header: [String]
    private let columns: [OpenItemColumn: Int]
    private let dates = DateReader()

    /// - Parameter mapping: the meaning of each column; nil: not taken.
    init(header: [String], mapping: [OpenItemColumn?]) {
        self.header = header
        var columns: [OpenItemColumn: Int] = [:]
        for (index, column) in mapping.enumerated() {
            if let column { columns[column] = columns[column] ?? index }
        }
        self.columns = columns
    }

    /// Whether the columns that every item needs are there.
    var isComplete: Bool {
        columns[.customerNumber] != nil && columns[.invoiceNumber] != nil
            && (columns[.openAmount] != nil || columns[.amount] != nil)
    }

    /// - Throws: `Refusal`.
    func record(_ row: CSVRecord) throws(Refusal) -> OpenItemRecord {
        let customer = try required(row, .customerNumber, "customer-required")
        let number = try required(row, .invoiceNumber, "invoice-required")
        let total = try amount(row, .amount)
        let open = try amount(row, .openAmount)
        guard let first = open ?? total else { throw Refusal("amount-required", field: name(.openAmount)) }
        let currency = text(row, .currency)
        return OpenItemRecord(
            line: row.line, customerNumber: customer, number: number, issued: try day(row, .date),
            due: try day(row, .dueDate), amountCents: (total ?? first).cents, openCents: first.cents,
            currency: currency.utf8.count == 3 ? currency.uppercased() : first.currency ?? "EUR",
            dunningLevel: try level(row), raw: row.raw)
    }

    private func text(_ row: CSVRecord, _ column: OpenItemColumn) -> String {
        guard let index = columns[column], index < row.count else { return "" }
        let text = CellText.clean(row.plain(index))
        return CellText.isPlaceholder(text) ? "" : text
    }

    private func name(_ column: OpenItemColumn) -> String { columns[column].map { header[$0] } ?? "" }

    private func required(
        _ row: CSVRecord, _ column: OpenItemColumn, _ reason: String
    ) throws(Refusal) -> String {
        let text = text(row, column)
        guard !text.isEmpty else { throw Refusal(reason, field: name(column)) }
        guard text.unicodeScalars.count <= 100 else { throw Refusal("too-long", field: name(column)) }
        return text
    }

    private func amount(
        _ row: CSVRecord, _ column: OpenItemColumn
    ) throws(Refusal) -> (cents: Int, currency: String?)? {
        let text = text(row, column)
        guard !text.isEmpty else { return nil }
        do throws(NumberError) {
            let number = try GermanNumber(text)
            return (Int(try number.minorUnits()), number.currency)
        } catch {
            throw Refusal("amount." + error.rawValue, field: name(column))
        }
    }

    private func day(_ row: CSVRecord, _ column: OpenItemColumn) throws(Refusal) -> CivilDate? {
        let text = text(row, column)
        guard !text.isEmpty else { return nil }
        do throws(DateError) {
            let day = try dates.day(text)
            return CivilDate(year: day.year, month: day.month, day: day.day)
        } catch {
            throw Refusal("date." + error.rawValue, field: name(column))
        }
    }

    private func level(_ row: CSVRecord) throws(Refusal) -> Int {
        let text = text(row, .dunningLevel)
        guard !text.isEmpty else { return 0 }
        guard let level = Int(text), (0...9).contains(level) else {
            throw Refusal("dunning-level", field: name(.dunningLevel))
        }
        return level
    }
}

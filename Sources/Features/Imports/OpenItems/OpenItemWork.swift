import Customers
import Formats
import Platform
import Storage
import Timeline

/// Takes a list of open items in.
actor OpenItemWork: ImportWork {
    private var file: CSVFile
    private let reader: OpenItemReader
    private let intake: OpenItemIntake
    private var records = 0

    init(_ file: CSVFile, _ reader: OpenItemReader, _ intake: OpenItemIntake) {
        self.file = file
        self.reader = reader
        self.intake = intake
    }

    func step() throws -> ImportStep? {
        var items: [OpenItemRecord] = []
        var rejections: [Rejection] = []
        var count = 0
        while count < CustomerBatch.size, let row = try file.next() {
            try Deadline.check()
            count += 1
            switch row {
            case .rejected(let rejection): rejections.append(Rejection(rejection))
            case .record(let row):
                do throws(Refusal) {
                    items.append(try reader.record(row))
                } catch {
                    rejections.append(Rejection(line: row.line, refusal: error, raw: row.raw))
                }
            }
        }
        guard count > 0 else { return nil }
        records += count
        return ImportStep(records: records, bytes: file.progress.bytes, rejections: rejections) {
            [intake, items] tx, _ in try intake.take(items, in: tx)
        }
    }

    nonisolated func finish(in tx: any Transaction) throws -> ImportFigures { try intake.finish(in: tx) }
}

/// Takes open items in, inside a transaction.
struct OpenItemIntake {
    let run: ImportRun
    /// Words for the timeline.
    let texts: Texts
    private let store = OpenItemStore()
    private let intake = CustomerIntakeStore()
    private let timeline = TimelineStore()

    init(run: ImportRun, texts: Texts) {
        self.run = run
        self.texts = texts
    }

    /// Compares and writes items; those of unknown customers are refused.
    func take(_ records: [OpenItemRecord], in tx: any Transaction) throws -> StepOutcome {
        try tx.lock("import")
        var outcome = StepOutcome()
        let customers = try customers(of: records, in: tx)
        var known = try intake.openItems(of: Set(customers.values).sorted(), in: tx)
        var new: [String: (CustomerID, OpenItem)] = [:]
        var seen: [String: (CustomerID, String)] = [:]
        var raised: [CustomerID: [(old: Int, item: OpenItem)]] = [:]
        for record in records {
            guard let customer = customers[record.customerNumber] else {
                let refusal = Refusal("customer-unknown", field: record.customerNumber)
                outcome.rejections.append(Rejection(line: record.line, refusal: refusal, raw: record.raw))
                continue
            }
            let old = known[customer]?[record.number]
            guard old != nil || known[customer, default: [:]].count < PartLimit.openItem.most else {
                outcome.rejections.append(
                    Rejection(line: record.line, refusal: Refusal("open-items-many"), raw: record.raw))
                continue
            }
            let item = OpenItem(old?.id ?? tx.id(), record)
            let place = "\(customer) \(record.number)"
            seen[place] = (customer, record.number)
            guard item != old else {
                outcome.figures.unchanged += 1
                continue
            }
            if old == nil { outcome.figures.taken += 1 } else { outcome.figures.changed += 1 }
            if item.dunningLevel > old?.dunningLevel ?? 0 {
                raised[customer, default: []].append((old?.dunningLevel ?? 0, item))
            }
            known[customer, default: [:]][record.number] = item
            new[place] = (customer, item)
        }
        try intake.put(Array(new.values), in: tx)
        try store.see(Array(seen.values), of: run, in: tx)
        try intake.refreshMoney(of: Set(new.values.map(\.0)).sorted(), in: tx)
        for (customer, items) in raised.sorted(by: { $0.key < $1.key }) { try tell(customer, items, in: tx) }
        outcome.touched = Set(new.values.map(\.0)).sorted()
        return outcome
    }

    /// By the number in the file's own system, else in any other.
    private func customers(
        of records: [OpenItemRecord], in tx: any Transaction
    ) throws -> [String: CustomerID] {
        let numbers = Set(records.map(\.customerNumber)).sorted()
        let own = try intake.customers(system: run.source, numbers: numbers, in: tx)
        let others = try intake.customers(anySystem: numbers.filter { own[$0] == nil }, in: tx)
        let found = own.merging(others) { own, _ in own }
        let standing = try CustomerStore().hold(Set(found.values).sorted(), in: tx)
        return found.mapValues { standing[$0] ?? $0 }
    }

    private func tell(
        _ customer: CustomerID, _ items: [(old: Int, item: OpenItem)], in tx: any Transaction
    ) throws {
        var entry = TimelineEntry(
            id: tx.id(), customer: customer, at: tx.now, kind: .dunning, author: run.person,
            authorName: run.personName)
        entry.title = texts.dunned(items.map(\.item.dunningLevel).max() ?? 0)
        entry.text = items.map { texts.raised($0.item, from: $0.old) }.joined(separator: "\n")
        entry.source = "import"
        entry.sourceID = run.id.raw
        try timeline.add(entry, in: tx)
    }

    /// Closes what a full list no longer names. Nothing is closed when lines could not be read: it may stand there.
    func finish(in tx: any Transaction) throws -> ImportFigures {
        var figures = ImportFigures()
        guard run.options.isFullList, try !store.hasDamage(run.id, in: tx) else { return figures }
        while true {
            let gone = try store.vanished(of: run, limit: 500, in: tx)
            guard !gone.isEmpty else { return figures }
            try CustomerStore().hold(Set(gone.map(\.0)).sorted(), in: tx)
            let closed = try store.close(gone, of: run, in: tx)
            figures.changed += closed.count
            try intake.refreshMoney(of: closed.customers, in: tx)
        }
    }
}

extension OpenItem {
    init(_ id: ID<OpenItem>, _ record: OpenItemRecord) {
        self.init(
            id, number: record.number, issued: record.issued, due: record.due,
            amountCents: record.amountCents,
            openCents: record.openCents, currency: record.currency, dunningLevel: record.dunningLevel)
    }
}

extension Texts {
    func dunned(_ level: Int) -> String { pick("Mahnstufe \(level)", "Dunning level \(level)") }

    /// An item whose level rose, in one line.
    func raised(_ item: OpenItem, from old: Int) -> String {
        let money = money(cents: item.openCents, currency: item.currency)
        let step = "\(old) → \(item.dunningLevel)"
        return pick(
            "Rechnung \(item.number): Mahnstufe \(step), offen \(money)",
            "Invoice \(item.number): level \(step), open \(money)")
    }
}

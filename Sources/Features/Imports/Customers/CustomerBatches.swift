import Customers
import Formats
import Platform

/// A piece of an import that goes into one transaction.
struct CustomerBatch: Sendable {
    /// A record with what identifies it.
    struct Item: Sendable {
        let record: CustomerRecord
        let fingerprint: Fingerprint
        /// Under which the source is remembered.
        let key: String

        /// Under which it may have been remembered until December 2026; nil: under the same.
        var firstKey: String? {
            key.hasPrefix("=") ? CustomerRecord.key(of: fingerprint.firstWhole) : nil
        }
    }

    var items: [Item] = []
    var rejections: [Rejection] = []
    /// Records that say what another one of the file said already.
    var repeated = 0
    /// Records up to the end of this batch, from the beginning of the file.
    var records = 0
    /// How much of the file was read.
    var bytes = 0

    /// Records of a batch.
    static let size = 500
}

extension CustomerRecord {
    /// The key under which the customer of the group is remembered; nil: it belongs to none.
    var groupKey: String? { group.isEmpty ? nil : "@" + group }

    /// The key of a record that is identified by nothing but what it says.
    static func key(of whole: UInt64) -> String { "=" + String(whole, radix: 16) }
}

/// What the records of a file said so far, to recognise those that come twice: 16 bytes a record.
struct SeenRecords {
    private var seen: [UInt64: UInt64] = [:]

    /// Adds a record to `batch`, unless another one of the file has its number.
    mutating func add(_ record: CustomerRecord, raw: @autoclosure () -> String, to batch: inout CustomerBatch)
    {
        let fingerprint = Fingerprint(record)
        let whole = fingerprint.whole
        let key =
            record.number
            ?? (record.identity.isEmpty ? CustomerRecord.key(of: whole) : "#" + record.identity)
        let hash = Fingerprint.hash64(key.utf8)
        if let other = seen[hash] {
            if other == whole {
                batch.repeated += 1
            } else {
                let refusal = Refusal("number-twice", field: key)
                batch.rejections.append(Rejection(line: record.line, refusal: refusal, raw: raw()))
            }
            return
        }
        seen[hash] = whole
        batch.items.append(.init(record: record, fingerprint: fingerprint, key: key))
    }
}

/// Customers from a CSV file.
actor CustomerCSVWork: ImportWork {
    private var file: CSVFile
    private let reader: CustomerRecordReader
    private let intake: CustomerIntake
    private var seen = SeenRecords()
    private var records = 0

    init(_ file: CSVFile, _ reader: CustomerRecordReader, _ intake: CustomerIntake) {
        self.file = file
        self.reader = reader
        self.intake = intake
    }

    func step() throws -> ImportStep? { try next().map { ImportStep($0, intake) } }

    private func next() throws -> CustomerBatch? {
        var batch = CustomerBatch()
        var count = 0
        while count < CustomerBatch.size, let row = try file.next() {
            try Deadline.check()
            count += 1
            take(row, into: &batch)
        }
        records += count
        batch.records = records
        batch.bytes = file.progress.bytes
        return count == 0 ? nil : batch
    }

    private func take(_ row: CSVRow, into batch: inout CustomerBatch) {
        switch row {
        case .rejected(let rejection): batch.rejections.append(Rejection(rejection))
        case .record(let row):
            do throws(Refusal) {
                let record = try reader.record(row)
                seen.add(record, raw: row.raw, to: &batch)
                if let remark = record.remark {
                    batch.rejections.append(Rejection(line: row.line, refusal: remark, raw: row.raw))
                }
            } catch {
                batch.rejections.append(Rejection(line: row.line, refusal: error, raw: row.raw))
            }
        }
    }
}

extension ImportStep {
    /// Takes a batch of customers in.
    init(_ batch: CustomerBatch, _ intake: CustomerIntake) {
        self.init(records: batch.records, bytes: batch.bytes, rejections: batch.rejections) { tx, claimed in
            try intake.take(batch, claimed: claimed, in: tx)
        }
    }
}

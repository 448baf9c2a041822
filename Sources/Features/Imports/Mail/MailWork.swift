import Customers
import Formats
import Foundation
import Platform
import Storage

/// Takes mails in: an mbox file, one mail, a Maildir, or a folder of mail files.
actor MailWork: ImportWork {
    /// One mail's bytes, or why there are none.
    private struct Raw: Sendable {
        let name: String
        let bytes: [UInt8]
        let error: MailError?
    }

    private let blobs: BlobStore
    private let parsing: MailParsing
    private let intake: MailIntake
    private var files: [String]
    private var mbox: (reader: MboxReader, file: ImportFile, name: String)?
    private var records = 0
    private var bytes = 0

    /// Mails of a piece, and about how many bytes.
    private static let pieceMails = 100
    private static let pieceBytes = 16 << 20
    /// Files of a folder at most.
    private static let fileLimit = 1_000_000

    init(_ path: String, blobs: BlobStore, _ parsing: MailParsing, _ intake: MailIntake) throws {
        self.blobs = blobs
        self.parsing = parsing
        self.intake = intake
        files = try Self.files(at: path).reversed()
        guard !files.isEmpty else { throw Refusal("file.empty") }
    }

    /// The files to read: the one, the delivered mails of a Maildir, or the mail files of a folder.
    private static func files(at path: String) throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Refusal("file.missing")
        }
        guard isFolder.boolValue else {
            try FileSignature.requireMail(try ImportFile.prefix(of: path))
            return [path]
        }
        guard let names = FileManager.default.enumerator(atPath: path) else { throw Refusal("file.missing") }
        let isMaildir = Maildir.isMaildir(try FileManager.default.contentsOfDirectory(atPath: path))
        var files: [String] = []
        for case let name as String in names where files.count < fileLimit {
            let isMail =
                isMaildir
                ? Maildir.entry(at: name) != nil
                : ["eml", "mbox", "mbx", "mail"].contains((name as NSString).pathExtension.lowercased())
            if isMail { files.append(path + "/" + name) }
        }
        return files.sorted()
    }

    func step() throws -> ImportStep? {
        var raws: [Raw] = []
        var size = 0
        while raws.count < Self.pieceMails, size < Self.pieceBytes, let raw = try nextRaw() {
            raws.append(raw)
            size += raw.bytes.count
        }
        guard !raws.isEmpty else { return nil }
        records += raws.count
        let (incoming, quarantined) = try read(raws)
        return ImportStep(records: records, bytes: mbox?.file.bytesRead ?? bytes, rejections: []) {
            [intake] tx, _ in
            try intake.take(incoming, quarantined, in: tx)
        }
    }

    func samples(_ count: Int, _ texts: Texts) throws -> [[String]] {
        var rows: [[String]] = []
        while rows.count < count, let raw = try nextRaw() {
            do {
                if let error = raw.error { throw error }
                let mail = try parsing.read(raw.bytes)
                let from = mail.from.first.map { $0.name ?? $0.address } ?? ""
                rows.append([from, mail.subject, mail.sentAtUs.map { texts.moment(Timestamp(us: $0)) } ?? ""])
            } catch let error as MailError {
                rows.append([raw.name, texts.importReason("mail." + error.rawValue), ""])
            }
        }
        return rows
    }

    private func nextRaw() throws -> Raw? {
        while true {
            try Deadline.check()
            if let found = try nextOfMbox() { return found }
            guard let path = files.popLast() else { return nil }
            let name = String(path.split(separator: "/").last ?? "")
            let file = try ImportFile(path)
            guard let first = try file.next() else {
                return Raw(name: name, bytes: [], error: .empty)
            }
            if first.starts(with: "From ".utf8) {
                mbox = (MboxReader(), try ImportFile(path), name)
                continue
            }
            return try whole(file, first, name)
        }
    }

    private func nextOfMbox() throws -> Raw? {
        guard let (_, file, name) = mbox else { return nil }
        guard let mail = try mbox?.reader.next(pulling: { try file.next() }) else {
            bytes += file.bytes
            mbox = nil
            return nil
        }
        return Raw(name: "\(name) @\(mail.offset)", bytes: mail.bytes, error: mail.error)
    }

    /// A file that is one mail; only its beginning when it is too long.
    private func whole(_ file: ImportFile, _ first: [UInt8], _ name: String) throws -> Raw {
        var content = first
        while content.count <= MailLimits().bytes, let piece = try file.next() { content += piece }
        bytes += file.bytes
        let isTooLarge = content.count > MailLimits().bytes
        return Raw(
            name: name, bytes: isTooLarge ? Array(content.prefix(65_536)) : content,
            error: isTooLarge ? .tooLarge : nil)
    }

    /// Reads mails and stores their bytes, on all cores: each waits for the disk.
    private func read(
        _ raws: [Raw]
    ) throws -> (incoming: [IncomingMail], quarantined: [MailIntake.Unreadable]) {
        let outcomes = Outcomes(count: raws.count)
        let deadline = Deadline.current
        SlowThreads.perform(raws.count) { [blobs, parsing] index in
            outcomes.set(
                index,
                Result {
                    if deadline?.isOver == true { throw Deadline.passed }
                    return try Self.read(raws[index], blobs, parsing)
                })
        }
        var incoming: [IncomingMail] = []
        var quarantined: [MailIntake.Unreadable] = []
        for outcome in outcomes.all {
            switch try outcome.get() {
            case .mail(let mail): incoming.append(mail)
            case .unreadable(let item): quarantined.append(item)
            }
        }
        return (incoming, quarantined)
    }

    private enum Outcome: Sendable {
        case mail(IncomingMail)
        case unreadable(MailIntake.Unreadable)
    }

    private static func read(_ raw: Raw, _ blobs: BlobStore, _ parsing: MailParsing) throws -> Outcome {
        let blob = try blobs.store(raw.bytes)
        do {
            if let error = raw.error { throw error }
            return .mail(try IncomingMail(raw.bytes, blob: blob, blobs, parsing))
        } catch let error as MailError {
            return .unreadable(
                .init(
                    reason: "mail." + error.rawValue, name: raw.name.storable(300), blob: blob,
                    bytes: raw.bytes.count))
        }
    }

    /// Results of several threads, each in its place.
    private final class Outcomes: @unchecked Sendable {
        // Sendable: every thread writes another place, and the array is read after all have ended.
        private let places: UnsafeMutableBufferPointer<Result<Outcome, any Error>?>

        init(count: Int) {
            places = .allocate(capacity: count)
            places.initialize(repeating: nil)
        }

        deinit {
            places.deinitialize()
            places.deallocate()
        }

        func set(_ index: Int, _ outcome: Result<Outcome, any Error>) { places[index] = outcome }
        var all: [Result<Outcome, any Error>] { places.compactMap { $0 } }
    }
}

extension IncomingMail {
    /// Reads a mail whose bytes are stored as `blob`, and stores its files.
    /// - Throws: `MailError`, `StorageError`.
    init(_ bytes: [UInt8], blob: String, _ blobs: BlobStore, _ parsing: MailParsing) throws {
        let mail = try parsing.read(bytes)
        self.init(mail, blob: blob, attachmentBlobs: try mail.attachments.map { try blobs.store($0.bytes) })
    }
}

extension FileSignature {
    /// Mails may hold any bytes; what is certainly another kind of file is refused.
    static func requireMail(_ prefix: [UInt8]) throws(Refusal) {
        do throws(Refusal) {
            try requireText(prefix)
        } catch {
            guard error.reason == "file.binary", prefix.starts(with: "From ".utf8) || prefix.contains(58)
            else {
                throw error
            }
            if prefix.starts(with: [0x25, 0x50]) || prefix.starts(with: [0x89, 0x50]) { throw error }
        }
    }
}

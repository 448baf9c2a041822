import ArgumentParser
import CRDT
import Foundation

/// `lab crdt apply STREAM.upd.gz`: a server's work on a stream of updates.
struct CRDTApply: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract:
            "Applies a stream of updates one by one, as a server does, and loads and encodes the result.")

    @Argument(help: "A gzip file of (varUint length, update v1) pairs.") var stream: String

    func run() throws {
        let updates = try UpdateStream.read(stream)
        let (document, seconds, relayed) = try Self.apply(updates)
        precondition(relayed > 0 || updates.isEmpty)
        var full = document.update()
        let encode = Stopwatch.median(21) { full = document.update() }
        let load = try Stopwatch.median(21) { try Document().apply(full) }
        let fields = [
            "updates=\(updates.count)", "cpu_seconds=\(Stopwatch.text(seconds, 4))",
            "load_ms=\(Stopwatch.text(load * 1000, 3))", "encode_ms=\(Stopwatch.text(encode * 1000, 3))",
            "bytes=\(full.count)", "text_sha256=\(try UpdateStream.textDigest(document))",
        ]
        print("structs: \(document.structCount), engine memory: \(document.allocatedBytes) bytes")
        print("result: " + fields.joined(separator: " "))
    }

    /// Applies all updates to a fresh document, each a transaction, relaying what changed something.
    static func apply(_ updates: [[UInt8]]) throws -> (document: Document, seconds: Double, relayed: Int) {
        let document = Document()
        var relayed = 0
        let start = Stopwatch.cpuSeconds()
        for update in updates where try document.apply(update) { relayed += update.count }
        return (document, Stopwatch.cpuSeconds() - start, relayed)
    }
}

/// Streams of updates as `yjs-updates` holds them.
enum UpdateStream {
    static func read(_ file: String) throws -> [[UInt8]] {
        let bytes = try Input.bytes(file)
        var updates: [[UInt8]] = []
        var place = 0
        while place < bytes.count {
            var (length, shift) = (0, 0)
            var next = 0x80
            while next >= 0x80 {
                guard place < bytes.count, shift < 56 else {
                    throw Input.Failure(file: file, reason: "cut off")
                }
                next = Int(bytes[place])
                length |= (next & 0x7f) << shift
                shift += 7
                place += 1
            }
            guard length <= bytes.count - place else { throw Input.Failure(file: file, reason: "cut off") }
            updates.append(Array(bytes[place..<(place + length)]))
            place += length
        }
        return updates
    }

    /// SHA-256 of the text of the first root that has one.
    static func textDigest(_ document: Document) throws -> String {
        let texts = document.rootNames.map { document.utf8(of: document.root($0)) }
        let text = texts.first { !$0.isEmpty } ?? []
        return SHA256.hex(text)
    }
}

import ArgumentParser
import CRDT
import Foundation

/// `lab crdt replay TRACE.json.gz`: local editing, one transaction and one update for every edit.
struct CRDTReplay: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Types an editing trace into a document, each edit a transaction of its own with an update."
    )

    @Argument(help: "A sequential trace of editing-traces, or gzip of one.") var trace: String

    func run() throws {
        let trace = try EditingTrace(trace)
        let document = Document(client: 1)
        let text = document.root("text")
        var sent = 0
        let start = Stopwatch.cpuSeconds()
        for patch in trace.patches {
            sent += try document.edit { edit throws(CRDTError) in
                try patch.apply(to: text, in: edit)
            }.count
        }
        let seconds = Stopwatch.cpuSeconds() - start
        let found = document.utf8(of: text)
        guard found == trace.end else {
            throw Input.Failure(file: self.trace, reason: "the text differs at the end")
        }
        print("structs: \(document.structCount), bytes of updates: \(sent)")
        let digest = SHA256.hex(found)
        print(
            "result: edits=\(trace.patches.count) cpu_seconds=\(Stopwatch.text(seconds, 4)) text_sha256=\(digest)"
        )
    }
}

/// A sequential editing trace.
struct EditingTrace {
    struct Patch {
        /// UTF-16 units; the traces count code points, which is the same below U+10000.
        let position: Int
        let deleted: Int
        let inserted: String

        func apply(to text: Node, in edit: borrowing Edit) throws(CRDTError) {
            if deleted > 0 { try edit.delete(from: text, at: position, length: deleted) }
            if !inserted.isEmpty { try edit.insert(inserted, into: text, at: position) }
        }
    }

    let patches: [Patch]
    /// The text at the end, in UTF-8.
    let end: [UInt8]

    init(_ file: String) throws {
        let record = try Value(json: try Input.text(file))
        guard case .string(let end)? = record["endContent"], record["kind"] == nil else {
            throw Input.Failure(file: file, reason: "no sequential trace")
        }
        self.end = Array(end.utf8)
        patches = try ConformanceSession.list(record["txns"]).flatMap { transaction in
            try ConformanceSession.list(transaction["patches"]).map { patch in
                let parts = try ConformanceSession.list(patch)
                return Patch(
                    position: ConformanceSession.int(parts[0]), deleted: ConformanceSession.int(parts[1]),
                    inserted: ConformanceSession.string(parts[2]))
            }
        }
    }
}

import ArgumentParser
import CRDT
import Foundation
import Statistics

/// `lab crdt growth`: how the cost of an edit grows with length, repetition and writers.
struct CRDTGrowth: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "growth",
        abstract: "Measures the cost of an update as documents, histories and numbers of writers grow.")

    @Argument(help: "A sequential trace of editing-traces, or gzip of one.") var trace: String

    func run() throws {
        let trace = try EditingTrace(trace)
        print("case | updates | structs | local edit µs | apply µs | load ms")
        for repeats in [1, 4, 16] { try measure("trace × \(repeats)", try replay(trace, repeats)) }
        for writers in [1, 2, 4, 8, 16, 32, 64] {
            try measure("\(writers) writers", try concurrent(writers, 64_000))
        }
        for length in [100_000, 1_000_000, 10_000_000] {
            try measure("random places in \(length) characters", try scattered(length, 50_000))
        }
        print("result: done=1")
    }

    /// Updates of a case, and the processor time of making them by local edits (nil: made by many documents).
    private struct Work {
        var base: [UInt8]?
        var updates: [[UInt8]] = []
        var editSeconds: Double?
    }

    private func measure(_ name: String, _ work: Work) throws {
        let document = Document()
        if let base = work.base { try document.apply(base) }
        let start = Stopwatch.cpuSeconds()
        for update in work.updates { try document.apply(update) }
        let seconds = Stopwatch.cpuSeconds() - start
        let full = document.update()
        let load = try Stopwatch.median(5) { try Document().apply(full) }
        let count = Double(work.updates.count)
        let edit = work.editSeconds.map { Stopwatch.text($0 / count * 1e6, 3) } ?? "-"
        let apply = Stopwatch.text(seconds / count * 1e6, 3)
        print(
            "\(name) | \(work.updates.count) | \(document.structCount) | \(edit) | \(apply) | \(Stopwatch.text(load * 1000, 2))"
        )
    }

    /// The trace typed again and again at the start of the same document.
    private func replay(_ trace: EditingTrace, _ repeats: Int) throws -> Work {
        let document = Document(client: 1)
        let text = document.root("text")
        var work = Work()
        let start = Stopwatch.cpuSeconds()
        for _ in 0..<repeats {
            for patch in trace.patches {
                let update = try document.edit { edit throws(CRDTError) in try patch.apply(to: text, in: edit)
                }
                work.updates.append(update)
            }
        }
        work.editSeconds = Stopwatch.cpuSeconds() - start
        return work
    }

    /// Writers who type at the same time, each word at a place of his own, and hear of the others after it.
    private func concurrent(_ writers: Int, _ total: Int) throws -> Work {
        let documents = (1...writers).map { Document(client: UInt64($0)) }
        var random = SeededRandom(seed: UInt64(writers))
        var work = Work()
        while work.updates.count < total {
            var round: [[UInt8]] = []
            for document in documents {
                let text = document.root("text")
                let place = random.below(document.length(of: text) + 1)
                for offset in 0..<5 {
                    round.append(
                        try document.edit { edit throws(CRDTError) in
                            try edit.insert("x", into: text, at: place + offset)
                        })
                }
            }
            round.shuffle(using: &random)
            for document in documents { for update in round { try document.apply(update) } }
            work.updates += round
        }
        return work
    }

    /// Single characters typed and deleted at random places of a long text.
    private func scattered(_ length: Int, _ edits: Int) throws -> Work {
        let document = Document(client: 1)
        let text = document.root("text")
        var work = Work()
        work.base = try document.edit { edit throws(CRDTError) in
            try edit.insert(String(repeating: "Zeile mit Text. ", count: length / 16), into: text, at: 0)
        }
        var random = SeededRandom(seed: UInt64(length))
        let start = Stopwatch.cpuSeconds()
        for number in 0..<edits {
            let place = random.below(document.length(of: text))
            let update = try document.edit { edit throws(CRDTError) in
                if number % 3 == 2 {
                    try edit.delete(from: text, at: place, length: 1)
                } else {
                    try edit.insert("y", into: text, at: place)
                }
            }
            work.updates.append(update)
        }
        work.editSeconds = Stopwatch.cpuSeconds() - start
        return work
    }
}

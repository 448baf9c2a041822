import ArgumentParser
import CRDT
import Foundation

/// `lab crdt bench`: our side of `make bench-crdt`; prints one JSON object. The peers print the same fields.
struct CRDTBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Our figures for the comparison with yrs and Yjs, as JSON.")

    @Argument(help: "A stream of updates.") var stream: String
    @Option(help: "A sequential trace to type.") var trace: String?
    @Option(help: "How many copies of the finished document to hold open.") var open = 1000

    func run() throws {
        let updates = try UpdateStream.read(stream)
        var figures: [(String, Double)] = []
        let resident = try Self.residentBytes()
        let (document, seconds, _) = try CRDTApply.apply(updates)
        figures.append(("apply_s", seconds))
        figures.append(("memory_mb", try Double(Self.residentBytes() - resident) / 1e6))
        let full = document.update()
        figures.append(("load_ms", try Stopwatch.median(15) { try Document().apply(full) } * 1000))
        figures.append(("encode_ms", Stopwatch.median(15) { _ = document.update() } * 1000))
        let early = Document()
        for update in updates.prefix(updates.count * 99 / 100) { try early.apply(update) }
        let state = try StateVector(decoding: early.state.encoded())
        figures.append(("diff_ms", Stopwatch.median(15) { _ = document.update(beyond: state) } * 1000))
        let some = Array(updates.prefix(10_000))
        figures.append(("merge_ms", try Stopwatch.median(5) { _ = try Update.merge(some) } * 1000))
        figures.append(("peak_mb", Double(Stopwatch.peakMemory()) / 1e6))
        if let trace { figures.append(("replay_s", try Self.replay(EditingTrace(trace)))) }
        let before = try Self.residentBytes()
        let documents = try (0..<open).map { _ in
            let document = Document()
            try document.apply(full)
            return document
        }
        figures.append(("open_kb", try Double(Self.residentBytes() - before) / 1e3 / Double(documents.count)))
        print("{" + figures.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}")
    }

    private static func replay(_ trace: EditingTrace) throws -> Double {
        let document = Document(client: 1)
        let text = document.root("text")
        let start = Stopwatch.cpuSeconds()
        for patch in trace.patches {
            _ = try document.edit { edit throws(CRDTError) in try patch.apply(to: text, in: edit) }
        }
        return Stopwatch.cpuSeconds() - start
    }

    /// Memory that the process holds now (Linux), after the allocator gave back what is free: what reading the input
    /// left behind would hide what the document needs.
    private static func residentBytes() throws -> Int {
        typealias Trim = @convention(c) (Int) -> CInt
        guard let trim = dlsym(nil, "malloc_trim") else {
            throw Input.Failure(file: "malloc_trim", reason: "only glibc has it")
        }
        _ = unsafeBitCast(trim, to: Trim.self)(0)
        let text = try String(contentsOfFile: "/proc/self/statm", encoding: .ascii)
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * sysconf(Int32(_SC_PAGESIZE))
    }
}

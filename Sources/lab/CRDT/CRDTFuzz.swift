import ArgumentParser
import CRDT
import Foundation
import Statistics

/// `lab crdt fuzz`: mutated updates, frames and snapshots.
///
/// No trap, no input over a second of processor time, no growth beyond the limits; a refused input leaves the document as it was, an
/// accepted one leaves a document that encodes and loads again to the same state. Input `n` depends on `seed + n`
/// alone, so `--inputs 1 --seed N` repeats it; a trap names its N on standard error.
struct CRDTFuzz: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fuzz", abstract: "Feeds seeded mutations of real bytes to the engine.")

    @Option(help: "How many inputs.") var inputs = 200_000
    @Option(help: "Seed of the first input; each next one adds one.") var seed: UInt64 = 1
    @Option(help: "Memory that the process may hold at most, in megabytes.") var memoryMb = 512

    @Option(help: "A folder to write the real bytes to, for a fuzzer guided by coverage.") var dump: String?

    func run() throws {
        FuzzMonitor.install()
        let corpus = try FuzzCorpus()
        if let dump { try corpus.write(to: dump) }
        var counts = FuzzTarget.Counts()
        var failed = 0
        var slowest = 0.0
        for number in 0..<UInt64(inputs) {
            FuzzMonitor.current = seed + number
            var random = SeededRandom(seed: seed + number)
            let start = Stopwatch.cpuSeconds()
            let problem = try FuzzTarget(corpus: corpus).run(&random, &counts)
            let seconds = Stopwatch.cpuSeconds() - start
            slowest = max(slowest, seconds)
            let late = seconds > 1 ? "took \(Stopwatch.text(seconds, 2)) s" : nil
            for found in [problem, late].compactMap({ $0 }) {
                failed += 1
                print("seed \(seed + number): \(found)")
            }
        }
        let peak = Stopwatch.peakMemory() >> 20
        if peak > memoryMb { failed += 1 }
        print(
            "slowest input: \(Stopwatch.text(slowest * 1000, 1)) ms of processor time\n"
                + "result: inputs=\(inputs) accepted=\(counts.accepted) refused=\(counts.refused) "
                + "peak_mb=\(peak) failed=\(failed)"
        )
        if failed > 0 { throw ExitCode.failure }
    }
}

/// Names the input at work when the process is trapped.
enum FuzzMonitor {
    /// Written by the one thread that fuzzes, read by its signal handler.
    nonisolated(unsafe) static var current: UInt64 = 0

    static func install() {
        for trap in [SIGILL, SIGTRAP, SIGSEGV, SIGABRT, SIGBUS] {
            signal(trap) { number in
                FileHandle.standardError.write(Data("trap \(number) at seed \(FuzzMonitor.current)\n".utf8))
                _exit(3)
            }
        }
    }
}

/// Real bytes to mutate: random documents of our engine with their updates, frames, snapshots and positions.
struct FuzzCorpus {
    /// Updates of one document, in order, and its state after them.
    struct Session {
        let updates: [[UInt8]]
        let full: [UInt8]
        let snapshot: [UInt8]
    }

    let sessions: [Session]
    /// Frames, awareness messages, relative positions and values.
    let others: [[UInt8]]

    init() throws {
        var sessions: [Session] = []
        var others: [[UInt8]] = []
        for seed in 0..<24 as Range<UInt64> {
            var random = SeededRandom(seed: seed)
            let replicas = (0..<3).map {
                Document(client: [3, 900, 1 << 52][$0], collectsGarbage: seed % 3 > 0)
            }
            var updates: [[UInt8]] = []
            for _ in 0..<12 {
                let author = random.below(3)
                updates.append(try RandomEdit(document: replicas[author]).make(&random))
                for other in replicas where random.below(2) == 0 {
                    for update in updates { try other.apply(update) }
                }
            }
            for update in updates { try replicas[0].apply(update) }
            let full = replicas[0].update()
            sessions.append(Session(updates: updates, full: full, snapshot: replicas[0].snapshot.encoded()))
            let text = replicas[0].root("text")
            others.append(try replicas[0].relativePosition(in: text, at: 0).encoded())
            others += [.state(replicas[0].state), .difference(full), .update(updates[0])].map {
                (m: SyncMessage) in m.encoded()
            }
            let entry = Awareness.Entry(
                client: 7, clock: seed, state: #"{"cursor":{"anchor":3},"user":"Zoë"}"#)
            others += [.awareness([entry]), .denied(reason: "ü"), .awarenessQuery].map { (m: SyncMessage) in
                m.encoded()
            }
        }
        self.sessions = sessions
        self.others = others
    }
}

extension FuzzCorpus {
    /// Writes every input to a file of its own; the first byte tells `CoverageFuzz.swift` what it is.
    func write(to folder: String) throws {
        var inputs = others.map { [3] + $0 }
        for session in sessions {
            inputs += session.updates.map { [0] + $0 }
            inputs += [[0] + session.full, [2] + session.full, [3] + session.snapshot]
            inputs.append(
                [4] + session.updates.flatMap { [UInt8($0.count & 255), UInt8($0.count >> 8)] + $0 })
        }
        for (number, input) in inputs.enumerated() {
            try Data(input).write(to: URL(fileURLWithPath: "\(folder)/seed-\(number)"))
        }
    }
}

/// Changes bytes at random: what a fuzzer without coverage does, with the format's own numbers among the changes.
struct Mutator {
    /// Small and huge numbers as lib0 writes them, and struct heads.
    private static let snippets: [[UInt8]] = [
        [0], [1], [0x7f], [0xff, 0xff, 0xff, 0xff, 0x07], [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f],
        [0x80, 0x80, 0x80, 0x80, 0x08], [0x04], [0x84], [0xc4], [0x27], [0x07, 0x00], [0x08],
        [0x01, 0xff, 0x7f],
        [0x76, 0x01], [0x75, 0x05], [0xf0, 0x9f, 0x99, 0x82], [0xed, 0xa0, 0x80], [0x00, 0x03], [0x0a, 0x02],
    ]

    static func mutate(_ bytes: inout [UInt8], other: [UInt8], _ random: inout SeededRandom) {
        for _ in 0...random.below(4) {
            let place = random.below(bytes.count + 1)
            let length = random.below(min(8, bytes.count - place) + 1)
            switch random.below(8) {
            case 0: if place < bytes.count { bytes[place] ^= 1 << UInt8(random.below(8)) }
            case 1: if place < bytes.count { bytes[place] = UInt8(random.below(256)) }
            case 2: bytes.removeSubrange(place..<(place + length))
            case 3: bytes.insert(contentsOf: bytes[place..<(place + length)], at: place)
            case 4:
                bytes.replaceSubrange(place..<(place + length), with: snippets[random.below(snippets.count)])
            case 5: if random.below(4) == 0 { bytes.removeSubrange(place...) }
            case 6:
                let start = random.below(other.count + 1)
                let end = start + random.below(min(40, other.count - start) + 1)
                bytes.replaceSubrange(place..<(place + length), with: other[start..<end])
            default:
                if place < bytes.count {
                    bytes[place] = bytes[place] &+ UInt8(truncatingIfNeeded: random.below(5) - 2)
                }
            }
        }
    }
}

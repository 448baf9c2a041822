import ArgumentParser
import CRDT
import Foundation
import Statistics

/// `lab crdt differential`: random sessions with real Yjs clients, compared with real Yjs.
struct CRDTDifferential: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "differential",
        abstract: "Runs seeded random sessions with Yjs in a node process and compares every result.")

    @Option(help: "How many sessions.") var sessions = 300
    @Option(help: "Seed of the first session; each next one adds one.") var seed: UInt64 = 1
    @Option(help: "The script that speaks for Yjs.") var peer = "Benchmarks/crdt/yjs-peer.cjs"

    func run() throws {
        let peer = try YjsPeer(script: peer)
        var failed = 0
        var updates = 0
        for number in 0..<UInt64(sessions) {
            var session = DifferentialSession(seed: seed + number, peer: peer)
            try session.run()
            updates += session.log.count
            guard !session.failures.isEmpty else { continue }
            failed += 1
            for failure in session.failures.prefix(3) { print("seed \(seed + number): \(failure)") }
            fflush(nil)
        }
        print("result: sessions=\(sessions) updates=\(updates) failed=\(failed)")
        if failed > 0 { throw ExitCode.failure }
    }
}

/// One random session: two to eight clients, one of them perhaps ours, with lossy, repeated, unordered delivery.
struct DifferentialSession {
    let seed: UInt64
    let peer: YjsPeer
    private(set) var failures: [String] = []
    /// All updates in the order in which they were made.
    private(set) var log: [[UInt8]] = []

    private var random: SeededRandom
    private let collectsGarbage: Bool
    private let ids: [UInt64]
    /// Our editing client, if the session has one.
    private let own: Document?
    /// What each Yjs client, and lastly ours, has not received; and which client made each update.
    private var waiting: [[Int]]
    private var authors: [Int] = []

    init(seed: UInt64, peer: YjsPeer) {
        self.seed = seed
        self.peer = peer
        random = SeededRandom(seed: seed)
        collectsGarbage = random.below(4) > 0
        var ids = Set<UInt64>()
        let count = 2 + random.below(7)
        while ids.count < count { ids.insert(random.next() >> [11, 32, 57][random.below(3)]) }
        self.ids = ids.sorted()
        let hasOwn = random.below(2) == 0
        own = hasOwn ? Document(client: self.ids[count - 1], collectsGarbage: collectsGarbage) : nil
        waiting = Array(repeating: [], count: count)
    }

    private var peerCount: Int { own == nil ? ids.count : ids.count - 1 }

    mutating func run() throws {
        let clients = ids.prefix(peerCount).map { Value.number(Double($0)) }
        _ = try peer.ask([
            "command": "start", "seed": .number(Double(seed)), "clients": .array(clients),
            "gc": .bool(collectsGarbage),
        ])
        for _ in 0..<(3 + random.below(6)) { try round(isLast: false) }
        // The clients' own tidying makes new updates; all is quiet when a round brings none.
        while waiting.contains(where: { !$0.isEmpty }) { try round(isLast: true) }
        try compare()
    }

    // MARK: Editing

    private mutating func round(isLast: Bool) throws {
        var deliver: [Value] = []
        var edits: [Value] = []
        for client in 0..<peerCount {
            deliver.append(.array(receive(client, all: isLast).map { Self.base64(log[$0]) }))
            edits.append(isLast ? 0 : .number(Double(random.below(4))))
        }
        if let own {
            for index in receive(peerCount, all: isLast) { try own.apply(log[index]) }
            if !isLast {
                for _ in 0..<random.below(4) {
                    try add(RandomEdit(document: own).make(&random), by: peerCount)
                }
            }
        }
        let answer = try peer.ask(["command": "round", "deliver": .array(deliver), "edits": .array(edits)])
        for made in try ConformanceSession.list(answer["made"]) {
            let pair = try ConformanceSession.list(made)
            try add(ConformanceSession.bytes(pair[1]), by: ConformanceSession.int(pair[0]))
        }
    }

    private mutating func add(_ update: [UInt8], by client: Int) throws {
        log.append(update)
        authors.append(client)
        for other in waiting.indices where other != client { waiting[other].append(log.count - 1) }
    }

    /// Updates that a client gets now: some of those that wait, out of order, some twice; the others stay lost until
    /// they are sent again.
    private mutating func receive(_ client: Int, all: Bool) -> [Int] {
        var now: [Int] = []
        var later: [Int] = []
        for index in waiting[client] {
            if all || random.below(3) > 0 { now.append(index) } else { later.append(index) }
        }
        waiting[client] = later
        if random.below(2) == 0 { now.shuffle(using: &random) }
        if let again = now.randomElement(using: &random), random.below(3) == 0 { now.append(again) }
        return now
    }

    // MARK: Comparing

    private mutating func compare() throws {
        var replicas: [(String, Document)] = []
        if let own { replicas.append(("our client", own)) }
        replicas.append(("in order", try replica(log)))
        replicas.append(("shuffled", try replica((log + log.prefix(log.count / 2)).shuffled(using: &random))))
        let kept = log.filter { _ in random.below(3) > 0 }.shuffled(using: &random)
        replicas.append(("lost, sent again", try replica(kept + log.shuffled(using: &random))))
        let middle = random.below(log.count + 1)
        let halves = [Array(log[..<middle]), Array(log[middle...])].filter { !$0.isEmpty }
        replicas.append(("merged", try replica(halves.shuffled(using: &random).map { try Update.merge($0) })))
        let full = replicas[replicas.count - 1].1.update()
        let marks = (0..<2).map { _ in Value.number(Double(random.below(log.count + 1))) }
        let answer = try peer.ask([
            "command": "finish", "updates": .array(log.map(Self.base64)), "ours": Self.base64(full),
            "gc": .bool(collectsGarbage), "marks": .array(marks),
        ])
        let v2 = try Update.v1(fromV2: ConformanceSession.bytes(answer["v2"] ?? .null))
        replicas.append(("Yjs' v2", try replica([v2])))
        let expected = try Expectation(answer)
        if expected.isPending { failures.append("Yjs has something pending") }
        if expected.state != expected.loaded { failures.append("Yjs reads our encoding otherwise") }
        if expected.deletes != expected.loadedDeletes {
            failures.append("Yjs finds other deletes in our encoding")
        }
        for (name, document) in replicas { try compare(document, expected, name) }
        var derived = DerivedForms(try replica(log), answer)
        try derived.check(log, collectsGarbage: collectsGarbage)
        failures += derived.failures
    }

    /// A document that gets the updates in this order, with a listener whose knowledge must be the document's.
    private mutating func replica(_ updates: [[UInt8]]) throws -> Document {
        let document = Document(client: 0, collectsGarbage: collectsGarbage)
        let mirror = ChangeMirror(document, collectsGarbage: collectsGarbage)
        for update in updates { try document.apply(update) }
        failures += mirror.finish()
        return document
    }

    private mutating func compare(_ document: Document, _ expected: Expectation, _ name: String) throws {
        let canonical = CanonicalState(document: document)
        for root in ConformanceSession.members(expected.state) {
            let tag = ConformanceSession.members(root.value).first?.key ?? ""
            let found = try canonical.root(root.key, tag: tag)
            if found != root.value {
                failures.append("\(name): \(root.key)\n  found  \(found.json)\n  wanted \(root.value.json)")
            }
        }
        if document.hasPending { failures.append("\(name): something is pending") }
        if document.state.clocks != expected.clocks { failures.append("\(name): state vector") }
        if document.deletes != expected.deletes { failures.append("\(name): delete set") }
    }

    private static func base64(_ bytes: [UInt8]) -> Value {
        .string(Data(bytes).base64EncodedString())
    }

    /// Yjs' own result.
    private struct Expectation {
        let state: Value
        let loaded: Value
        let clocks: [UInt64: UInt32]
        let deletes: DeleteSet
        let loadedDeletes: DeleteSet
        let isPending: Bool

        init(_ answer: Value) throws {
            state = CanonicalState.sorted(answer["state"] ?? .null)
            loaded = CanonicalState.sorted(answer["oursState"] ?? .null)
            clocks = ConformanceSession.clocks(answer["sv"])
            deletes = ConformanceSession.deletes(answer["ds"])
            loadedDeletes = ConformanceSession.deletes(answer["oursDs"])
            isPending = answer["pending"] != .bool(false)
        }
    }
}

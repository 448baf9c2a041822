import Testing

@testable import CRDT

@Suite("Exchange")
struct ExchangeTests {
    private func session() throws -> (author: Document, updates: [[UInt8]]) {
        let author = Document(client: 7)
        var updates: [[UInt8]] = []
        for index in 0..<30 {
            updates.append(
                try author.edit { edit throws(CRDTError) in
                    try edit.insert("wort🙂 ", into: author.root("t"), at: index * 3 % (7 * max(index, 1)))
                    if index % 4 == 3 { try edit.delete(from: author.root("t"), at: index, length: 5) }
                })
        }
        return (author, updates)
    }

    @Test("Merging without a document keeps everything, whatever the order and with doubles")
    func merge() throws {
        let (author, updates) = try session()
        for order in [updates, updates.reversed(), (updates + updates).shuffled()] {
            let document = Document()
            try document.apply(try Update.merge(order))
            #expect(document.text(of: document.root("t")) == author.text(of: author.root("t")))
            #expect(document.snapshot == author.snapshot)
        }
        #expect(try Update.merge([]) == [0, 0])
        #expect(try Update.stateVector(of: Update.merge(updates)) == author.state)
    }

    @Test("A gap is left out by a skip and filled later")
    func gaps() throws {
        let (author, updates) = try session()
        let document = Document()
        try document.apply(try Update.merge([updates[0]] + updates[10...]))
        #expect(document.hasPending)
        try document.apply(try Update.merge(Array(updates[1..<10])))
        #expect(!document.hasPending)
        #expect(document.snapshot == author.snapshot)
    }

    @Test("The answer to a state vector is what it lacks")
    func diff() throws {
        let (author, updates) = try session()
        let behind = Document()
        for update in updates.prefix(17) { try behind.apply(update) }
        let state = try StateVector(decoding: behind.state.encoded())
        let answer = author.update(beyond: state)
        #expect(answer.count < author.update().count)
        let copy = Document()
        try copy.apply(behind.update())
        try behind.apply(answer)
        try copy.apply(try Update.diff(author.update(), beyond: state))
        #expect(behind.snapshot == author.snapshot)
        #expect(copy.snapshot == author.snapshot)
        #expect(author.update(beyond: author.state).first == 0)
        #expect(Document().update() == [0, 0])
    }

    @Test("A relative position stays with its content")
    func relativePositions() throws {
        let author = Document(client: 1)
        let text = author.root("t")
        _ = try author.edit { edit throws(CRDTError) in try edit.insert("0123456789", into: text, at: 0) }
        let after = try author.relativePosition(in: text, at: 5)
        let before = try author.relativePosition(in: text, at: 5, association: -1)
        let end = try author.relativePosition(in: text, at: 10)
        _ = try author.edit { edit throws(CRDTError) in
            try edit.insert("xy", into: text, at: 5)
            try edit.delete(from: text, at: 0, length: 2)
            try edit.insert("z", into: text, at: 10)
        }
        #expect(author.resolve(after)?.index == 5)
        #expect(author.resolve(before)?.index == 3)
        #expect(author.resolve(end)?.index == 11)
        for position in [after, before, end] {
            #expect(try RelativePosition(decoding: position.encoded()) == position)
        }
        #expect(author.resolve(RelativePosition(.unit(client: 9, clock: 0))) == nil)
        #expect(throws: CRDTError.outOfRange) { try author.relativePosition(in: text, at: 12) }
    }

    @Test("Awareness: the newer clock wins, silence ends a state")
    func awareness() throws {
        var awareness = Awareness()
        typealias Entry = Awareness.Entry
        #expect(awareness.apply([Entry(client: 1, clock: 2, state: "{}")], nowMs: 0) == [1])
        #expect(awareness.apply([Entry(client: 1, clock: 1, state: #"{"a":1}"#)], nowMs: 5) == [])
        #expect(awareness.apply([Entry(client: 1, clock: 2, state: #"{"a":1}"#)], nowMs: 5) == [])
        #expect(awareness.states == [1: "{}"])
        #expect(awareness.expire(nowMs: 29_999) == [])
        #expect(awareness.expire(nowMs: 30_000) == [Entry(client: 1, clock: 3, state: nil)])
        #expect(awareness.states.isEmpty)
        #expect(try Awareness.decode(Awareness.encode(awareness.entries())) == awareness.entries())
        #expect(throws: CRDTError.invalidJSON) {
            try Awareness.decode(Awareness.encode([Entry(client: 1, clock: 1, state: "{")]))
        }
    }

    @Test("Awareness: clients that are gone make room, and all states together have a limit")
    func awarenessRoom() {
        var awareness = Awareness()
        typealias Entry = Awareness.Entry
        for client in 0..<UInt64(2 * Awareness.clientLimit) {
            let nowMs = Int64(client) * 100
            #expect(awareness.apply([Entry(client: client, clock: 1, state: "{}")], nowMs: nowMs) == [client])
            _ = awareness.remove([client], nowMs: nowMs)
            if client % 100 == 0 { _ = awareness.expire(nowMs: nowMs) }
        }
        let large = "\"" + String(repeating: "a", count: Awareness.stateLimit - 2) + "\""
        for round in 1...3 as ClosedRange<UInt64> {
            awareness.apply((0..<300).map { Entry(client: $0 << 32, clock: round, state: large) }, nowMs: 0)
        }
        let kept = awareness.states.values.count { $0.utf8.count == large.utf8.count }
        #expect(kept == Awareness.totalLimit / Awareness.stateLimit)
    }

    @Test("Frames that the protocol does not have are refused")
    func frames() {
        for frame in [[0, 3, 0], [2, 1, 0], [4], [0], [1, 200, 1], []] as [[UInt8]] {
            #expect(throws: CRDTError.self) { try SyncMessage(decoding: frame) }
        }
    }
}

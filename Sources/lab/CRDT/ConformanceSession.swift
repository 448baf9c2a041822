import CRDT
import Foundation

/// One session of the conformance corpus: checks every order and every derived form.
struct ConformanceSession {
    let record: Value
    let updates: [[UInt8]]
    private let expectedState: StateVector
    private let expectedDeletes: DeleteSet
    /// What went wrong, one line each.
    private(set) var failures: [String] = []
    /// Delivery orders and merged forms that were applied.
    private(set) var orders = 0

    init(_ line: String) throws {
        record = try Value(json: line)
        updates = try Self.list(record["updates"]).map(Self.bytes)
        expectedState = StateVector(Self.clocks(record["sv"]))
        expectedDeletes = Self.deletes(record["ds"])
    }

    var name: String { Self.string(record["id"]) }
    private var collectsGarbage: Bool { record["gc"] != .bool(false) }

    /// Runs all checks; `failures` tells what failed.
    mutating func check() throws {
        try deliver("given", updates)
        for member in Self.members(record["orders"]) {
            try deliver(member.key, try Self.list(member.value).map { updates[Self.int($0)] })
        }
        if let merged = record["merged"] { try deliver("merged", try Self.list(merged).map(Self.bytes)) }
        try deliver("mergedAll", [try Self.bytes(record["mergedAll"] ?? .null)])
        try deliver("mergedByUs", [try Update.merge(updates)])
        try deliver("full", [try Self.bytes(record["full"] ?? .null)])
        try deliver("fullV2", [try Update.v1(fromV2: Self.bytes(record["fullV2"] ?? .null))])
        let vector = try StateVector(decoding: Self.bytes(record["svEnc"] ?? .null))
        expect(vector == expectedState, "svEnc")
        try checkDiffs()
        try checkCheckpoints()
        try checkRelativePositions()
    }

    // MARK: Orders

    /// Applies updates in an order, compares everything, and does so again with what we encode.
    private mutating func deliver(_ order: String, _ updates: [[UInt8]]) throws {
        orders += 1
        let document = Document(client: 1, collectsGarbage: collectsGarbage)
        for update in updates { try document.apply(update) }
        try compare(document, order)
        let again = Document(client: 1, collectsGarbage: collectsGarbage)
        try again.apply(document.update())
        try compare(again, order + " encoded again")
        let backwards = Document(client: 1, collectsGarbage: collectsGarbage)
        let state = try StateVector(decoding: document.state.encoded())
        for update in updates.reversed() { try backwards.apply(update) }
        expect(backwards.update(beyond: state).count >= 2 && backwards.state == state, order + " backwards")
    }

    private mutating func compare(_ document: Document, _ order: String) throws {
        expect(!document.hasPending, "\(order): something is pending")
        expect(document.state == expectedState, "\(order): state vector")
        expect(document.deletes == expectedDeletes, "\(order): delete set")
        try compare(document, nil, record["final"], "\(order): content")
        try compareStrings(document, order)
    }

    private mutating func compare(
        _ document: Document, _ snapshot: Snapshot?, _ expected: Value?, _ what: String
    ) throws {
        for root in Self.members(expected) {
            let tag = Self.members(root.value).first?.key ?? ""
            let found = try CanonicalState(document: document, snapshot: snapshot).root(root.key, tag: tag)
            let wanted = CanonicalState.sorted(root.value)
            expect(found == wanted, "\(what) of \(root.key)\n  found  \(found.json)\n  wanted \(wanted.json)")
        }
    }

    private mutating func compareStrings(_ document: Document, _ order: String) throws {
        if case .string(let text) = record["textString"] {
            expect(
                Array(document.text(of: document.root("text")).utf8) == Array(text.utf8),
                "\(order): textString")
        }
        if case .string(let xml) = record["xmlString"] {
            let found = try document.xmlString(of: document.root("xml"), as: .xmlFragment)
            expect(
                Array(found.utf8) == Array(xml.utf8),
                "\(order): xmlString\n  found  \(found)\n  wanted \(xml)")
        }
        if let plain = record["plain"] {
            let wanted = try Self.list(plain).map(Self.string).filter { !$0.isEmpty }
            let found = try document.plainTexts(in: document.root("xml"))
            expect(found == wanted, "\(order): plain texts\n  found  \(found)\n  wanted \(wanted)")
        }
    }

    // MARK: Derived forms

    private mutating func checkDiffs() throws {
        for diff in try Self.list(record["diffs"] ?? .array([])) {
            let after = Self.int(diff["after"] ?? .null)
            let state = try StateVector(decoding: Self.bytes(diff["sv"] ?? .null))
            let early = Document(client: 1, collectsGarbage: collectsGarbage)
            for update in updates[..<after] { try early.apply(update) }
            expect(early.state == state, "diff \(after): state vector")
            let copy = early.update()
            try early.apply(try Self.bytes(diff["update"] ?? .null))
            try compare(early, "diff \(after)")
            let whole = Document(client: 1, collectsGarbage: collectsGarbage)
            for update in updates { try whole.apply(update) }
            for answer in [whole.update(beyond: state), try Update.diff(whole.update(), beyond: state)] {
                let ours = Document(client: 1, collectsGarbage: collectsGarbage)
                try ours.apply(copy)
                try ours.apply(answer)
                try compare(ours, "our diff \(after)")
            }
        }
    }

    private mutating func checkCheckpoints() throws {
        for checkpoint in try Self.list(record["checkpoints"] ?? .array([])) {
            let after = Self.int(checkpoint["after"] ?? .null)
            let document = Document(client: 1, collectsGarbage: collectsGarbage)
            for update in updates[..<after] { try document.apply(update) }
            try compare(document, nil, checkpoint["state"], "checkpoint \(after)")
            expect(
                document.state.clocks == Self.clocks(checkpoint["sv"]), "checkpoint \(after): state vector")
            guard let encoded = checkpoint["snap"] else { continue }
            let snapshot = try Snapshot(decoding: Self.bytes(encoded))
            expect(document.snapshot == snapshot, "checkpoint \(after): snapshot")
            try expect(
                Snapshot(decoding: snapshot.encoded()) == snapshot, "checkpoint \(after): snapshot again")
            for update in updates { try document.apply(update) }
            try compare(document, snapshot, checkpoint["state"], "snapshot \(after)")
            try compare(try document.restored(to: snapshot), nil, checkpoint["state"], "restored \(after)")
        }
    }

    private mutating func checkRelativePositions() throws {
        let positions = try Self.list(record["relpos"] ?? .array([]))
        let document = Document(client: 1, collectsGarbage: collectsGarbage)
        for update in updates { try document.apply(update) }
        for position in positions {
            let bytes = try Self.bytes(position["enc"] ?? .null)
            let decoded = try RelativePosition(decoding: bytes)
            expect(decoded.encoded() == bytes, "relpos encoded again")
            expect(decoded.association == Self.int(position["assoc"] ?? .null), "relpos association")
            let wanted: Int? = position["final"] == .null ? nil : Self.int(position["final"] ?? .null)
            let found = document.resolve(decoded)?.index
            expect(found == wanted, "relpos \(decoded): \(found as Int?) for \(wanted as Int?)")
        }
        let text = document.root("text")
        let length = document.length(of: text)
        for index in Set([0, length / 3, length / 2, length]) {
            for association in [0, -1] {
                let position = try document.relativePosition(in: text, at: index, association: association)
                expect(document.resolve(position)?.index == index, "our relpos at \(index) of \(length)")
            }
        }
    }

    private mutating func expect(_ condition: Bool, _ what: @autoclosure () -> String) {
        if !condition { failures.append(what()) }
    }

    // MARK: Records

    static func deletes(_ value: Value?) -> DeleteSet {
        var set = DeleteSet()
        for member in members(value) {
            guard let id = UInt64(member.key), case .array(let ranges) = member.value else { continue }
            set.clients[id] = ranges.compactMap { range in
                guard case .array(let pair) = range, pair.count == 2 else { return nil }
                return ClockRange(clock: UInt32(int(pair[0])), length: UInt32(int(pair[1])))
            }
        }
        return set
    }

    static func clocks(_ value: Value?) -> [UInt64: UInt32] {
        var clocks: [UInt64: UInt32] = [:]
        for member in members(value) {
            if let id = UInt64(member.key) { clocks[id] = UInt32(int(member.value)) }
        }
        return clocks
    }

    static func members(_ value: Value?) -> [Value.Member] {
        if case .object(let members) = value { members } else { [] }
    }

    static func list(_ value: Value?) throws -> [Value] {
        guard case .array(let elements) = value else {
            throw Input.Failure(file: "record", reason: "no list")
        }
        return elements
    }

    static func int(_ value: Value) -> Int {
        if case .number(let number) = value { Int(number) } else { -1 }
    }

    static func string(_ value: Value?) -> String {
        if case .string(let text) = value { text } else { "" }
    }

    static func bytes(_ value: Value) throws -> [UInt8] {
        guard let data = Data(base64Encoded: string(value)) else {
            throw Input.Failure(file: "record", reason: "no base64")
        }
        return [UInt8](data)
    }
}

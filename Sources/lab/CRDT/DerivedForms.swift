import CRDT
import Foundation

/// What follows from a document besides its state, compared with what real Yjs made of the same updates: strings, JSON,
/// diffs, merged forms, relative positions, snapshots, and what changed since one.
struct DerivedForms {
    /// Every update of the session, applied in order.
    let document: Document
    /// Yjs' answer to `finish`.
    let answer: Value
    private(set) var failures: [String] = []

    private static let roots: [(String, TypeKind)] = [
        ("arr", .array), ("map", .map), ("text", .text), ("xml", .xmlFragment),
    ]

    init(_ document: Document, _ answer: Value) {
        self.document = document
        self.answer = answer
    }

    /// Compares everything; `failures` tells what differs.
    /// - Parameter log: the updates of `document`.
    mutating func check(_ log: [[UInt8]], collectsGarbage: Bool) throws {
        try checkReading()
        for form in ["merged", "mergedV2"] {
            let bytes = try ConformanceSession.bytes(answer[form] ?? .null)
            let update = form == "merged" ? bytes : try Update.v1(fromV2: bytes)
            let copy = Document(collectsGarbage: collectsGarbage)
            try copy.apply(update)
            try compare(copy, nil, answer["state"], form)
            expect(copy.deletes == document.deletes && copy.state == document.state, form)
        }
        for position in try ConformanceSession.list(answer["positions"]) { try check(position: position) }
        for point in try ConformanceSession.list(answer["points"]) {
            let early = Document(collectsGarbage: collectsGarbage)
            let after = ConformanceSession.int(point["after"] ?? .null)
            for update in log.prefix(after) { try early.apply(update) }
            try check(point: point, early)
        }
    }

    private mutating func checkReading() throws {
        let strings = answer["strings"] ?? .null
        let text = document.text(of: document.root("text"))
        expect(same(.string(text), strings["text"]), "the text's string")
        let xml = try document.xmlString(of: document.root("xml"), as: .xmlFragment)
        expect(same(.string(xml), strings["xml"]), "the XML's string")
        let json = try Self.roots.map {
            Value.Member(key: $0.0, value: try document.json(of: document.root($0.0), as: $0.1))
        }
        let found = CanonicalState.value(.object(json))
        let wanted = CanonicalState.sorted(answer["json"] ?? .null)
        expect(same(found, wanted), "JSON\n  found  \(found.json)\n  wanted \(wanted.json)")
        let attributes = try document.attributes(of: document.root("text"))
        expect(same(CanonicalState.value(.object(attributes)), answer["attributes"]), "the text's attributes")
    }

    private mutating func check(position: Value) throws {
        let bytes = try ConformanceSession.bytes(position["enc"] ?? .null)
        let decoded = try RelativePosition(decoding: bytes)
        expect(decoded.encoded() == bytes, "a relative position is written otherwise")
        let wanted = position["index"].flatMap { $0 == .null ? nil : ConformanceSession.int($0) }
        let found = document.resolve(decoded)?.index
        expect(found == wanted, "\(decoded): \(found as Int?) for \(wanted as Int?)")
    }

    /// A moment of the session: the diff since then, and, when garbage is kept, the moment itself.
    private mutating func check(point: Value, _ early: Document) throws {
        let answers = [
            try ConformanceSession.bytes(point["diff"] ?? .null), document.update(beyond: early.state),
            try Update.diff(document.update(), beyond: early.state),
        ]
        let base = early.update()
        for diff in answers {
            let copy = Document(collectsGarbage: false)
            try copy.apply(base)
            try copy.apply(diff)
            try compare(copy, nil, answer["state"], "diff")
            expect(copy.state == document.state && copy.deletes == document.deletes, "diff")
        }
        try compare(early, nil, point["state"], "then")
        guard let encoded = point["snapshot"] else { return }
        let snapshot = try Snapshot(decoding: ConformanceSession.bytes(encoded))
        expect(early.snapshot == snapshot, "snapshot")
        try compare(document, snapshot, point["restored"], "at a snapshot")
        let restored = try document.restored(to: snapshot)
        try compare(restored, nil, point["restored"], "restored")
        for (root, kind) in Self.roots {
            let found = try document.json(of: document.root(root), as: kind, at: snapshot)
            let wanted = try restored.json(of: restored.root(root), as: kind)
            expect(CanonicalState.value(found) == CanonicalState.value(wanted), "JSON at a snapshot: \(root)")
        }
        try checkChanges(since: snapshot, point["changes"])
    }

    private mutating func checkChanges(since snapshot: Snapshot, _ expected: Value?) throws {
        let text = document.root("text")
        let found = document.changes(of: text, from: snapshot, to: document.snapshot).compactMap { piece($0) }
        let wanted = try ConformanceSession.list(CanonicalState.sorted(expected ?? .null))
        let (ours, theirs) = (Self.joined(found), Self.joined(wanted))
        expect(
            ours == theirs,
            "changes\n  found  \(Value.array(ours).json)\n  wanted \(Value.array(theirs).json)")
    }

    /// A changed run as the peer tells it; embeds, which Yjs does not tell apart, are left out.
    private func piece(_ change: ChangedRun) -> Value? {
        guard case .text(let text) = change.run.content else { return nil }
        return CanonicalState.sorted([
            "i": .string(text), "a": CanonicalState.value(.object(change.run.attributes)),
            "kind": .string("\(change.kind)"),
            "user": .number(change.kind == .kept ? 0 : Double(change.author)),
        ])
    }

    /// Pieces whose neighbours with equal history and format are one.
    private static func joined(_ pieces: [Value]) -> [Value] {
        var result: [Value] = []
        for piece in pieces {
            guard let last = result.last, last["a"] == piece["a"], last["kind"] == piece["kind"],
                last["user"] == piece["user"]
            else {
                result.append(piece)
                continue
            }
            let text = ConformanceSession.string(last["i"]) + ConformanceSession.string(piece["i"])
            result[result.count - 1] = .object(
                ConformanceSession.members(last).map {
                    $0.key == "i" ? Value.Member(key: "i", value: .string(text)) : $0
                })
        }
        return result
    }

    private mutating func compare(
        _ document: Document, _ snapshot: Snapshot?, _ expected: Value?, _ what: String
    ) throws {
        let canonical = CanonicalState(document: document, snapshot: snapshot)
        for root in ConformanceSession.members(expected) {
            let tag = ConformanceSession.members(root.value).first?.key ?? ""
            let found = try canonical.root(root.key, tag: tag)
            let wanted = CanonicalState.sorted(root.value)
            expect(
                same(found, wanted),
                "\(what): \(root.key)\n  found  \(found.json)\n  wanted \(wanted.json)")
        }
    }

    /// Equal as bytes: Swift takes composed and decomposed letters for equal.
    private func same(_ found: Value, _ wanted: Value?) -> Bool {
        found.json.utf8.elementsEqual(CanonicalState.sorted(wanted ?? .null).json.utf8)
    }

    private mutating func expect(_ condition: Bool, _ what: @autoclosure () -> String) {
        if !condition { failures.append(what()) }
    }
}

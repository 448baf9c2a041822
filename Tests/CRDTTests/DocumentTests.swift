import Testing

@testable import CRDT

/// Replicas that edit and exchange updates.
private func inserting(_ text: String, at index: Int, in document: Document) throws -> [UInt8] {
    try document.edit { edit throws(CRDTError) in try edit.insert(text, into: document.root("t"), at: index) }
}

@Suite("A document")
struct DocumentTests {
    @Test("Two replicas that exchange concurrent edits agree")
    func converge() throws {
        let anna = Document(client: 1)
        let ben = Document(client: 2)
        try ben.apply(try inserting("Grüße", at: 0, in: anna))
        let left = try inserting("A", at: 5, in: anna)
        let right = try ben.edit { edit throws(CRDTError) in
            try edit.delete(from: ben.root("t"), at: 0, length: 2)
        }
        try anna.apply(right)
        try ben.apply(left)
        #expect(anna.text(of: anna.root("t")) == "üßeA")
        #expect(ben.text(of: ben.root("t")) == "üßeA")
        #expect(anna.snapshot == ben.snapshot)
    }

    @Test("Typing at the end of one's own run makes no new struct")
    func joins() throws {
        let document = Document(client: 1)
        for index in 0..<100 { _ = try inserting(index % 7 == 3 ? "ü" : "x", at: index, in: document) }
        #expect(document.structCount == 1)
        #expect(document.length(of: document.root("t")) == 100)
    }

    @Test("Updates that come before their past wait, and are taken up when it comes")
    func pending() throws {
        let author = Document(client: 1)
        var updates: [[UInt8]] = []
        for index in 0..<20 { updates.append(try inserting("\(index % 10)", at: index / 2, in: author)) }
        let delete = try author.edit { edit throws(CRDTError) in
            try edit.delete(from: author.root("t"), at: 3, length: 4)
        }
        updates.append(delete)
        let reader = Document(client: 2)
        for update in updates.reversed().dropLast() { #expect(try reader.apply(update)) }
        #expect(reader.hasPending)
        #expect(reader.length(of: reader.root("t")) == 0)
        #expect(try !reader.apply(updates[5]), "the same update again is kept once")
        // What waits is part of the full state.
        let other = Document(client: 3)
        try other.apply(reader.update())
        for document in [reader, other] {
            try document.apply(updates[0])
            #expect(!document.hasPending)
            #expect(document.pendingBytes == 0)
            #expect(document.text(of: document.root("t")) == author.text(of: author.root("t")))
            #expect(document.snapshot == author.snapshot)
        }
    }

    @Test("A refused update leaves the document as it was", arguments: 1..<40)
    func refused(cut: Int) throws {
        let author = Document(client: 300)
        _ = try inserting("Grüße 🙂", at: 0, in: author)
        _ = try author.edit { edit throws(CRDTError) in
            try edit.set("k", to: ["a": [1, 2.5, nil]], of: author.root("m"))
        }
        let whole = author.update()
        let reader = Document(client: 2)
        _ = try inserting("x", at: 0, in: reader)
        let before = reader.update()
        #expect(throws: CRDTError.self) { try reader.apply(Array(whole.dropLast(cut))) }
        #expect(reader.update() == before)
    }

    @Test("Counts that the bytes cannot hold are refused at once")
    func counts() {
        let huge: [UInt8] = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f]
        for update in [huge, [1] + huge, [1, 1, 5, 0, 8, 1, 1, 0x74] + huge, [0] + huge] {
            #expect(throws: CRDTError.self) { try Document().apply(update) }
        }
        // A struct that stands right of a later struct of its own client.
        #expect(throws: CRDTError.causality) { try Document().apply([1, 1, 5, 0, 0x84, 5, 3, 1, 0x61, 0]) }
    }

    @Test("Limits are kept")
    func limits() throws {
        var limits = Limits()
        limits.updateBytes = 100
        limits.pendingBytes = 600
        let document = Document(client: 1, limits: limits)
        #expect(throws: CRDTError.updateTooLarge) { try document.apply([UInt8](repeating: 0, count: 101)) }
        let author = Document(client: 2)
        let updates = try (0..<9).map { try inserting("aaaaaaaaaa", at: $0, in: author) }
        try document.apply(updates[1])
        #expect(throws: CRDTError.pendingTooLarge) {
            for update in updates[2...] { try document.apply(update) }
        }
        #expect(document.pendingBytes <= 600)
    }

    @Test("Deleting a type drops everything in it, however deep")
    func deepDeletion() throws {
        let document = Document(client: 1)
        _ = try document.edit { edit throws(CRDTError) in
            var node = try edit.insert(.array, into: document.root("a"), at: 0)
            for _ in 0..<5000 { node = try edit.insert(.array, into: node, at: 0) }
        }
        #expect(throws: CRDTError.tooDeep) { try document.json(of: document.root("a"), as: .array) }
        _ = try document.edit { edit throws(CRDTError) in
            try edit.delete(from: document.root("a"), at: 0, length: 1)
        }
        #expect(document.structCount == 2)
        #expect(try document.json(of: document.root("a"), as: .array) == [])
    }

    @Test("Content that is long gone does not keep memory")
    func compaction() throws {
        let document = Document(client: 1)
        let line = String(repeating: "Zeile ", count: 200)
        for _ in 0..<300 {
            _ = try inserting(line, at: 0, in: document)
            _ = try document.edit { edit throws(CRDTError) in
                try edit.delete(from: document.root("t"), at: 0, length: 1200)
            }
        }
        #expect(document.allocatedBytes < 300_000)
    }
}

@Suite("Changes")
struct ChangeTests {
    @Test("A listener hears what changed, where, and gets the update")
    func changes() throws {
        let author = Document(client: 1)
        let reader = Document(client: 2)
        _ = try inserting("Hallo", at: 0, in: author)
        try reader.apply(author.update())
        var heard: [([Change.Entry], [DeltaStep], Bool)] = []
        let mirror = Document(client: 3)
        try mirror.apply(reader.update())
        reader.onChange = { change in
            heard.append((change.entries, change.delta(of: reader.root("t")), change.isLocal))
            do { try mirror.apply(change.update) } catch { Issue.record("\(error)") }
        }
        try reader.apply(
            try author.edit { edit throws(CRDTError) in
                try edit.insert(" Welt", into: author.root("t"), at: 5)
                try edit.delete(from: author.root("t"), at: 0, length: 1)
                try edit.set("title", to: "T", of: author.root("m"))
            })
        #expect(heard.count == 1)
        #expect(heard[0].0.map(\.root) == ["t", "m"])
        #expect(heard[0].0.map(\.listChanged) == [true, false])
        #expect(heard[0].0.map(\.keys) == [[], ["title"]])
        #expect(heard[0].1 == [.delete(1), .keep(4), .insert(.text(" Welt"))])
        #expect(!heard[0].2)
        #expect(mirror.text(of: mirror.root("t")) == "allo Welt")
        #expect(mirror.snapshot == reader.snapshot)
        try reader.apply(author.update())
        #expect(heard.count == 1, "what is known changes nothing")
    }
}

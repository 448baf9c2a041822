import Testing

@testable import CRDT

@Suite("Edits on the server")
struct EditTests {
    private func edited(
        _ document: Document, _ body: (borrowing Edit) throws(CRDTError) -> Void
    ) throws -> Document {
        let copy = Document(client: 99, collectsGarbage: false)
        try copy.apply(document.update())
        try copy.apply(try document.edit(body))
        return copy
    }

    @Test("Formats: what is inserted into formatted text takes its format; ending a format keeps the rest")
    func formats() throws {
        let document = Document(client: 1)
        let text = document.root("t")
        let copy = try edited(document) { edit throws(CRDTError) in
            try edit.insert("Hallo Welt", into: text, at: 0)
            try edit.format(text, at: 0, length: 5, attributes: [Value.Member(key: "bold", value: true)])
            try edit.insert("!", into: text, at: 5)
            try edit.insert("?", into: text, at: 0, attributes: [])
            try edit.insertEmbed(["image": "a"], into: text, at: 12)
            try edit.format(text, at: 2, length: 2, attributes: [Value.Member(key: "bold", value: nil)])
        }
        let bold = [Value.Member(key: "bold", value: true)]
        let expected = [
            Run(.text("?")), Run(.text("H"), attributes: bold), Run(.text("al")),
            Run(.text("lo!"), attributes: bold), Run(.text(" Welt")), Run(.embed(["image": "a"])),
        ]
        #expect(document.runs(of: text) == expected)
        #expect(copy.runs(of: copy.root("t")) == expected)
        let seeded = Document(client: 5)
        _ = try seeded.edit { edit throws(CRDTError) in
            try edit.insert(expected, into: seeded.root("t"), at: 0)
        }
        #expect(seeded.runs(of: seeded.root("t")) == expected)
    }

    @Test("Lists and maps hold every value, and types in types")
    func structures() throws {
        let document = Document(client: 1)
        let values: [Value] = [
            1, -0.5, "ü", true, nil, .undefined, .bigInt(-7), .bytes([1, 2]), ["k": [nil, "x"]],
        ]
        let copy = try edited(document) { edit throws(CRDTError) in
            let list = document.root("a")
            try edit.insert(values, into: list, at: 0)
            let map = try edit.insert(.map, into: list, at: 1)
            try edit.set("é", to: "composed", of: map)
            try edit.set("e\u{301}", to: "decomposed", of: map)
            try edit.set("gone", to: 1, of: map)
            edit.remove("gone", of: map)
            try edit.delete(from: list, at: 3, length: 1)
        }
        var expected: [Value] = values
        expected.remove(at: 2)
        let map: Value = .object([
            Value.Member(key: "e\u{301}", value: "decomposed"), Value.Member(key: "é", value: "composed"),
        ])
        expected.insert(map, at: 1)
        for replica in [document, copy] {
            guard case .array(let found) = try replica.json(of: replica.root("a"), as: .array) else { return }
            #expect(
                found.map { Value.array([$0]).encodedAny() }
                    == expected.map { Value.array([$0]).encodedAny() })
        }
    }

    @Test("XML is read as a tree and as Yjs' string")
    func xml() throws {
        let document = Document(client: 1)
        let copy = try edited(document) { edit throws(CRDTError) in
            let heading = try edit.insert(.xmlElement, name: "heading", into: document.root("x"), at: 0)
            try edit.set("level", to: 2, of: heading)
            let text = try edit.insert(.xmlText, into: heading, at: 0)
            try edit.insert("Ziel", into: text, at: 0)
            let link = [Value.Member(key: "link", value: ["href": "x"])]
            try edit.format(text, at: 1, length: 2, attributes: link)
        }
        let root = copy.root("x")
        let string = #"<heading level="2">Z<link href="x">ie</link>l</heading>"#
        #expect(try copy.xmlString(of: root, as: .xmlFragment) == string)
        #expect(try copy.plainTexts(in: root) == ["Ziel"])
        let link = [Value.Member(key: "link", value: ["href": "x"])]
        let runs = [Run(.text("Z")), Run(.text("ie"), attributes: link), Run(.text("l"))]
        let level = [Value.Member(key: "level", value: 2)]
        #expect(
            try copy.xml(in: root) == [.element(name: "heading", attributes: level, children: [.text(runs)])])
    }

    @Test("A mark without effect parts Yjs' string, not the runs")
    func idleMarks() throws {
        let anna = Document(client: 1)
        let ben = Document(client: 2)
        let start = try anna.edit { edit throws(CRDTError) in
            let text = try edit.insert(.xmlText, into: anna.root("x"), at: 0)
            try edit.insert("abc", into: text, at: 0)
        }
        try ben.apply(start)
        for (document, index) in [(anna, 0), (ben, 1)] {
            guard case .type(let text)? = document.elements(of: document.root("x")).first else { continue }
            let bold = [Value.Member(key: "bold", value: true)]
            let update = try document.edit { edit throws(CRDTError) in
                try edit.format(text, at: index, length: 2, attributes: bold)
            }
            if index == 1 { try anna.apply(update) }
        }
        let string = try anna.xmlString(of: anna.root("x"), as: .xmlFragment)
        #expect(string == "<bold>a</bold><bold>b</bold>c")
        let bold = [Value.Member(key: "bold", value: true)]
        let runs = [Run(.text("ab"), attributes: bold), Run(.text("c"))]
        #expect(try anna.xml(in: anna.root("x")) == [.text(runs)])
    }

    @Test("No edit cuts a surrogate pair")
    func pairs() throws {
        let document = Document(client: 1)
        let text = document.root("t")
        _ = try document.edit { edit throws(CRDTError) in
            try edit.insert("a🙂b🙂c", into: text, at: 0)
            try edit.insert("-", into: text, at: 2)
            try edit.delete(from: text, at: 5, length: 1)
        }
        #expect(document.text(of: text) == "a-🙂bc")
        _ = try document.edit { edit throws(CRDTError) in try edit.delete(from: text, at: 3, length: 1) }
        #expect(document.text(of: text) == "a-bc")
    }

    @Test(
        "Positions outside the list are refused and change nothing; earlier edits of the transaction are sent later"
    )
    func refusals() throws {
        let document = Document(client: 1)
        let text = document.root("t")
        #expect(throws: CRDTError.outOfRange) {
            try document.edit { edit throws(CRDTError) in
                try edit.insert("abc", into: text, at: 0)
                try edit.delete(from: text, at: 2, length: 2)
            }
        }
        #expect(document.text(of: text) == "abc")
        let reader = Document(client: 2)
        try reader.apply(
            try document.edit { edit throws(CRDTError) in try edit.insert("d", into: text, at: 3) })
        #expect(reader.text(of: reader.root("t")) == "abcd")
        let gone = Document(client: 3)
        var node = gone.root("a")
        _ = try gone.edit { edit throws(CRDTError) in
            node = try edit.insert(.text, into: gone.root("a"), at: 0)
            try edit.delete(from: gone.root("a"), at: 0, length: 1)
        }
        #expect(gone.isDeleted(node))
        #expect(throws: CRDTError.outOfRange) {
            try gone.edit { edit throws(CRDTError) in try edit.insert("x", into: node, at: 0) }
        }
    }

    @Test("Random edits at random places of a long text match an array of units")
    func model() throws {
        var random = SystemRandomNumberGenerator()
        let document = Document(client: 1)
        let text = document.root("t")
        var model: [Character] = []
        for step in 0..<3000 {
            let place = Int.random(in: 0...model.count, using: &random)
            _ = try document.edit { edit throws(CRDTError) in
                if step % 3 == 2 {
                    let length = min(model.count - place, 3)
                    try edit.delete(from: text, at: place, length: length)
                    model.removeSubrange(place..<(place + length))
                } else {
                    let word = ["x", "yz", "ü"][step % 7 % 3]
                    try edit.insert(word, into: text, at: place)
                    model.insert(contentsOf: word, at: place)
                }
            }
        }
        #expect(document.text(of: text) == String(model))
        let copy = Document(client: 2)
        try copy.apply(document.update())
        #expect(copy.text(of: copy.root("t")) == String(model))
    }
}

@Suite("Versions")
struct VersionTests {
    @Test("A snapshot shows the text as it was, and what changed since, by whom")
    func snapshots() throws {
        let anna = Document(client: 1, collectsGarbage: false)
        let ben = Document(client: 2, collectsGarbage: false)
        let text = anna.root("t")
        try ben.apply(
            try anna.edit { edit throws(CRDTError) in try edit.insert("Hallo Welt", into: text, at: 0) })
        let old = try Snapshot(decoding: anna.snapshot.encoded())
        let update = try ben.edit { edit throws(CRDTError) in
            try edit.insert("schöne ", into: ben.root("t"), at: 6)
            try edit.delete(from: ben.root("t"), at: 0, length: 2)
        }
        try anna.apply(update)
        #expect(anna.runs(of: text, at: old) == [Run(.text("Hallo Welt"))])
        let changes = anna.changes(of: text, from: old, to: anna.snapshot)
        #expect(changes.map(\.run.content) == [.text("Ha"), .text("llo "), .text("schöne "), .text("Welt")])
        #expect(changes.map(\.kind) == [.removed, .kept, .added, .kept])
        #expect(changes.map(\.author) == [1, 1, 2, 1])
        let restored = try anna.restored(to: old)
        #expect(restored.text(of: restored.root("t")) == "Hallo Welt")
        #expect(anna.text(of: text) == "llo schöne Welt")
        #expect(throws: CRDTError.snapshotUnavailable) { try Document(client: 3).restored(to: old) }
    }

    @Test("A snapshot shows the value that a key had then, though former values are one run now")
    func formerValues() throws {
        let document = Document(client: 1, collectsGarbage: false)
        let map = document.root("m")
        var moments: [Snapshot] = []
        for value in 1...4 {
            _ = try document.edit { edit throws(CRDTError) in
                try edit.set("k", to: .number(Double(value)), of: map)
            }
            moments.append(document.snapshot)
        }
        #expect(document.structCount == 2)
        for (index, moment) in moments.enumerated() {
            let expected = Content.value(.number(Double(index + 1)))
            #expect(document.entries(of: map, at: moment).map(\.content) == [expected])
        }
    }
}

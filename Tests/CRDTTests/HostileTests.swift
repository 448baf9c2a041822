import Testing

@testable import CRDT

/// Updates that no client writes, as bytes.
@Suite("Hostile updates")
struct HostileTests {
    /// A text at a place: `head` is the info byte and the origins or the parent.
    private func update(_ client: UInt8, _ clock: UInt8, _ head: [UInt8], _ text: String) -> [UInt8] {
        [1, 1, client, clock] + head + [UInt8(text.utf8.count)] + Array(text.utf8) + [0]
    }

    private let root: [UInt8] = [4, 1, 1, UInt8(ascii: "t")]

    /// The document that loads what this one encodes, with its text.
    private func reloaded(_ document: Document) throws -> (document: Document, text: String) {
        let again = Document(client: 99)
        try again.apply(document.update())
        return (again, again.text(of: again.root("t")))
    }

    @Test("Of a run under a key the last unit counts, also when another client cuts it")
    func runUnderKey() throws {
        let document = Document()
        let key: [UInt8] = [0x24, 1, 1, UInt8(ascii: "t"), 1, UInt8(ascii: "k")]
        try document.apply(update(3, 0, key, "abc"))
        try document.apply(update(1, 0, [0x84, 3, 0], "x"))
        let (again, _) = try reloaded(document)
        for replica in [document, again] {
            #expect(replica.value("k", of: replica.root("t")) == .value("c"))
            #expect(replica.deletes.clients[3] == [ClockRange(clock: 0, length: 2)])
            #expect(replica.deletes.clients[1] == [ClockRange(clock: 0, length: 1)])
        }
    }

    @Test("Of two contents for one clock that wait for different things the first stays, as in Yjs")
    func twoContents() throws {
        let document = Document()
        try document.apply(update(3, 0, [0x84, 7, 5], "a"))
        try document.apply(update(3, 0, [0x84, 7, 2], "xy"))
        try document.apply(update(7, 0, root, "0123"))
        #expect(document.text(of: document.root("t")) == "0123")
        let (again, text) = try reloaded(document)
        #expect(text == "0123" && again.hasPending && document.hasPending)
        for replica in [document, again] {
            try replica.apply(update(7, 4, [0x84, 7, 3], "45"))
            #expect(replica.text(of: replica.root("t")).hasPrefix("012345a"))
        }
    }

    @Test("What somebody wrote under our own id is taken up when an edit catches up with it")
    func ownClient() throws {
        let document = Document(client: 5)
        try document.apply(update(5, 1, [0x84, 5, 0], "xyz"))
        #expect(document.hasPending)
        let sent = try document.edit { edit throws(CRDTError) in
            try edit.insert("a", into: document.root("t"), at: 0)
        }
        let other = Document(client: 6)
        try other.apply(sent)
        #expect(document.text(of: document.root("t")) == "axyz" && !document.hasPending)
        #expect(other.text(of: other.root("t")) == "axyz")
        #expect(try reloaded(document).text == "axyz")
    }

    /// Yjs 13.5.43 shows "0yx123" and, after loading its own encoding, "0y123x".
    @Test("A struct between a unit and itself moves when the document is loaded, as in Yjs")
    func impossibleNeighbours() throws {
        let document = Document()
        try document.apply(update(3, 0, root, "0123"))
        #expect(document.isOrderly)
        try document.apply(update(9, 0, [0xc4, 3, 1, 3, 1], "x"))
        try document.apply(update(12, 0, [0xc4, 3, 0, 3, 1], "y"))
        #expect(document.text(of: document.root("t")) == "0yx123" && !document.isOrderly)
        let (again, text) = try reloaded(document)
        #expect(text == "0y123x")
        #expect(again.state == document.state)
    }

    @Test("Names fill a document as content does")
    func names() throws {
        var limits = Limits()
        limits.documentBytes = 4000
        let document = Document(limits: limits)
        #expect(throws: CRDTError.documentTooLarge) {
            for client in 0..<100 as Range<UInt8> {
                let name = String(repeating: "k", count: 99) + String(client)
                let head: [UInt8] = [0x24, 1, 1, UInt8(ascii: "t"), UInt8(name.utf8.count)]
                try document.apply(update(client, 0, head + Array(name.utf8), "v"))
            }
        }
        let unknown = RelativePosition(.root(String(repeating: "r", count: 4000)))
        #expect(document.resolve(unknown) == nil)
    }

    @Test("A few bytes of format v2 do not become millions of structs")
    func expansion() throws {
        // One group of 2^31 collected structs of length 1, said by run lengths.
        var update: [UInt8] = [0]
        for column in [[], [5], [], [], [0], [0], [], [], [0x41, 0xff, 0xff, 0xff, 0x7f]] as [[UInt8]] {
            update += [UInt8(column.count)] + column
        }
        update += [1, 0xff, 0xff, 0xff, 0xff, 0x07, 0, 0]
        #expect(throws: CRDTError.updateTooLarge) { try Document().applyV2(update) }
    }

    @Test("Composed and decomposed letters differ, as in JavaScript")
    func identity() throws {
        let (composed, decomposed): (Value, Value) = ("\u{e9}", "e\u{301}")
        #expect(composed != decomposed && ["a": composed] != ["a": decomposed] as Value)
        let document = Document(client: 1)
        let text = document.root("t")
        _ = try document.edit { edit throws(CRDTError) in
            try edit.insert("ab", into: text, at: 0)
            for key in ["\u{e9}", "e\u{301}"] {
                try edit.format(text, at: 0, length: 1, attributes: [.init(key: key, value: true)])
            }
        }
        #expect(document.runs(of: text).first?.attributes.count == 2)
    }
}

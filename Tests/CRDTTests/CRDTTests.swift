import Testing

@testable import CRDT

@Suite("A document")
struct DocumentTests {
    @Test("Two replicas that exchange concurrent edits agree")
    func converge() throws {
        let anna = Document(client: 1)
        let ben = Document(client: 2)
        let first = try anna.edit { edit throws(CRDTError) in try edit.insert("Grüße", into: anna.root("t"), at: 0) }
        try ben.apply(first)
        let left = try anna.edit { edit throws(CRDTError) in try edit.insert("A", into: anna.root("t"), at: 5) }
        let right = try ben.edit { edit throws(CRDTError) in try edit.delete(from: ben.root("t"), at: 0, length: 2) }
        try anna.apply(right)
        try ben.apply(left)
        #expect(anna.text(of: anna.root("t")) == "üßeA")
        #expect(ben.text(of: ben.root("t")) == "üßeA")
        #expect(anna.snapshot == ben.snapshot)
    }
}

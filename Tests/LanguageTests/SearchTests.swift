import Testing

@testable import Language

@Suite("Search")
struct SearchTests {
    static let analyzer = Analyzer()

    let texts = [
        "Die Fluggesellschaft erstattet den Flugpreis nach der Verspätung.",
        "Müller Bau GmbH, Kundennummer K-00123, meldet ein undichtes Dach.",
        "Rechnungen werden am Monatsende verschickt; die Mahnung folgt später.",
        "Der Dachdecker prüft die Versicherung des Hauses.",
        "Unsere Kunden fragen nach Versicherungen für ihr Haus.",
        "The companies renewed their insurance contracts.",
    ]

    func index() throws -> MemoryIndex {
        let index = MemoryIndex(Self.analyzer)
        for (id, text) in texts.enumerated() { index.add(Int64(id), Self.analyzer.entry([.text(text)])) }
        try index.link()
        return index
    }

    @Test(
        "Questions find their text in any writing",
        arguments: [
            ("Wann erstattet eine Flug Gesellschaft Geld?", 0), ("mueller dach", 1), ("K00123", 1),
            ("k-00123", 1),
            ("Rechnug", 2), ("Mahnungen", 2), ("Versicherung Dachdecker", 3), ("company insurance", 5),
            ("GESELLSCHAFT", 0),
        ])
    func finds(question: String, document: Int64) throws {
        let hits = try Search(Self.analyzer).run(question, limit: 3, in: index()).hits
        #expect(hits.first?.document == document)
    }

    @Test("A correction is reported, and a known word is never corrected")
    func corrections() throws {
        let search = Search(Self.analyzer)
        #expect(try search.run("Mahnugn", limit: 3, in: index()).corrections == ["mahnugn": "mahnung"])
        #expect(try search.run("Mahnung Haus", limit: 3, in: index()).corrections.isEmpty)
    }

    @Test(
        "While typing, the last word stands for all that begin so",
        arguments: [
            ("rechn", 2), ("Versicherunge", 4), ("Mül", 1), ("dach undi", 1), ("Fluggesells", 0),
        ])
    func typing(question: String, document: Int64) throws {
        let search = Search(Self.analyzer)
        let hits = try search.run(question, isTyping: true, limit: 3, in: index()).hits
        #expect(hits.first?.document == document)
        #expect(try search.run("rec", limit: 3, in: index()).hits.isEmpty)
    }

    @Test("An exact value finds its document, and part of it none")
    func exact() throws {
        let index = try index()
        index.add(90, Self.analyzer.entry([.text("Anruf"), .exact("+4930123456")]))
        try index.link()
        let search = Search(Self.analyzer)
        #expect(try search.run("", exact: ["+4930123456"], limit: 3, in: index).hits.map(\.document) == [90])
        #expect(try search.run("", exact: ["+493012345"], limit: 3, in: index).hits.isEmpty)
    }

    @Test("A part that comes after its compound is linked to it")
    func partComesLater() throws {
        let index = MemoryIndex(Self.analyzer)
        index.add(1, Self.analyzer.entry([.text("Wohngebäudeversicherung")]))
        try index.link()
        #expect(index.compounds(withParts: [0], limitPerPart: 9).isEmpty)
        index.add(2, Self.analyzer.entry([.text("Versicherung und Wohngebäude")]))
        try index.link()
        let hits = try Search(Self.analyzer).run("Versicherung", limit: 3, in: index).hits
        #expect(hits.map(\.document) == [2, 1])
    }

    @Test("What may not be shown does not take the place of what may")
    func hidden() throws {
        let index = MemoryIndex(Self.analyzer)
        for id in 1...200 { index.add(Int64(id), Self.analyzer.entry([.text("Dach")])) }
        try index.link()
        let source = Restricted(index: index, visible: [3, 7])
        #expect(try Search(Self.analyzer).run("Dach", limit: 5, in: source).hits.map(\.document) == [7, 3])
    }

    @Test("Equal documents come newest first, and the limit holds")
    func ties() throws {
        let index = MemoryIndex(Self.analyzer)
        for id in 1...50 { index.add(Int64(id), Self.analyzer.entry([.text("Dach")])) }
        try index.link()
        let hits = try Search(Self.analyzer).run("Dach", limit: 4, in: index).hits
        #expect(hits.map(\.document) == [50, 49, 48, 47])
    }

    @Test("With tight bounds the old document that holds all frequent words still comes first")
    func bounded() throws {
        let index = MemoryIndex(Self.analyzer)
        index.add(0, Self.analyzer.entry([.text("Dach Fenster Keller")]))
        for id in 1...900 {
            index.add(Int64(id), Self.analyzer.entry([.text(["Dach", "Fenster", "Keller"][id % 3])]))
        }
        try index.link()
        let tight = Search(Self.analyzer, bounds: .init(postings: 100, lookups: 200, expansions: 4))
        #expect(try tight.run("Dach Fenster Keller", limit: 3, in: index).hits.first?.document == 0)
    }
}

/// An index of which a viewer may see a part.
private struct Restricted: SearchIndex {
    let index: MemoryIndex
    let visible: Set<Int64>

    func statistics() -> (documents: Int, length: Double) { index.statistics() }
    func terms(_ texts: [String]) -> [Term] { index.terms(texts) }
    func terms(withPrefix prefix: String, limit: Int) -> [Term] {
        index.terms(withPrefix: prefix, limit: limit)
    }
    func terms(withSuffix suffix: String, limit: Int) -> [Term] {
        index.terms(withSuffix: suffix, limit: limit)
    }
    func terms(withSpellingKeys keys: [String], limit: Int) -> [Term] {
        index.terms(withSpellingKeys: keys, limit: limit)
    }
    func compounds(withParts parts: [Int64], limitPerPart: Int) -> [(part: Int64, compound: Term)] {
        index.compounds(withParts: parts, limitPerPart: limitPerPart)
    }
    func postings(of terms: [Int64], limitPerTerm: Int) -> [Posting] {
        index.postings(of: terms, limitPerTerm: limitPerTerm)
    }
    func postings(of terms: [Int64], in documents: [Int64]) -> [Posting] {
        index.postings(of: terms, in: documents)
    }
    func documents(withAll terms: [Int64], scanLimit: Int, limit: Int) -> [Int64] {
        index.documents(withAll: terms, scanLimit: scanLimit, limit: limit)
    }
    func shown(_ documents: [Int64]) -> Set<Int64> { visible.intersection(documents) }
}

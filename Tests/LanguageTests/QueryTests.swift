import Testing

@testable import Language

@Suite("Query") struct QueryTests {
    static let analyzer = Analyzer()

    let texts = [
        "Die Pumpe verliert Wasser, die Dichtung der Pumpe ist alt.",
        "Neue Dichtung eingebaut, das Laufrad der Pumpe gereinigt.",
        "Laufrad und Dichtung auf Lager, Laufrad bestellt.",
        "Die Rechnung kam zweimal, eine Gutschrift folgt.",
        "Gutschrift zur Rechnung vom Montag.",
    ]

    func index() throws -> MemoryIndex {
        let index = MemoryIndex(Self.analyzer)
        for (id, text) in texts.enumerated() { index.add(Int64(id), Self.analyzer.entry([.text(text)])) }
        try index.link()
        return index
    }

    @Test("The shared terms of a document add up to its score, and the best possible score is above all")
    func shared() throws {
        let index = try index()
        let search = Search(Self.analyzer, weighting: .texts)
        let asked = try search.query(
            [.text("Pumpe", weight: 3), .text("Eine Dichtung und das Laufrad")], in: index)
        let query = try search.widened(
            asked, by: search.hits(for: asked, limit: 2, in: index),
            Feedback(documents: 2, terms: 5, weight: 0.5, isForAsked: true), in: index)
        let hits = try search.hits(for: query, limit: 5, in: index)
        let shared = try search.shared(query, with: hits.map(\.document), in: index)
        let possible = try search.bestPossibleScore(for: query, in: index)
        #expect(hits.map(\.document).prefix(3).sorted() == [0, 1, 2])
        for hit in hits {
            let sum = (shared[hit.document] ?? []).reduce(0) { $0 + $1.score }
            #expect(abs(sum - hit.score) < 1e-9)
            #expect(hit.score < possible)
        }
    }

    @Test("Widening finds what has no word in common with the text, and says so; ignored terms stay out")
    func widened() throws {
        let index = try index()
        let search = Search(Self.analyzer)
        let asked = try search.query([.text("Wasser")], in: index)
        #expect(try search.hits(for: asked, limit: 5, in: index).map(\.document) == [0])
        let feedback = Feedback(documents: 1, terms: 3, weight: 0.5, isForAsked: false)
        let best = try search.hits(for: asked, limit: 1, in: index)
        let query = try search.widened(asked, by: best, feedback, in: index)
        let hits = try search.hits(for: query, limit: 5, in: index)
        #expect(hits.map(\.document).sorted() == [0, 1, 2])
        let shared = try search.shared(query, with: [0, 1], in: index)
        #expect(shared[0]?.contains { $0.isAsked && $0.term == "wass" } == true)
        #expect(shared[1]?.allSatisfy { !$0.isAsked } == true)
        let without = try search.widened(
            asked, by: best, feedback, ignoring: ["dichtung", "pump"], in: index)
        #expect(try search.hits(for: without, limit: 5, in: index).map(\.document) == [0])
        #expect(try search.query([.text("Wasser")], ignoring: ["wass"], in: index).isEmpty)
    }

    @Test("Words with the same stems count together, by occurrence and field, and the heaviest stay")
    func weights() throws {
        let index = try index()
        let search = Search(Self.analyzer)
        let query = try search.query(
            [.text("Rechnung", weight: 3), .text("Die Rechnung und eine Gutschrift, Pumpe")], limit: 2,
            in: index)
        #expect(query.groups.count == 2)
        let weights = Dictionary(
            uniqueKeysWithValues: query.groups.map { ($0.terms[0].term.text, $0.weight) })
        #expect(weights["rechnung"] == 4)
        #expect(weights["gutschrift"] == 1)
    }

    @Test("Terms are shown as the text writes them")
    func words() {
        let text = "Die Pumpen und Dichtungen: PUMPEN!"
        #expect(
            Self.analyzer.words(for: ["pump", "dichtung"], in: text) == [
                "pump": "Pumpen", "dichtung": "Dichtungen",
            ])
    }
}

import Foundation
import Language
import Learning
import Statistics
import Testing

@Suite("Ranking") struct RankingTests {
    @Test("Who writes about a subject is found before who writes about everything")
    func finds() throws {
        var right = 0
        for seed in 1...20 as ClosedRange<UInt64> {
            let world = try RankingWorld(seed: seed)
            for (person, subject) in RankingWorld.subjects.enumerated() {
                let answer = try world.experts("Wer kennt \(subject[0]) und \(subject[1])?")
                if answer.experts.first?.person == Int64(person) { right += 1 }
                #expect(answer.posts > 0)
                #expect((0...1).contains(answer.confidence))
            }
        }
        #expect(right >= 76, "of 80; the loud colleague may know more by chance")
    }

    @Test("The parts of a score add up to it, and activity is one of them")
    func parts() throws {
        let answer = try RankingWorld(seed: 3).experts("Dichtung der Pumpe")
        for expert in answer.experts {
            let votes = expert.votes.reduce(expert.activityPart) { $0 + $1.weight }
            let reasons = expert.reasons.reduce(expert.activityPart) { $0 + $1.weight }
            #expect(abs(votes - expert.score) < 1e-9)
            #expect(abs(reasons - expert.score) < 1e-9)
            #expect(expert.activityPart > 0)
        }
    }

    @Test("Who is away comes last, with a substitute, and keeps the score")
    func absence() throws {
        var world = try RankingWorld(seed: 5)
        let before = try world.experts("Rechnung und Skonto")
        world.away = [1]
        let after = try world.experts("Rechnung und Skonto")
        #expect(after.experts.map(\.person) == before.experts.map(\.person))
        #expect(after.experts.first?.person == 1)
        #expect(after.inOrderOfHelp.last?.person == 1)
        #expect(after.inOrderOfHelp.last?.absence?.substitute == 4)
    }

    @Test("What may not be seen neither votes nor gives words")
    func hidden() throws {
        let world = try RankingWorld(seed: 7)
        world.index.isShown = { world.authors[Int($0)] != 0 }
        let answer = try world.experts("Kavitation am Laufrad")
        #expect(!answer.experts.contains { $0.person == 0 })
        world.index.isShown = { _ in false }
        #expect(try world.experts("Kavitation am Laufrad").experts.isEmpty)
    }

    @Test("Older posts count less, but never nothing")
    func age() throws {
        var settings = Experts.Settings()
        settings.activityPrior = 0
        let world = try RankingWorld(seed: 9)
        let fading = try world.experts("Drucker im Netzwerk", settings)
        settings.lasting = 1
        let lasting = try world.experts("Drucker im Netzwerk", settings)
        let weights = Dictionary(
            uniqueKeysWithValues: lasting.experts.flatMap(\.votes).map { ($0.post, $0.weight) })
        for vote in fading.experts.flatMap(\.votes) {
            let whole = try #require(weights[vote.post])
            let expected = 0.5 + 0.5 * exp2(-world.ages[Int(vote.post)] / 180)
            #expect(abs(vote.weight / whole - expected) < 1e-9)
        }
    }

    @Test("Without the terms named as reasons an expert's score falls")
    func expertReasons() throws {
        var random = SeededRandom(seed: 11)
        var cases = 0
        var lower = 0
        for seed in 1...25 as ClosedRange<UInt64> {
            let world = try RankingWorld(seed: seed)
            for subject in RankingWorld.subjects {
                let request = RankingWorld.words(subject, 3, &random).joined(separator: " ")
                guard let best = try world.experts(request).experts.first else { continue }
                let named = best.reasons.prefix(1 + random.below(3)).map(\.part)
                let without = try world.experts(request, ignoring: Set(named))
                cases += 1
                let score = without.experts.first { $0.person == best.person }?.score ?? 0
                if score < best.score { lower += 1 }
            }
        }
        #expect(cases == 100)
        #expect(lower >= 95)
    }

    @Test("Without the terms named as reasons a similar text scores lower")
    func similarReasons() throws {
        var random = SeededRandom(seed: 13)
        var cases = 0
        var lower = 0
        for seed in 1...25 as ClosedRange<UInt64> {
            let world = try RankingWorld(seed: seed)
            let similar = SimilarTexts(world.analyzer)
            for subject in RankingWorld.subjects {
                let text =
                    RankingWorld.words(subject, 4, &random)
                    + RankingWorld.words(RankingWorld.anything, 2, &random)
                let fields = [IndexEntry.Field.text(text.joined(separator: " "))]
                guard let best = try similar.find(fields, limit: 10, in: world.index).first else { continue }
                let named = best.reasons.prefix(1 + random.below(3)).map(\.part)
                let without = try similar.find(fields, ignoring: Set(named), limit: 10, in: world.index)
                cases += 1
                let score = without.first { $0.document == best.document }?.score ?? 0
                if score < best.score { lower += 1 }
            }
        }
        #expect(cases == 100)
        #expect(lower >= 95)
    }

    @Test(
        "A text like others is found with them, itself excluded; reasons add up and say where they came from")
    func similar() throws {
        let world = try RankingWorld(seed: 15)
        let matches = try SimilarTexts(world.analyzer).find(
            [.text("Inkasso", weight: 3), .text("Nach der Mahnung kam das Zahlungsziel")], excluding: [0, 1],
            limit: 5,
            in: world.index)
        #expect(matches.count == 5)
        for match in matches {
            #expect(match.document > 1)
            #expect([1, 4].contains(world.authors[Int(match.document)]))
            #expect(abs(match.reasons.reduce(0) { $0 + $1.weight } - match.score) < 1e-9)
            #expect((0...1).contains(match.coverage))
            #expect(match.related.isSubset(of: match.reasons.map(\.part)))
        }
        #expect(try SimilarTexts(world.analyzer).find([.text("Xylophon")], limit: 5, in: world.index).isEmpty)
    }
}

extension RankingWorld {
    fileprivate func experts(
        _ request: String, _ settings: Experts.Settings = Experts.Settings(),
        ignoring ignored: Set<String> = []
    ) throws -> ExpertAnswer {
        try Experts(analyzer, settings).find(request, ignoring: ignored, limit: 10, in: index, by: self)
    }
}

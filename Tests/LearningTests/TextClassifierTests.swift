import Learning
import Statistics
import Testing

@Suite("Text classifier") struct TextClassifierTests {
    @Test("What was trained on is told apart in messages never seen")
    func tellsApart() throws {
        let model = try Synthetic.model()
        let unseen = Synthetic.samples(200, seed: 99)
        let right = unseen.count { model.classify($0.text).label == $0.label }
        #expect(right > 190)
    }

    @Test("The same samples and seed give the same bytes, another seed others")
    func deterministic() throws {
        let samples = Synthetic.samples(120, seed: 3)
        var trainer = TextTrainer()
        let first = ModelFile.bytes(of: try trainer.train(samples, name: "a", source: "b"))
        #expect(try ModelFile.bytes(of: trainer.train(samples, name: "a", source: "b")) == first)
        trainer.seed = 2
        #expect(try ModelFile.bytes(of: trainer.train(samples, name: "a", source: "b")) != first)
    }

    @Test("Probabilities add up to one and are as often right as they say")
    func calibrated() throws {
        // A fifth of the labels is noise, so that nobody can be right more often than 87 times in 100.
        let model = try Synthetic.model(noise: 0.2)
        var (confidence, right) = (0.0, 0)
        let unseen = Synthetic.samples(1_000, seed: 5, noise: 0.2)
        for sample in unseen {
            let verdict = model.classify(sample.text)
            #expect(abs(verdict.probabilities.reduce(0, +) - 1) < 1e-9)
            confidence += verdict.confidence
            right += verdict.label == sample.label ? 1 : 0
        }
        #expect(abs(confidence - Double(right)) / Double(unseen.count) < 0.05)
    }

    @Test("It answers only where it is right often enough")
    func abstains() throws {
        var trainer = TextTrainer()
        let samples = Synthetic.samples(240, seed: 1, noise: 0.2)
        let unseen = Synthetic.samples(60, seed: 2)
        trainer.wantedAccuracy = 0.3
        let bold = try trainer.train(samples, name: "", source: "")
        #expect(unseen.allSatisfy { bold.classify($0.text).answer == bold.classify($0.text).label })
        trainer.wantedAccuracy = 0.999
        let shy = try trainer.train(samples, name: "", source: "")
        #expect(unseen.count { shy.classify($0.text).answer == nil } > 40)
    }

    @Test("Too few labels or messages are refused")
    func refusals() {
        let trainer = TextTrainer()
        #expect(throws: TextTrainer.Failure.labelCount(1)) {
            try trainer.train([TextSample("a", label: "x")], name: "", source: "")
        }
        let few = (0..<30).map { TextSample("text \($0)", label: $0 < 27 ? "x" : "y") }
        #expect(throws: TextTrainer.Failure.tooFew(label: "y", count: 3)) {
            try trainer.train(few, name: "", source: "")
        }
    }

    @Test("Two labels and many labels are learnt as well", arguments: [2, 5, 9])
    func labelCounts(count: Int) throws {
        let samples = (0..<count * 30).map {
            TextSample("wort\($0 % count) steht hier \($0 / count)", label: "L\($0 % count)")
        }
        let model = try TextTrainer().train(samples, name: "topic", source: "synthetic")
        #expect(model.labels.count == count)
        for label in 0..<count { #expect(model.classify("hier steht wort\(label)").label == "L\(label)") }
    }

    @Test("Any bytes can be read")
    func anyBytes() throws {
        var classifier = TextClassifier(try Synthetic.model())
        var random = SeededRandom(seed: 8)
        let alphabet = Array(":;=-xX8D)(<3/*_^oO>T.\\'# @&lt;h!?äß😀".utf8) + [0, 0xC3, 0xE2, 0xF0, 0xFF]
        for _ in 0..<400 {
            let bytes = (0..<random.below(30)).map { _ in alphabet[random.below(alphabet.count)] }
            let verdict = classifier.classify(bytes)
            #expect(verdict.confidence > 0 && verdict.confidence <= 1)
            _ = classifier.model.reasons(for: String(decoding: bytes, as: UTF8.self))
        }
    }

    @Test(
        "Spelling that does not matter does not matter",
        arguments: [
            ("Schöne Grüße", "SCHOENE GRUESSE"), ("gut, danke.", "gut , danke ."),
            ("siehe https://a.example/1", "siehe http://b.example/2"), ("@anna komm", "@ben komm"),
            ("neeeeein", "neeeeeeeeeein"), ("a &lt;3", "a <3"), ("a :-)", "a :)"),
        ])
    func folding(one: String, other: String) throws {
        let model = try Synthetic.model()
        // Capitals are a cue of their own: they are compared in lower case.
        let lowered = one.hasPrefix("Schöne") ? other.lowercased() : other
        #expect(model.classify(one.hasPrefix("Schöne") ? one.lowercased() : one) == model.classify(lowered))
    }
}

/// Messages about trains and cakes with words of judgement, of which the label is known.
enum Synthetic {
    /// Trained once for all tests: a debug build takes its time.
    static func model(noise: Double = 0) throws -> TextModel { try (noise == 0 ? clear : noisy).get() }

    private static let clear = trained(noise: 0)
    private static let noisy = trained(noise: 0.2)

    private static func trained(noise: Double) -> Result<TextModel, TextTrainer.Failure> {
        let samples = samples(360, seed: 1, noise: noise)
        return Result { () throws(TextTrainer.Failure) in
            try TextTrainer().train(samples, name: "test", source: "synthetic")
        }
    }

    static func samples(_ count: Int, seed: UInt64, noise: Double = 0) -> [TextSample] {
        var random = SeededRandom(seed: seed)
        let labels = ["negative", "neutral", "positive"]
        return (0..<count).map { _ in
            let label = random.below(3)
            let words = [subjects, verbs, judgements[label]].map { $0[random.below($0.count)] }
            let isNoise = random.unit() < noise
            return TextSample(
                words.joined(separator: " ") + " " + fillers[random.below(fillers.count)],
                label: labels[isNoise ? random.below(3) : label])
        }
    }

    private static let subjects = [
        "Der Zug", "Die Torte", "Das Paket", "Der Service", "Euer Laden", "The order",
    ]
    private static let verbs = ["war", "kam", "ist", "bleibt", "wirkt", "was"]
    private static let judgements = [
        ["furchtbar", "eine Katastrophe", "kaputt :(", "viel zu teuer", "unverschämt", "awful"],
        ["am Montag da", "um neun Uhr dort", "aus Holz", "im Lager", "die Nummer 12", "at the station"],
        ["wunderbar", "ein Genuss", "lecker :)", "sehr freundlich", "hervorragend", "wonderful"],
    ]
    private static let fillers = [
        "heute", "gestern", "in Köln", "wie immer", "mit der Kollegin", "this week",
    ]
}

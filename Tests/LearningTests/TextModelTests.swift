import Foundation
import Learning
import Testing

@Suite("Model files, reasons, corrections") struct TextModelTests {
    @Test("A file gives the same model back, in less than a megabyte")
    func file() throws {
        let model = try Synthetic.model()
        let bytes = ModelFile.bytes(of: model)
        #expect(bytes.count < ModelFile.maximumBytes)
        let again = try ModelFile.model(from: bytes)
        #expect(again.card == model.card)
        for sample in Synthetic.samples(50, seed: 7) {
            #expect(again.classify(sample.text) == model.classify(sample.text))
        }
        #expect(ModelFile.bytes(of: again) == bytes)
    }

    @Test("Damaged, cut, foreign and newer files are refused")
    func damaged() throws {
        let bytes = ModelFile.bytes(of: try Synthetic.model())
        for place in [15, 40, 200, bytes.count / 2, bytes.count - 1] {
            var broken = bytes
            broken[place] ^= 1
            #expect(throws: ModelFile.Failure.damaged) { try ModelFile.model(from: broken) }
        }
        for length in [6, 20, 100, bytes.count - 1] {
            #expect(throws: ModelFile.Failure.damaged) { try ModelFile.model(from: Array(bytes[..<length])) }
        }
        #expect(throws: ModelFile.Failure.notAModel) { try ModelFile.model(from: Array("PNG and more".utf8)) }
        #expect(throws: ModelFile.Failure.notAModel) { try ModelFile.model(from: []) }
        var newer = bytes
        newer[4] = 2
        #expect(throws: ModelFile.Failure.newer(version: 2)) { try ModelFile.model(from: newer) }
        let large = bytes + [UInt8](repeating: 0, count: ModelFile.maximumBytes)
        #expect(throws: ModelFile.Failure.tooLarge) { try ModelFile.model(from: large) }
    }

    @Test("Taking the named reasons out moves the confidence as they say")
    func reasonsHold() throws {
        let model = try Synthetic.model(noise: 0.2)
        var check = ReasonCheck()
        for sample in Synthetic.samples(150, seed: 11) { check.add(sample.text, by: model) }
        #expect(check.cases > 150)
        #expect(check.share >= 0.95)
    }

    @Test("Reasons are pieces of the message at their place")
    func reasonsAreThere() throws {
        let model = try Synthetic.model()
        let text = "Der Zug 🚂 ist heute wunderbar, danke schön!"
        let reasons = model.reasons(for: text)
        #expect(reasons.first?.reason.part == "wunderbar")
        for reason in reasons {
            #expect(String(decoding: Array(text.utf8)[reason.range], as: UTF8.self) == reason.reason.part)
        }
    }

    @Test("In a long message the word that decides is found")
    func longMessage() throws {
        let model = try Synthetic.model()
        let filler = Array(repeating: "Der Zug kam am Montag aus dem Lager", count: 20).joined(separator: " ")
        let reasons = model.reasons(for: "\(filler) furchtbar \(filler)")
        #expect(reasons.contains { $0.reason.part == "furchtbar" })
    }

    @Test("Corrections are followed, and what was known stays known")
    func corrections() throws {
        let model = try Synthetic.model()
        let unseen = Synthetic.samples(200, seed: 21)
        var learner = TextLearner(model, rehearsal: Synthetic.samples(100, seed: 22).map(\.text))
        let corrections = ["blorpig", "fnirsig", "quamlig"].flatMap { word in
            ["Der Zug", "Die Torte", "Das Paket"].map { TextSample("\($0) ist \(word)", label: "negative") }
        }
        for correction in corrections { try learner.learn([correction]) }
        for correction in corrections {
            #expect(learner.model.classify(correction.text).label == "negative")
        }
        let alike = "Der Service ist fnirsig heute"
        let chance = { (model: TextModel) in model.classify(alike).probabilities[0] }
        #expect(chance(learner.model) > 2 * chance(model))
        #expect(learner.model.card.corrections == corrections.count)
        let right = { (model: TextModel) in unseen.count { model.classify($0.text).label == $0.label } }
        #expect(right(learner.model) >= right(model) - 6)
    }

    @Test("A later correction of the same message counts; unknown labels are refused")
    func changedMind() throws {
        var learner = TextLearner(try Synthetic.model(), rehearsal: [])
        try learner.learn([TextSample("Der Zug ist blorpig", label: "negative")])
        try learner.learn([TextSample("Der Zug ist blorpig", label: "positive")])
        #expect(learner.kept == 1)
        #expect(learner.model.classify("Der Zug ist blorpig").label == "positive")
        #expect(throws: TextLearner.Failure.unknownLabel("angry")) {
            try learner.learn([TextSample("Der Zug ist blorpig", label: "angry")])
        }
    }

    @Test("No more corrections are kept than stated")
    func bounded() throws {
        var learner = TextLearner(try Synthetic.model(), rehearsal: [])
        let many = (0..<TextLearner.maximumKept + 10).map {
            TextSample("Nummer \($0) ist da", label: "neutral")
        }
        try learner.learn(many)
        #expect(learner.kept == TextLearner.maximumKept / 2 + 10)
    }

    @Test("The models that ship can be read and say where they come from", arguments: ShippedModel.allCases)
    func shipped(which: ShippedModel) throws {
        let model = try ModelFile.model(from: [UInt8](Data(contentsOf: which.file)))
        #expect(model.card.name == which.rawValue)
        #expect(model.card.source.contains(which == .sentiment ? "MIT licence" : "CC BY 4.0"))
    }

    @Test("The shipped model of mood judges plain messages, German and English")
    func mood() throws {
        let model = try ModelFile.model(from: [UInt8](Data(contentsOf: ShippedModel.sentiment.file)))
        #expect(model.classify("Vielen Dank, das war wunderbar! :-)").answer == "positive")
        #expect(model.classify("Das ist eine Katastrophe, ich bin so enttäuscht :(").answer == "negative")
        #expect(model.classify("Thank you, this is wonderful :)").answer == "positive")
        #expect(model.classify("Die Sitzung des Bundestags am Montag http://a.example/b").label == "neutral")
    }
}

@Suite("Word list and signals") struct TextLexiconTests {
    @Test("There are at least 3,000 German forms, and English ones")
    func size() {
        #expect(PolarityLexicon.shipped.germanFormCount >= 3_000)
        #expect(PolarityLexicon.shipped.formCount > PolarityLexicon.shipped.germanFormCount + 300)
    }

    @Test(
        "Forms are made as German makes them",
        arguments: [
            ("schöneres", 1), ("übleren", -1), ("teurer", -1), ("stärkste", 1), ("katastrophen", -1),
            ("enttäuschte", -1), ("gelobt", 1), ("lobst", 1), ("anmeckert", -1), ("abgelehnter", -1),
            ("idioten", -2), ("problemen", -1), ("terrible", -2),
        ])
    func inflection(form: String, polarity: Int) {
        let found = PolarityLexicon.shipped.group(of: form)?.polarity ?? 0
        #expect(found.signum() == polarity.signum(), "\(form): \(found)")
    }

    @Test(
        "Everyday words that look alike are not listed",
        arguments: [
            "die", "kind", "handy", "war", "tisch", "montag", "not", "hell", "fast", "rat",
        ])
    func falseFriends(word: String) {
        let polarity = PolarityLexicon.shipped.group(of: word)?.polarity ?? 0
        #expect(polarity == 0)
    }

    @Test(
        "Questions are recognised",
        arguments: [
            ("Wann kommt das Paket?", true), ("Ich wüsste gern, wann es kommt.", true),
            ("Das Paket kam an.", false),
            ("Siehe http://a.example/?q=1", false), ("Could you please send the invoice", true),
            ("Wie schön das ist!", false),
        ])
    func question(text: String, holds: Bool) {
        #expect(MessageSignals.question(text).holds == holds)
    }

    @Test(
        "Haste is recognised, and its denial",
        arguments: [
            ("Bitte dringend zurückrufen", true), ("Das ist nicht dringend", false),
            ("Die Anlage steht still!", true),
            ("Please call back as soon as possible", true), ("Vielen Dank für das Angebot", false),
            ("Wir warten seit Wochen, bis morgen brauchen wir das", true),
        ])
    func urgency(text: String, holds: Bool) {
        #expect(MessageSignals.urgency(text).holds == holds)
    }
}

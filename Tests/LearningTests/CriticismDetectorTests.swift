import Learning
import Statistics
import Testing

@Suite("Same criticism") struct CriticismDetectorTests {
    private static let matters = [
        "Wann öffnet die Filiale am Samstag?", "Bitte ändern Sie meine Adresse, ich ziehe um.",
        "Danke für die freundliche Beratung!", "Wie lange läuft mein Vertrag noch?",
        "Passt der Filter in mein altes Gerät?", "Ich brauche eine Kopie der letzten Rechnung.",
        "Kann der Monteur am Nachmittag kommen?", "Wo finde ich die Bedienungsanleitung?",
        "Gibt es den Katalog auch gedruckt?", "Mein Gutschein wird nicht angenommen.",
        "Ich möchte die Jacke in einer anderen Größe.", "Wie bewerbe ich mich als Aushilfe?",
    ]
    private static let criticism = [
        "Das Ladegerät wird glühend heiß!", "Mein Ladegerät ist beim Laden geschmolzen.",
        "Brandgefahr, das Ladegerät hat geraucht.", "Beim Laden geraucht und geschmolzen, euer Ladegerät.",
        "Glühend heiß beim Laden, das ist Brandgefahr!", "Ladegerät geschmolzen, Steckdose verschmort.",
    ]

    private var detector = CriticismDetector()
    private var random = SeededRandom(seed: 5)
    private var nextID: Int64 = 0

    private mutating func say(_ text: String, minute: Int, customer: Int64? = nil) -> CriticismUpdate {
        nextID += 1
        return detector.add(
            CriticismMessage(
                id: nextID, customer: customer ?? nextID, source: nextID % 3 == 0 ? "mail" : "form",
                minute: minute,
                text: text))
    }

    /// Everyday messages, one every 15 minutes.
    private mutating func everyday(days: Int, from start: Int = 0) -> [CriticismUpdate] {
        stride(from: start, to: start + days * 1440, by: 15).map { minute in
            say(Self.matters[random.below(Self.matters.count)], minute: minute)
        }
    }

    @Test("Everyday messages are no wave")
    mutating func everyday() {
        let updates = everyday(days: 20)
        #expect(updates.allSatisfy { $0.told.isEmpty })
    }

    @Test("A wave has members, a start, sources, a typical message and reasons")
    mutating func wave() throws {
        _ = everyday(days: 10)
        let start = 10 * 1440
        let before = nextID
        var changes: [Int64: Int?] = [:]
        var told: [CriticismWave] = []
        for number in 0..<24 {
            for text in [Self.criticism[number % 6], Self.matters[number % 12]] {
                let update = say(text, minute: start + 10 * number)
                for change in update.changes { changes[change.message] = change.wave }
                told += update.told
            }
        }
        let first = try #require(told.first)
        #expect(first.messages <= 12)
        #expect(first.startMinute == start)
        #expect(Set(told.map(\.id)) == [first.id])
        let members = Set(changes.filter { $0.value == first.id }.keys)
        #expect(members == Set((0..<24).map { before + 1 + 2 * Int64($0) }))
        let last = try #require(detector.current().first)
        #expect(last.messages == 24)
        #expect(last.sources.map(\.messages).reduce(0, +) == 24)
        #expect(members.contains(last.typicalMessage))
        #expect(last.messagesPerHour == 6)
        #expect(last.reasons.first.map { $0.weight > 0 } == true)
        #expect(last.german.contains("Ladegerät"))
        #expect(last.english.contains("customers say the same"))
    }

    @Test("One customer who writes again and again is no wave")
    mutating func insistent() {
        _ = everyday(days: 10)
        let updates = (0..<20).map { say(Self.criticism[$0 % 6], minute: 10 * 1440 + $0, customer: 1) }
        #expect(updates.allSatisfy { $0.told.isEmpty })
    }

    @Test("Quoted lines are somebody else's words")
    mutating func quoted() {
        _ = everyday(days: 10)
        let updates = (0..<20).map { number in
            say(
                "> Das Ladegerät wird glühend heiß!\n" + Self.matters[number % 12],
                minute: 10 * 1440 + 15 * number)
        }
        #expect(updates.allSatisfy { $0.told.isEmpty })
    }

    @Test("A wave ends, and the next on another matter is another one")
    mutating func another() throws {
        _ = everyday(days: 10)
        var told: [CriticismWave] = []
        for number in 0..<12 { told += say(Self.criticism[number % 6], minute: 14_400 + number).told }
        _ = everyday(days: 3, from: 15_000)
        #expect(detector.current().isEmpty)
        for number in 0..<12 {
            told +=
                say("Störung in Leipzig, kein Netz, kein Internet \(number)", minute: 20_000 + number).told
        }
        #expect(Set(told.map(\.id)).count == 2)
    }

    @Test("Empty and wordless messages belong nowhere")
    mutating func wordless() {
        _ = everyday(days: 5)
        for text in ["", "+1", "😡😡😡", ">", "> > >", "12345"] {
            let update = say(text, minute: 7200)
            #expect(update == CriticismUpdate())
        }
    }
}

import Language
import Learning
import Statistics

/// A small company whose people write about what they know, some loudly about everything.
struct RankingWorld {
    static let subjects = [
        ["Pumpe", "Dichtung", "Laufrad", "Förderhöhe", "Kavitation", "Gehäuse"],
        ["Mahnung", "Zahlungsziel", "Inkasso", "Gutschrift", "Rechnung", "Skonto"],
        ["Server", "Datenbank", "Sicherung", "Verschlüsselung", "Netzwerk", "Drucker"],
        ["Messe", "Einladung", "Prospekt", "Standbau", "Besucher", "Gutschein"],
    ]
    static let anything = [
        "Besprechung", "Montag", "Urlaub", "Kantine", "Termin", "Kaffee", "Büro", "Parkplatz",
    ]

    let analyzer = Analyzer()
    let index: MemoryIndex
    private(set) var authors: [Int64] = []
    private(set) var ages: [Double] = []
    var away: Set<Int64> = []

    init(seed: UInt64) throws {
        index = MemoryIndex(analyzer)
        var random = SeededRandom(seed: seed)
        for _ in 0..<120 {
            let subject = random.below(Self.subjects.count)
            // Person 0 … 3 knows the subject of that number; person 4 writes about everything, 5 about nothing.
            let person = [Int64(subject), Int64(subject), 4, 5][random.below(4)]
            let words = Self.words(person == 5 ? Self.anything : Self.subjects[subject], 3, &random)
            try add(words + Self.words(Self.anything, 2, &random), by: person, age: Double(random.below(700)))
        }
        try index.link()
    }

    private mutating func add(_ words: [String], by person: Int64, age: Double) throws {
        let text = words.joined(separator: " ")
        index.add(Int64(authors.count), analyzer.entry([.text(text)]))
        authors.append(person)
        ages.append(age)
    }

    static func words(_ words: [String], _ count: Int, _ random: inout SeededRandom) -> [String] {
        (0..<count).map { _ in words[random.below(words.count)] }
    }
}

extension RankingWorld: Authors {
    func authorship(of posts: [Int64]) -> [Int64: Authorship] {
        Dictionary(
            uniqueKeysWithValues: posts.map { post in
                (post, Authorship(person: authors[Int(post)], ageDays: ages[Int(post)]))
            })
    }

    func activity(of people: [Int64]) -> [Int64: Int] {
        Dictionary(uniqueKeysWithValues: people.map { person in (person, authors.count { $0 == person }) })
    }

    func absences(among people: [Int64]) -> [Int64: Absence] {
        Dictionary(uniqueKeysWithValues: people.filter(away.contains).map { ($0, Absence(substitute: 4)) })
    }
}

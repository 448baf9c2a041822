import Language
import Learning

/// The posts of a company in memory, with their authors, and who is away.
struct PostIndex {
    struct Person: Decodable {
        let id: String
        let abwesend: Bool
    }

    struct Post: Decodable {
        let id: String
        let autor: String
        let tag: Int
        let text: String
    }

    let index: MemoryIndex
    let people: [Person]
    private let written: [Authorship]
    private let posts: [Int64: Int]

    init(people: [Person], posts: [Post], _ analyzer: Analyzer) throws {
        self.people = people
        index = MemoryIndex(analyzer)
        let places = Dictionary(uniqueKeysWithValues: people.enumerated().map { ($1.id, Int64($0)) })
        let today = posts.map(\.tag).max() ?? 0
        written = try posts.map { post in
            guard let person = places[post.autor] else {
                throw Input.Failure(file: post.id, reason: "unknown author \(post.autor)")
            }
            return Authorship(person: person, ageDays: Double(today - post.tag))
        }
        self.posts = Dictionary(grouping: written, by: \.person).mapValues(\.count)
        for (number, post) in posts.enumerated() {
            index.add(Int64(number), analyzer.entry([.text(post.text)]))
        }
        try index.link()
    }
}

extension PostIndex: Authors {
    func authorship(of posts: [Int64]) -> [Int64: Authorship] {
        Dictionary(uniqueKeysWithValues: posts.map { ($0, written[Int($0)]) })
    }

    func activity(of people: [Int64]) -> [Int64: Int] {
        Dictionary(uniqueKeysWithValues: people.map { ($0, posts[$0] ?? 0) })
    }

    func absences(among people: [Int64]) -> [Int64: Absence] {
        let away = people.filter { self.people[Int($0)].abwesend }
        return Dictionary(uniqueKeysWithValues: away.map { ($0, Absence()) })
    }
}

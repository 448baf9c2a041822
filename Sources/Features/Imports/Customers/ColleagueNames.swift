import Language
import People
import Platform

/// Finds colleagues by how files write them: their e-mail address or their name, in any case, `Groß, Anna` too.
struct ColleagueNames: Sendable {
    private var people: [String: Set<PersonRef>] = [:]

    /// Nobody.
    static let none = ColleagueNames([])

    /// - Parameter people: those who may look after customers.
    init(_ people: [Person]) {
        for person in people {
            for key in [Self.key(person.email), Self.key(person.name)] {
                self.people[key, default: []].insert(person.ref)
            }
        }
    }

    /// - Throws: `Refusal` when nobody is called so, or several are.
    func find(_ text: String) throws(Refusal) -> PersonRef {
        let halves = text.split(separator: ",")
        let turned = halves.count == 2 ? people[Self.key("\(halves[1]) \(halves[0])")] : nil
        guard let found = people[Self.key(text)] ?? turned, let first = found.first else {
            throw Refusal(Refusal.remark + "responsible-unknown")
        }
        guard found.count == 1 else { throw Refusal(Refusal.remark + "responsible-ambiguous") }
        return first
    }

    /// Without case and spaces; addresses keep their `@`, so that no name is one.
    private static func key(_ text: String) -> String {
        text.contains("@") ? text.lowercased().trimmed : SortKey.key(Folding.fold(text))
    }
}

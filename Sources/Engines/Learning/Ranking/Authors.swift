/// Who wrote a post, and how long ago.
package struct Authorship: Sendable {
    package let person: Int64
    package let ageDays: Double

    /// The author of one post.
    package init(person: Int64, ageDays: Double) {
        self.person = person
        self.ageDays = max(ageDays, 0)
    }
}

/// Who wrote the posts of an index. All methods run synchronously, so that they can stand inside a database
/// transaction, and are called once for each request.
package protocol Authors {
    /// The authors of these posts; posts without one are left out.
    func authorship(of posts: [Int64]) throws -> [Int64: Authorship]

    /// How many posts each of these people wrote in all, whatever about.
    func activity(of people: [Int64]) throws -> [Int64: Int]

    /// Who of these people is away now, with the person to ask meanwhile, if any.
    func absences(among people: [Int64]) throws -> [Int64: Absence]
}

/// Somebody is away.
package struct Absence: Hashable, Sendable {
    /// Whom to ask meanwhile.
    package let substitute: Int64?

    /// An absence, with or without a substitute.
    package init(substitute: Int64? = nil) { self.substitute = substitute }
}

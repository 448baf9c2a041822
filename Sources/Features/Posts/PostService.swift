import Customers
import Platform
import Storage
import Timeline

/// What can be done with posts: each use case is one transaction.
package struct PostService: Sendable {
    let database: any Database
    private let posts = PostStore()
    private let customers = CustomerStore()

    /// A service over `database`.
    package init(database: any Database) { self.database = database }

    /// Writes a post and tells everybody who has the page open, and everybody mentioned.
    /// - Throws: `AppError` `.forbidden`, `.notFound` (the customer), `.invalid` (`text`).
    package func add(
        _ text: String, about customer: CustomerID? = nil, by viewer: Viewer
    ) async throws -> Post {
        try viewer.requireEditing()
        guard !text.isEmpty else { throw AppError.invalid(["text": "required"]) }
        return try await database.write { [posts] tx in
            let subject = try customer.map { try find($0, for: viewer, in: tx) }
            let post = Post(
                id: tx.id(), author: viewer.id, authorName: viewer.name, at: tx.now, text: text,
                mentions: try mentions(in: text, tx), subject: subject)
            try posts.insert(post, in: tx)
            try posts.mention(post.mentions.map(\.id), in: post.id, in: tx)
            try tell(post, newlyMentioned: post.mentions, in: tx)
            return post
        }
    }

    /// Changes the text of what the viewer wrote. - Parameter seen: the version that the editor saw; nil: whatever is there.
    /// - Throws: `AppError` `.conflict`, `.invalid` (`text`), `.notFound`, `.forbidden` (somebody else's).
    package func rewrite(
        _ id: PostID, to text: String, seen: Int?, by viewer: Viewer
    ) async throws -> Post {
        try viewer.requireEditing()
        guard !text.isEmpty else { throw AppError.invalid(["text": "required"]) }
        return try await database.write { [posts] tx in
            var post = try own(id, viewer, in: tx)
            guard post.text != text else { return post }
            let known = post.mentions
            post.text = text
            post.version = seen ?? post.version
            post.mentions = try mentions(in: text, tx)
            let new = post.mentions.filter { !known.contains($0) }
            try posts.update(post, in: tx)
            try posts.mention(new.map(\.id), in: post.id, in: tx)
            try tell(post, newlyMentioned: new, in: tx)
            post.version += 1
            post.editedAt = tx.now
            return post
        }
    }

    /// Removes what the viewer wrote. - Throws: `AppError` `.notFound`, `.forbidden` (somebody else's).
    package func remove(_ id: PostID, by viewer: Viewer) async throws {
        try viewer.requireEditing()
        try await database.write { [posts] tx in
            let post = try own(id, viewer, in: tx)
            try posts.remove(post.id, in: tx)
            try tell(post, newlyMentioned: [], in: tx)
        }
    }

    /// A piece of the list.
    struct List: Sendable {
        /// The customer whom all are about.
        let subject: Post.Subject?
        let posts: [Post]
        let next: PostID?
    }

    /// The newest posts, `PostStore.pageSize` at a time. - Throws: `AppError` `.notFound` (the customer).
    func list(about customer: CustomerID?, before: PostID?, for viewer: Viewer) async throws -> List {
        try await database.read { [posts] tx in
            let subject = try customer.map { try find($0, for: viewer, in: tx) }
            let found = try posts.list(about: subject?.id, before: before, for: viewer, in: tx)
            let shown = Array(found.prefix(PostStore.pageSize))
            return List(
                subject: subject, posts: shown, next: found.count > shown.count ? shown.last?.id : nil)
        }
    }

    /// One post. - Throws: `AppError.notFound`.
    package func find(_ id: PostID, for viewer: Viewer) async throws -> Post {
        try await database.read { [posts] tx in
            guard let post = try posts.find(id, for: viewer, in: tx) else { throw AppError.notFound }
            return post
        }
    }

    /// The viewer dealt with a mention. - Throws: `AppError.notFound`.
    func finishMention(in id: PostID, by viewer: Viewer) async throws {
        try await database.write { [posts] tx in
            guard try posts.finishMention(of: viewer, in: id, in: tx) else { throw AppError.notFound }
        }
    }

    // MARK: Pieces

    private func find(
        _ id: CustomerID, for viewer: Viewer, in tx: any Transaction
    ) throws -> Post.Subject {
        guard let customer = try customers.find(id, for: viewer, in: tx) else { throw AppError.notFound }
        return .init(id: customer.id, name: customer.name)
    }

    private func own(_ id: PostID, _ viewer: Viewer, in tx: any Transaction) throws -> Post {
        guard let post = try posts.find(id, for: viewer, in: tx) else { throw AppError.notFound }
        guard post.isWritten(by: viewer) else { throw AppError.forbidden }
        return post
    }

    private func mentions(in text: String, _ tx: any Transaction) throws -> [TimelineEntry.Mention] {
        try TimelineStore().mentionable(
            ids: [], names: MentionedNames.candidates(in: text), team: nil, in: tx)
    }

    private func tell(
        _ post: Post, newlyMentioned new: [TimelineEntry.Mention], in tx: any Transaction
    ) throws {
        let topics = [Post.topic] + (post.subject.map { ["customer/\($0.id)"] } ?? [])
        for topic in topics {
            try tx.publish(Event(topic: topic, kind: "post", subject: post.id.text, audience: .employees))
        }
        try SearchQueue.changed(.post, post.id, in: tx)
        for person in new {
            try tx.publish(
                Event(
                    topic: "person/\(person.id)", kind: "mention", subject: post.id.text, audience: .employees
                ))
        }
    }
}

extension Post {
    /// What the company's page listens to.
    static let topic = "posts/all"
}

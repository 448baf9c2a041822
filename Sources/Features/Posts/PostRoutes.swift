import Platform
import Web

/// The company's page, and the same for programs.
struct PostRoutes: Sendable {
    let service: PostService

    /// All of them.
    var routes: [Route] { [list, one, add, addAbout, editPage, rewrite, remove, finishMention] }

    private static let text = Field.required(
        "text", .text(1...Post.textLimit), "`@Name` mentions a colleague.")
    private static let customer = Field.optional(
        "customer", .id(CustomerID.self), "The customer whom it is about.")
    private static let about = Field.optional("customer", .id(CustomerID.self), "Only those about this one.")
    private static let before = Field.optional("after", .id(PostID.self), "The `next` of the piece before.")

    private var list: Route {
        Route(
            .get, "posts", .employee, summary: "What colleagues tell the company, newest first.",
            fields: [Self.about, Self.before], example: ListJSON([PostJSON.example], next: "")
        ) { [service] request in
            let list = try await service.list(
                about: request.input[Self.about], before: request.input[Self.before], for: request.viewer)
            let isFirst = try request.input[Self.before] == nil
            return .show(ListJSON(list.posts.map { PostJSON($0) }, next: list.next?.text)) {
                PostPage(list: list, isFirst: isFirst).page($0)
            }
        }
    }

    private var one: Route {
        Route(.get, "posts/:id", .employee, summary: "One post.", example: PostJSON.example) {
            [service] request in
            let post = try await service.find(try request.id(), for: request.viewer)
            return .show(PostJSON(post), version: post.version) { context in
                let item = PostView(texts: context.texts, viewer: context.viewer).item(post)
                let isFragment = request.rendering == .fragment
                return Page(
                    context.texts.post, section: .posts,
                    main: isFragment ? item : PostPage.single(item, context.texts))
            }
        }
    }

    private var add: Route {
        Route(
            .post, "posts", .employee, summary: "Tells the company something.",
            fields: [Self.text, Self.customer], example: PostJSON.example
        ) { [service] request in
            let post = try await service.add(
                request.input[Self.text], about: request.input[Self.customer], by: request.viewer)
            return Self.added(post, request)
        }
    }

    private var addAbout: Route {
        Route(
            .post, "customers/:id/posts", .employee, summary: "Tells the company something about a customer.",
            fields: [Self.text], example: PostJSON.example
        ) { [service] request in
            let post = try await service.add(
                request.input[Self.text], about: try request.id(), by: request.viewer)
            return Self.added(post, request)
        }
    }

    /// Scripts get the item, browsers without them the page it stands on.
    private static func added(_ post: Post, _ request: Request) -> Reply {
        guard request.rendering == .fragment else {
            return .changed(PostJSON(post), version: 1, status: 201, goTo: .posts(about: post.subject?.id))
        }
        return .page { context in
            Page("", section: nil, main: PostView(texts: context.texts, viewer: context.viewer).item(post))
        }
    }

    // MARK: Changing

    private var editPage: Route {
        Route(.get, "posts/:id/edit", .employee, mount: .page, summary: "The form to change a post.") {
            try await form($0)
        }
    }

    private func form(_ request: Request, _ refusal: FormRefusal? = nil) async throws -> Reply {
        let post = try await service.find(try request.id(), for: request.viewer)
        guard post.isWritten(by: request.viewer) else { throw AppError.forbidden }
        let isFragment = request.rendering == .fragment
        return .page { PostForm(post: post, refusal: refusal, isFragment: isFragment).page($0) }
    }

    private var rewrite: Route {
        Route(
            .patch, "posts/:id", .employee, takesVersion: true, summary: "Changes what you wrote.",
            fields: [Self.text], example: PostJSON.example
        ) { request in
            try await request.answering(showingAgain: { try await form(request, $0) }) {
                let post = try await service.rewrite(
                    try request.id(), to: request.input[Self.text], seen: request.expectedVersion,
                    by: request.viewer)
                return .changed(
                    PostJSON(post), version: post.version, goTo: Link.posts.with("done", "saved"))
            }
        }
    }

    private var remove: Route {
        Route(.delete, "posts/:id", .employee, summary: "Removes what you wrote.") { [service] request in
            try await service.remove(try request.id(), by: request.viewer)
            return .removed(goTo: Link.posts.with("done", "deleted"))
        }
    }

    private var finishMention: Route {
        Route(
            .delete, "posts/:id/mention", .employee, summary: "You have dealt with a mention."
        ) { [service] request in
            try await service.finishMention(in: try request.id(), by: request.viewer)
            return .removed(goTo: .start)
        }
    }
}

/// A post for programs.
struct PostJSON: Encodable, Sendable {
    let id: PostID
    let author: PersonID
    let authorName: String
    let at: Timestamp
    let text: String
    let mentions: [PersonID]
    let customer: CustomerID?
    let customerName: String?
    let version: Int
    let editedAt: Timestamp?

    init(_ post: Post) {
        (id, author, authorName, at) = (post.id, post.author, post.authorName, post.at)
        (text, mentions) = (post.text, post.mentions.map(\.id))
        (customer, customerName) = (post.subject?.id, post.subject?.name)
        (version, editedAt) = (post.version, post.editedAt)
    }

    static let example = PostJSON(
        Post(
            id: PostID(1), author: PersonID(1), authorName: "Anna Groß", at: Timestamp(us: 0),
            text: "Ab morgen gilt die neue Preisliste.", mentions: [],
            subject: .init(id: CustomerID(1), name: "Groß GmbH")))
}

extension Link {
    static let posts = Link("/posts")
    static func post(_ id: PostID) -> Link { posts / id.text }
    static func posts(about customer: CustomerID?) -> Link { posts.with("customer", customer?.text) }
}

import Customers
import Platform
import Storage
import Web

extension Feature {
    /// What colleagues tell the whole company, about a customer if they like.
    package static let posts = Feature("posts") {
        PostMigrations.all
        Section.posts
        Creation("post", Words("Beitrag", "Post"), .posts, .talk)
        Provides { PostRoutes(service: PostService(database: $0.database)).routes }
        Provides { _ in [TopicGate("posts") { viewer, _ in viewer.isEmployee }] }
        PostPanel.onCustomer
        SearchFeed.posts
        SearchSource.post
        WaitingSource { viewer, tx in
            try PostStore().waiting(for: viewer, in: tx).map { post in
                let link = Link.post(post.id)
                return WaitingThing(
                    mentionBy: post.authorName, post.text.beginning(140), at: post.at, link: link,
                    done: link / "mention")
            }
        }
        CustomerThing("post", merging: .follow(home: "home_id"))
        DemoPart { try PostDemo(company: $0).fill(in: $1) }
    }
}

extension Section {
    static let posts = Section(
        "posts", Words("Beiträge", "Posts"), .posts, .talk, in: .work, rank: 15, shortcut: "g b")
}

/// The newest posts about a customer, on the customer's page.
enum PostPanel {
    /// Posts shown.
    static let limit = 3

    static let onCustomer = CustomerPanel(
        "posts", Words("Beiträge", "Posts"), events: "post merge"
    ) { customer, viewer, tx in
        let posts = try PostStore().list(about: customer, limit: limit, for: viewer, in: tx)
        return { PostView(texts: $0, viewer: viewer).short(posts, about: customer) }
    }
}

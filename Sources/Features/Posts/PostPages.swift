import Platform
import Timeline
import Web

/// The company's page: what colleagues tell each other, newest first.
struct PostPage: Sendable {
    let list: PostService.List
    /// Whether it begins with the newest; then new ones come live.
    let isFirst: Bool

    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        let view = PostView(texts: texts, viewer: context.viewer)
        let about = list.subject.map { texts.about($0.name) }
        let pager = Pager(
            next: list.next.map { Link.posts(about: list.subject?.id).with("after", $0.text) },
            at: context.link)
        return Page(
            texts.posts, section: .posts,
            main: """
                <div class="page narrow">
                \(PageHead(texts.posts, sub: about ?? texts.postsSub, actions: actions(texts)).html(texts))
                \(isFirst ? PostComposer(subject: list.subject).html(texts) : nil)
                <ol class="entries" id="posts" aria-label="\(texts.posts)"\(isFirst ? live : nil)>
                \(list.posts.map(view.item))
                </ol>
                \(list.posts.isEmpty ? EmptyState(.talk, texts.noPosts, texts.noPostsHint).html : nil)
                \(pager.html(texts))
                </div>
                """)
    }

    private var live: HTML {
        let source = Link.posts(about: list.subject?.id)
        let topic = list.subject.map { "customer/\($0.id)" } ?? Post.topic
        return """
             data-live-topic="\(topic)" data-live-kind="post" data-live-src="\(source)" data-live-item="/posts/{id}"
            """
    }

    private func actions(_ texts: Texts) -> HTML {
        guard let subject = list.subject else { return .empty }
        return """
            <a class="btn" href="/customers/\(subject.id)">\(Icon.customers)\(subject.name)</a>
            <a class="btn quiet" href="\(Link.posts)">\(texts.allPosts)</a>
            """
    }

    /// A page for one post.
    static func single(_ item: HTML, _ texts: Texts) -> HTML {
        """
        <div class="page narrow">\(PageHead(texts.post, crumbs: [(.posts, texts.posts)]).html(texts))
        <ol class="entries">\(item)</ol></div>
        """
    }
}

/// Where one writes.
struct PostComposer: Sendable {
    let subject: Post.Subject?

    func html(_ texts: Texts) -> HTML {
        """
        <form class="composer" method="post" action="\(Link.posts)" data-enhance data-target="#posts">
          \(subject.map { "<input type=\"hidden\" name=\"customer\" value=\"\($0.id)\">" as HTML })
          <div class="mention-box"><label class="vh" for="post-text">\(texts.post)</label>
            <textarea id="post-text" name="text" rows="2" maxlength="\(Post.textLimit)" required placeholder="\(
                subject.map { texts.whatAbout($0.name) } ?? texts.whatIsNew)" data-mentions="/people/suggest"
              data-key="n"></textarea></div>
          <footer><button class="btn primary small">\(texts.tell)</button></footer>
        </form>
        """
    }
}

/// Posts as they stand in a list.
struct PostView: Sendable {
    let texts: Texts
    let viewer: Viewer

    func item(_ post: Post) -> HTML {
        let name = "e-\(post.id)"
        return """
            <li class="entry talk" id="\(name)">
              <span class="mark">\(Icon.talk)</span>
              <article aria-labelledby="\(name)-h">
                <header id="\(name)-h"><a class="name" href="/people/\(post.author)">\(post.authorName)</a>\(subject(post))
                  <a class="at" href="\(Link.post(post.id))">\(timeTag(post.at, texts.ago(post.at)))</a></header>
                <div class="text">\(WrittenText(post.text, post.mentions).html)</div>
                \(footer(post))
              </article>
            </li>
            """
    }

    private func subject(_ post: Post) -> HTML? {
        post.subject.map {
            " <span>\(texts.aboutWhom)</span> <a href=\"/customers/\($0.id)\">\($0.name)</a>"
        }
    }

    private func footer(_ post: Post) -> HTML? {
        let edited: HTML? = post.editedAt.map { "<span>\(texts.editedPost(texts.moment($0)))</span>" }
        guard post.isWritten(by: viewer) else { return edited.map { "<footer>\($0)</footer>" } }
        return """
            <footer>\(edited)<a href="\(Link.post(post.id))/edit" data-dialog>\(Icon.edit.small)\(texts.edit)</a></footer>
            """
    }

    /// A few, on the page of the customer whom they are about.
    func short(_ posts: [Post], about customer: CustomerID) -> HTML {
        let rows = posts.prefix(PostPanel.limit).map { post -> HTML in
            """
            <li class="row"><div><a class="go" href="\(Link.post(post.id))">\(post.text.beginning(140))</a>
            <small>\(post.authorName), \(texts.ago(post.at))</small></div></li>
            """
        }
        let list: HTML =
            rows.isEmpty
            ? "<p class=\"muted\">\(texts.noPosts)</p>" : "<ul class=\"rows\">\(rows)</ul>"
        return """
            \(list)<p><a class="btn small" href="\(Link.posts(about: customer))">\(
                rows.isEmpty ? texts.tell : texts.allPosts)</a></p>
            """
    }
}

/// The form to change a post.
struct PostForm: Sendable {
    let post: Post
    let refusal: FormRefusal?
    /// In a dialog.
    let isFragment: Bool

    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        let text = FormField(
            "text", texts.post, value: post.text, type: "textarea", isRequired: true,
            attributes: "rows=\"8\" maxlength=\"\(Post.textLimit)\""
        ).refused(refusal).html(texts)
        let form: HTML = """
            <form class="form" method="post" action="\(Link.post(post.id).method("PATCH"))">
            <input type="hidden" name="version" value="\(post.version)">\(text)
            <div class="buttons"><button class="btn primary">\(texts.save)</button>
            <a class="btn" href="\(Link.posts)">\(texts.cancel)</a></div></form>
            <form method="post" action="\(Link.post(post.id).method("DELETE"))"><button class="btn quiet" data-confirm>\(
                Icon.trash)\(texts.delete)</button></form>
            """
        guard !isFragment else {
            return Page(texts.post, section: .posts, main: "<h2>\(texts.post)</h2>\(form)")
        }
        return Page(
            texts.post, section: .posts,
            main: """
                <div class="page narrow">\(PageHead(texts.post, crumbs: [(.posts, texts.posts)]).html(texts))\(form)</div>
                """)
    }
}

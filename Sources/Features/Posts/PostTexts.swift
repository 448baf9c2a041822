import Platform

extension Texts {
    var posts: String { pick("Beiträge", "Posts") }
    var post: String { pick("Beitrag", "Post") }
    var postsSub: String { pick("Was alle wissen sollen", "What everybody should know") }
    var allPosts: String { pick("Alle Beiträge", "All posts") }
    var noPosts: String { pick("Noch keine Beiträge", "No posts yet") }
    var noPostsHint: String {
        pick(
            "Erzählen Sie Ihren Kolleginnen und Kollegen, was es Neues gibt.",
            "Tell your colleagues what is new.")
    }
    var whatIsNew: String {
        pick(
            "Was gibt es Neues? Mit @ Kolleginnen und Kollegen erwähnen",
            "What is new? Mention colleagues with @")
    }
    func whatAbout(_ name: String) -> String {
        pick("Was gibt es Neues über \(name)?", "What is new about \(name)?")
    }
    func about(_ name: String) -> String { pick("Über \(name)", "About \(name)") }
    var aboutWhom: String { pick("über", "about") }
    var tell: String { pick("Mitteilen", "Tell") }
    func editedPost(_ moment: String) -> String { pick("bearbeitet \(moment)", "edited \(moment)") }
}

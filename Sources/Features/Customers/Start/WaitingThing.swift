import Platform
import Storage
import Web

/// Something that waits for a colleague on the start page until they say that they dealt with it.
package struct WaitingThing: Sendable {
    let author: String
    let text: String
    let at: Timestamp
    let link: Link
    let done: Link

    /// Somebody mentions the viewer.
    /// - Parameters: `link`: where it is read; `done`: takes `DELETE` when it was dealt with.
    package init(mentionBy author: String, _ text: String, at: Timestamp, link: Link, done: Link) {
        (self.author, self.text, self.at, self.link, self.done) = (author, text, at, link, done)
    }
}

/// What else waits for somebody, from another feature. The event `mention` on `person/ID` has the page look again.
package struct WaitingSource: Contribution {
    let load: @Sendable (Viewer, any Transaction) throws -> [WaitingThing]

    /// A source. - Parameter load: what `viewer` may see now, newest first, at most 20, with one statement.
    package init(_ load: @escaping @Sendable (Viewer, any Transaction) throws -> [WaitingThing]) {
        self.load = load
    }
}

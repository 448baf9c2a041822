/// One text in both languages of the product, for what is listed rather than called by name: kinds, actions, reasons.
package struct Words: Sendable, Hashable {
    package let german: String
    package let english: String

    /// German and English side by side.
    package init(_ german: String, _ english: String) { (self.german, self.english) = (german, english) }
}

extension Texts {
    /// The text in the viewer's language.
    package func pick(_ words: Words) -> String { pick(words.german, words.english) }
}

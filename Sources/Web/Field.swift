import Platform

/// What the server has to know of an input, whatever its values become: the single source for reading it, for refusing
/// it, and for its line in `openapi.json`.
package protocol InputField: Sendable {
    /// The name in forms and JSON.
    var name: String { get }
    /// What is accepted.
    var rule: FieldRule { get }
    /// Whether it must be given. An optional text that is given empty counts as empty, one not given as absent.
    var isRequired: Bool { get }
    /// One line for `openapi.json`.
    var about: String { get }
}

extension InputField {
    /// Whether it takes what must never be stored or shown again.
    var isSecret: Bool { if case .secret = rule { true } else { false } }
}

/// One input of a route, and the key under which its handler reads it (`Input`): a misspelt field, or one taken for
/// something else, does not compile.
///
///     private static let email = Field.required("email", .text(1...320))                // a String
///     private static let until = Field.optional("until", .date, "The last day.")        // a CivilDate?
///     private static let limit = Field.optional("limit", .int(1...100), or: 10)         // an Int
package struct Field<Value: Sendable>: InputField {
    package let name: String
    package let rule: FieldRule
    package let isRequired: Bool
    package let about: String
    /// The value of what was sent, or of nothing; nil when that was checked as another field's.
    let read: @Sendable (Input.Value?) -> Value?

    /// An input that must be given.
    package static func required(
        _ name: String, _ kind: FieldKind<Value>, _ about: String = ""
    ) -> Field {
        Field(name: name, rule: kind.rule, isRequired: true, about: about) { $0.flatMap(kind.read) }
    }

    /// An input that may be left out, which then is nil.
    package static func optional<Given>(
        _ name: String, _ kind: FieldKind<Given>, _ about: String = ""
    ) -> Field where Value == Given? {
        Field(name: name, rule: kind.rule, isRequired: false, about: about) { sent in
            guard let sent else { return .some(nil) }
            return kind.read(sent).map(Optional.some)
        }
    }

    /// An input that may be left out, which then is `absent`.
    package static func optional(
        _ name: String, _ kind: FieldKind<Value>, or absent: Value, _ about: String = ""
    ) -> Field {
        Field(name: name, rule: kind.rule, isRequired: false, about: about) { sent in
            guard let sent else { return absent }
            return kind.read(sent)
        }
    }
}

extension Field<Bool> {
    /// A box to tick: false when it was left out.
    package static func flag(_ name: String, _ about: String = "") -> Field {
        .optional(name, .bool, or: false, about)
    }
}

/// What a field accepts.
package enum FieldRule: Sendable {
    /// Text of so many characters (Unicode scalars) after trimming; control characters other than line breaks are refused.
    case text(ClosedRange<Int>)
    /// A name of so many characters by which people recognise somebody or something, in one form; one with
    /// characters that nobody sees is refused (`VisibleName`).
    case name(ClosedRange<Int>)
    /// A secret, taken as it is (not trimmed).
    case secret(ClosedRange<Int>)
    /// A whole number.
    case int(ClosedRange<Int>)
    /// `true`/`false` in JSON; in forms present (`on`, `1`, `true`) or absent.
    case bool
    /// An id as written in links.
    case id
    /// A day, `2026-11-22`.
    case date
    /// One of these words.
    case choice([String])
    /// Up to 200 texts, each as long at most.
    case texts(maxLength: Int)
    /// Some of these words, each counted once however often it is given.
    case choices([String])
}

/// What a field accepts, and what it becomes for who reads it.
package struct FieldKind<Value: Sendable>: Sendable {
    let rule: FieldRule
    /// What a value that follows the rule means; nil: it follows another one.
    let read: @Sendable (Input.Value) -> Value?
}

extension FieldKind<String> {
    /// `FieldRule.text`
    package static func text(_ length: ClosedRange<Int>) -> Self { Self(rule: .text(length)) { $0.text } }
    /// `FieldRule.name`
    package static func name(_ length: ClosedRange<Int>) -> Self { Self(rule: .name(length)) { $0.text } }
    /// `FieldRule.secret`
    package static func secret(_ length: ClosedRange<Int>) -> Self { Self(rule: .secret(length)) { $0.text } }
}

extension FieldKind<Int> {
    /// `FieldRule.int`
    package static func int(_ range: ClosedRange<Int>) -> Self {
        Self(rule: .int(range)) { if case .int(let number) = $0 { number } else { nil } }
    }
}

extension FieldKind<Bool> {
    static let bool = Self(rule: .bool) { if case .bool(let isSet) = $0 { isSet } else { nil } }
}

extension FieldKind<CivilDate> {
    /// `FieldRule.date`
    package static let date = Self(rule: .date) { $0.text.flatMap { CivilDate(iso: $0) } }
}

extension FieldKind<[String]> {
    /// `FieldRule.texts`
    package static func texts(maxLength: Int) -> Self {
        Self(rule: .texts(maxLength: maxLength)) { $0.texts }
    }
}

extension FieldKind {
    /// An id of this type.
    package static func id<Kind>(_ type: ID<Kind>.Type = ID<Kind>.self) -> Self where Value == ID<Kind> {
        Self(rule: .id) { $0.text.flatMap { ID(text: $0) } }
    }

    /// One of these words, each with what it means.
    package static func choice(_ words: KeyValuePairs<String, Value>) -> Self {
        choice(words.map { ($0.key, $0.value) })
    }

    /// One of these, by its word.
    package static func choice(_ cases: [Value], word: (Value) -> String) -> Self {
        choice(cases.map { (word($0), $0) })
    }

    private static func choice(_ words: [(word: String, value: Value)]) -> Self {
        Self(rule: .choice(words.map(\.word))) { sent in words.first { $0.word == sent.text }?.value }
    }

    /// Some cases of this type, each once, in the order in which the type declares them.
    package static func choices<Choice>(_ type: Choice.Type) -> Self
    where Value == [Choice], Choice: RawRepresentable<String> & CaseIterable {
        choices(Array(type.allCases), word: \.rawValue)
    }

    /// Some of these, each once, in this order.
    package static func choices<Choice: Sendable>(_ cases: [Choice], word: (Choice) -> String) -> Self
    where Value == [Choice] {
        let words = cases.map { (word: word($0), value: $0) }
        return Self(rule: .choices(words.map(\.word))) { sent in
            sent.texts.map { texts in words.filter { texts.contains($0.word) }.map(\.value) }
        }
    }
}

extension FieldKind where Value: RawRepresentable<String> {
    /// One of these.
    package static func choice(_ cases: [Value]) -> Self { choice(cases, word: \.rawValue) }
}

extension FieldKind where Value: RawRepresentable<String> & CaseIterable {
    /// One case of this type.
    package static func choice(_ type: Value.Type) -> Self { choice(Array(type.allCases)) }
}

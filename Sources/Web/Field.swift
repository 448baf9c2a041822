import Platform

/// One input of a route: the single source for reading it, for refusing it, and for its line in `openapi.json`.
package struct Field: Sendable {
    /// What is accepted.
    package enum Kind: Sendable {
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

    /// The name in forms and JSON.
    package let name: String
    /// What is accepted.
    package let kind: Kind
    /// Whether it must be given. An optional text that is given empty counts as empty, one not given as absent.
    package let isRequired: Bool
    /// One line for `openapi.json`.
    package let about: String

    /// Whether it takes what must never be stored or shown again.
    var isSecret: Bool { if case .secret = kind { true } else { false } }

    /// An input that must be given.
    package static func required(_ name: String, _ kind: Kind, _ about: String = "") -> Field {
        Field(name: name, kind: kind, isRequired: true, about: about)
    }

    /// An input that may be left out.
    package static func optional(_ name: String, _ kind: Kind, _ about: String = "") -> Field {
        Field(name: name, kind: kind, isRequired: false, about: about)
    }
}

/// The values of a request's fields after they were checked. Asking for a field that the route does not declare is a
/// mistake in the program and stops it in tests.
package struct Input: Sendable {
    enum Value: Sendable, Equatable {
        case text(String)
        case int(Int)
        case bool(Bool)
        case texts([String])
    }

    private let values: [String: Value]
    private let declared: Set<String>

    init(values: [String: Value], declared: Set<String>) {
        self.values = values
        self.declared = declared
    }

    /// Whether the field was given.
    package func has(_ name: String) -> Bool { value(name) != nil }

    /// The text; empty when it was not given.
    package func text(_ name: String) -> String { optionalText(name) ?? "" }

    /// The text, or nil when it was not given.
    package func optionalText(_ name: String) -> String? {
        guard case .text(let text)? = value(name) else { return nil }
        return text
    }

    /// The text, or nil when it was not given or is empty.
    package func filledText(_ name: String) -> String? {
        optionalText(name).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The number, or nil when it was not given.
    package func int(_ name: String) -> Int? {
        guard case .int(let number)? = value(name) else { return nil }
        return number
    }

    /// False when it was not given.
    package func bool(_ name: String) -> Bool { value(name) == .bool(true) }

    /// The id, or nil when it was not given.
    package func id<Kind>(_ name: String, as kind: Kind.Type = Kind.self) -> ID<Kind>? {
        optionalText(name).flatMap { ID(text: $0) }
    }

    /// The day, or nil when it was not given.
    package func date(_ name: String) -> CivilDate? { optionalText(name).flatMap { CivilDate(iso: $0) } }

    /// The texts; empty when none was given.
    package func texts(_ name: String) -> [String] {
        guard case .texts(let texts)? = value(name) else { return [] }
        return texts
    }

    /// The cases of a field of choices, each once, in the order in which the field declares them.
    package func choices<Choice: RawRepresentable<String>>(
        _ name: String, as type: Choice.Type = Choice.self
    ) -> [Choice] {
        texts(name).compactMap { Choice(rawValue: $0) }
    }

    /// The case of a choice field.
    package func choice<Choice: RawRepresentable<String>>(
        _ name: String, as type: Choice.Type = Choice.self
    ) -> Choice? {
        optionalText(name).flatMap { Choice(rawValue: $0) }
    }

    /// What was sent for a field, as text; nil when the route has no such field.
    package func sent(_ name: String) -> String? {
        switch values[name] {
        case .text(let text): text
        case .int(let number): String(number)
        case .texts(let texts): texts.joined(separator: ", ")
        case .bool(let isSet): isSet ? "on" : ""
        case nil: nil
        }
    }

    private func value(_ name: String) -> Value? {
        precondition(declared.contains(name), "the route does not declare the field \(name)")
        return values[name]
    }
}

import Platform

/// The values of a request's fields after they were checked, read by the fields themselves:
/// `try request.input[Self.email]`.
package struct Input: Sendable {
    enum Value: Sendable, Equatable {
        case text(String)
        case int(Int)
        case bool(Bool)
        case texts([String])

        var text: String? { if case .text(let text) = self { text } else { nil } }
        var texts: [String]? { if case .texts(let texts) = self { texts } else { nil } }
    }

    /// One for every field that the route declares; nil: it was not given.
    private let values: [String: Value?]

    init(values: [String: Value?]) { self.values = values }

    /// What was given for the field.
    ///
    /// The compiler knows that there is such a field and what it gives, but not that this route declares it. Where the
    /// route does not, this request ends with status 500 and a line in the log, and nobody else's.
    /// - Throws: `UndeclaredField`.
    package subscript<Given>(field: Field<Given>) -> Given {
        get throws {
            guard let sent = values[field.name], let value = field.read(sent) else {
                throw UndeclaredField(name: field.name)
            }
            return value
        }
    }

    /// What was sent for a field, as text, to show a form again; nil when nothing was, or the route has no such field.
    package func sent(_ name: String) -> String? {
        switch values[name] ?? nil {
        case .text(let text): text
        case .int(let number): String(number)
        case .texts(let texts): texts.joined(separator: ", ")
        case .bool(let isSet): isSet ? "on" : ""
        case nil: nil
        }
    }
}

/// A handler reads a field that its route does not declare, or declares as something else: a mistake in the program.
struct UndeclaredField: Error, CustomStringConvertible {
    let name: String
    var description: String { "the route does not declare the field \(name)" }
}

extension String {
    /// Nil when it is empty.
    package var filled: String? { isEmpty ? nil : self }
}

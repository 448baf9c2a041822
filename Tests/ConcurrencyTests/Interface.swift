import Foundation
import TestKit

/// A field that a route takes, as `openapi.json` describes it.
struct FieldShape: Sendable {
    enum Kind: Sendable { case text, id, date, number, truth, choice([String]), texts }

    let name: String
    let kind: Kind
    let isRequired: Bool

    init(_ name: String, _ schema: [String: Any], isRequired: Bool) {
        self.name = name
        self.isRequired = isRequired
        switch schema["type"] as? String {
        case "integer": kind = .number
        case "boolean": kind = .truth
        case "array": kind = .texts
        default:
            if let words = schema["enum"] as? [String] {
                kind = .choice(words)
            } else if schema["format"] != nil {
                kind = .date
            } else {
                kind = schema["pattern"] == nil ? .text : .id
            }
        }
    }
}

/// A route that writes something for a customer.
struct WritingRoute: Sendable {
    enum Method: String, Sendable { case post, patch, delete }

    let method: Method
    /// Behind `customers/ID`, e.g. `/reaches/{part}`.
    let path: String
    let fields: [FieldShape]
    /// Whether it is about one row of a part.
    var isOfRow: Bool { path.hasSuffix("}") }
    /// The part, e.g. `/reaches`.
    var part: String { isOfRow ? String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]) : path }

    /// All that the server describes: a feature that comes later is among them as soon as it has a route.
    static func all(of client: TestClient) async throws -> [WritingRoute] {
        let document = try await client.api(.get, "openapi.json").json
        let paths = document["paths"] as? [String: [String: Any]] ?? [:]
        let base = "/customers/{id}"
        return paths.filter { $0.key == base || $0.key.hasPrefix(base + "/") }.sorted { $0.key < $1.key }
            .flatMap { path, operations in
                operations.sorted { $0.key < $1.key }.compactMap { name, operation in
                    guard let method = Method(rawValue: name), let operation = operation as? [String: Any]
                    else {
                        return nil
                    }
                    return WritingRoute(
                        method: method, path: String(path.dropFirst(base.count)), fields: fields(operation))
                }
            }
    }

    private static func fields(_ operation: [String: Any]) -> [FieldShape] {
        let body = operation["requestBody"] as? [String: Any]
        let content = body?["content"] as? [String: [String: Any]]
        let schema = content?["application/json"]?["schema"] as? [String: Any]
        let properties = schema?["properties"] as? [String: [String: Any]] ?? [:]
        let required = Set(schema?["required"] as? [String] ?? [])
        return properties.sorted { $0.key < $1.key }.map {
            FieldShape($0.key, $0.value, isRequired: required.contains($0.key))
        }
    }
}

/// What is put into a field.
enum Ingredient: Sendable, Equatable {
    /// The mark by which what was written is found again: as a word, in a mail address, a phone number, a handle.
    case mark, mailMark, phoneMark, handleMark
    case word(String), number(Int), truth(Bool)
    case employee, newGuest, newCustomer

    /// What may be tried in a field, in this order.
    static func candidates(for field: FieldShape) -> [Ingredient] {
        switch field.kind {
        case .text: [.mark, .mailMark, .phoneMark, .handleMark, .newCustomer, .employee]
        case .id: [.employee, .newGuest, .newCustomer]
        case .choice(let words): words.map { .word($0) }
        case .number: [.number(1)]
        case .truth: [.truth(true)]
        case .date: [.word("2026-01-01")]
        case .texts: []
        }
    }

    var isMark: Bool { [.mark, .mailMark, .phoneMark, .handleMark, .newGuest].contains(self) }
}

/// What makes a route take something.
struct Recipe: Sendable {
    var route: WritingRoute
    var parts: [String: Ingredient] = [:]
}

import Foundation
import Platform

/// Reads what was sent, a form or a JSON object, against the fields that the route declares.
struct InputReader {
    let fields: [any InputField]

    /// From the pairs of a form or query. Names that no field declares are ignored (buttons, hidden helpers).
    /// - Throws: `AppError` `.invalid` with a reason for every field that is not accepted.
    func read(pairs: [(name: String, value: String)]) throws -> Input {
        var given: [String: [String]] = [:]
        for pair in pairs { given[pair.name, default: []].append(pair.value) }
        return try read { field throws(Refusal) in
            guard let texts = given[field.name], let last = texts.last else { return nil }
            switch field.rule {
            case .texts, .choices: return .texts(texts.filter { !$0.isEmpty })
            case .bool: return .bool(["on", "1", "true"].contains(last))
            case .int, .id, .date, .choice: return last.isEmpty ? nil : .text(last)
            case .text, .name, .secret: return .text(last)
            }
        }
    }

    /// From a JSON object. A name that no field declares is refused, so that a misspelt one is noticed.
    /// - Throws: `AppError` `.malformed` when it is no object, `.invalid` as above.
    func read(json bytes: [UInt8]) throws -> Input {
        let parsed: Any
        do {
            parsed = try JSONSerialization.jsonObject(with: Data(bytes.isEmpty ? Array("{}".utf8) : bytes))
        } catch {
            throw AppError(.malformed, reason: "json")
        }
        guard let object = parsed as? [String: Any] else { throw AppError(.malformed, reason: "json_object") }
        let declared = Set(fields.map(\.name))
        let unknown = object.keys.filter { !declared.contains($0) }
        guard unknown.isEmpty else {
            throw AppError.invalid(Dictionary(uniqueKeysWithValues: unknown.map { ($0, "unknown") }))
        }
        return try read { field throws(Refusal) in try Self.value(of: object[field.name], for: field) }
    }

    private func read(_ given: (any InputField) throws(Refusal) -> Input.Value?) throws -> Input {
        var values: [String: Input.Value?] = [:]
        var refused: [String: String] = [:]
        for field in fields {
            do throws(Refusal) {
                var checked: Input.Value?
                if let value = try given(field) {
                    checked = try Self.check(value, field.rule)
                } else if field.isRequired {
                    throw .init(reason: "required")
                }
                values.updateValue(checked, forKey: field.name)
            } catch {
                refused[field.name] = error.reason
            }
        }
        guard refused.isEmpty else { throw AppError.invalid(refused) }
        return Input(values: values)
    }

    /// Why a field is not accepted, as a key of the texts.
    private struct Refusal: Error { let reason: String }

    private static func value(of json: Any?, for field: any InputField) throws(Refusal) -> Input.Value? {
        switch json {
        case nil, is NSNull: return nil
        case let text as String: return .text(text)
        case let texts as [String]: return .texts(texts)
        case let number as NSNumber:
            if case .bool = field.rule { return .bool(number.boolValue) }
            guard let whole = Int(exactly: number.doubleValue) else { throw Refusal(reason: "number") }
            return .int(whole)
        default: throw Refusal(reason: "type")
        }
    }

    private static func check(_ value: Input.Value, _ rule: FieldRule) throws(Refusal) -> Input.Value {
        switch (rule, value) {
        case (.text(let length), .text(let raw)):
            let text = raw.trimmed
            guard text.isPlainText else { throw Refusal(reason: "characters") }
            // Counted in scalars: a single "character" may hold thousands of them.
            let count = text.unicodeScalars.count
            guard length.contains(count) else {
                throw Refusal(
                    reason: text.isEmpty ? "required" : count < length.lowerBound ? "short" : "long")
            }
            return .text(text)
        case (.name(let length), .text(let raw)):
            let text = raw.trimmed
            guard !text.isEmpty else { return try check(.text(text), .text(length)) }
            guard let name = VisibleName.read(text) else { throw Refusal(reason: "unseen") }
            return try check(.text(name), .text(length))
        case (.secret(let length), .text(let text)):
            guard length.contains(text.unicodeScalars.count) else {
                throw Refusal(reason: text.isEmpty ? "required" : "length")
            }
            return value
        case (.int(let range), .int(let number)):
            guard range.contains(number) else { throw Refusal(reason: "range") }
            return value
        case (.int(let range), .text(let text)):
            guard let number = Int(text.trimmed) else { throw Refusal(reason: "number") }
            guard range.contains(number) else { throw Refusal(reason: "range") }
            return .int(number)
        case (.bool, .bool): return value
        case (.id, .text(let text)):
            guard ID<Void>(text: text) != nil else { throw Refusal(reason: "id") }
            return value
        case (.date, .text(let text)):
            guard CivilDate(iso: text) != nil else { throw Refusal(reason: "date") }
            return value
        case (.choice(let words), .text(let text)):
            guard words.contains(text) else { throw Refusal(reason: "choice") }
            return value
        case (.choices(let words), .texts(let texts)):
            guard texts.allSatisfy(words.contains) else { throw Refusal(reason: "choice") }
            return .texts(words.filter(texts.contains))
        case (.texts(let longest), .texts(let texts)):
            guard texts.count <= 200,
                texts.allSatisfy({ $0.unicodeScalars.count <= longest && $0.isPlainText })
            else { throw Refusal(reason: "long") }
            return .texts(texts.map(\.trimmed))
        default: throw Refusal(reason: "type")
        }
    }
}

extension String {
    /// Without white space at both ends.
    package var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }

    /// Whether it holds no control characters but tabs and line breaks; no NUL, which PostgreSQL cannot store.
    package var isPlainText: Bool {
        unicodeScalars.allSatisfy {
            $0.value >= 32 && $0.value != 127 || $0 == "\n" || $0 == "\r" || $0 == "\t"
        }
    }
}

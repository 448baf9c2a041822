import CRDT
import Foundation

/// A document's content in the form of the conformance corpus (`yjs-conformance/README.md`), keys sorted, so that
/// equal content is an equal value.
struct CanonicalState {
    let document: Document
    /// The moment to show; nil for now.
    var snapshot: Snapshot?

    /// A root under the tag that the corpus uses for its name's kind.
    func root(_ name: String, tag: String) throws -> Value {
        let node = document.root(name)
        switch tag {
        case "$text": return tagged("$text", runs(of: node))
        case "$array":
            return tagged("$array", .array(try document.elements(of: node, at: snapshot).map(content)))
        case "$map": return tagged("$map", try map(of: node))
        case "$frag":
            return tagged("$frag", .array(try document.elements(of: node, at: snapshot).map(content)))
        default: throw Input.Failure(file: name, reason: "unknown tag \(tag)")
        }
    }

    private func content(_ content: Content) throws -> Value {
        switch content {
        case .text(let text): return .string(text)
        case .value(let value): return Self.value(value)
        case .embed(let value): return tagged("$embed", Self.value(value))
        case .subdocument(let guid, _): return tagged("$doc", .string(guid))
        case .type(let node): return try type(node)
        }
    }

    private func type(_ node: Node) throws -> Value {
        switch document.kind(of: node) {
        case .array:
            return tagged("$array", .array(try document.elements(of: node, at: snapshot).map(content)))
        case .map: return tagged("$map", try map(of: node))
        case .text: return tagged("$text", runs(of: node))
        case .xmlText: return tagged("$xmltext", runs(of: node))
        case .xmlFragment:
            return tagged("$frag", .array(try document.elements(of: node, at: snapshot).map(content)))
        case .xmlElement:
            return Self.sorted([
                Value.Member(key: "$el", value: .string(document.name(of: node))),
                Value.Member(key: "attrs", value: try map(of: node)),
                Value.Member(
                    key: "children", value: .array(try document.elements(of: node, at: snapshot).map(content))
                ),
            ])
        case .xmlHook: return tagged("$hook", try map(of: node))
        case nil: return .null
        }
    }

    private func map(of node: Node) throws -> Value {
        Self.sorted(
            try document.entries(of: node, at: snapshot).map {
                Value.Member(key: $0.key, value: try content($0.content))
            })
    }

    private func runs(of node: Node) -> Value {
        .array(
            document.runs(of: node, at: snapshot).map { run in
                var members = [Value.Member(key: "i", value: insert(run.content))]
                if !run.attributes.isEmpty {
                    members.insert(Value.Member(key: "a", value: Self.value(.object(run.attributes))), at: 0)
                }
                return Self.sorted(members)
            })
    }

    private func insert(_ content: Content) -> Value {
        do { return try self.content(content) } catch { preconditionFailure("\(error)") }
    }

    private func tagged(_ tag: String, _ value: Value) -> Value {
        .object([Value.Member(key: tag, value: value)])
    }

    /// A stored value with what JSON lacks under tags.
    static func value(_ value: Value) -> Value {
        switch value {
        case .undefined: .object([Value.Member(key: "$undef", value: .bool(true))])
        case .bigInt(let integer): .object([Value.Member(key: "$big", value: .string(String(integer)))])
        case .bytes(let bytes):
            .object([Value.Member(key: "$bin", value: .string(Data(bytes).base64EncodedString()))])
        case .array(let elements): .array(elements.map(Self.value))
        case .object(let members):
            sorted(members.map { Value.Member(key: $0.key, value: Self.value($0.value)) })
        default: value
        }
    }

    /// An expected value with its keys sorted.
    static func sorted(_ value: Value) -> Value {
        switch value {
        case .array(let elements): .array(elements.map(Self.sorted))
        case .object(let members):
            sorted(members.map { Value.Member(key: $0.key, value: Self.sorted($0.value)) })
        default: value
        }
    }

    private static func sorted(_ members: [Value.Member]) -> Value {
        .object(members.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) })
    }
}

// Reading nested types as one value: as JSON, as XML for rendering, and as the strings that Yjs makes of them.

extension Document {
    /// A type and everything in it as Yjs' `toJSON` gives it: texts as strings, XML as its string form.
    /// - Parameter kind: how to read a root, whose kind the format does not say; nested types know theirs.
    /// - Throws: `.tooDeep`.
    public func json(
        of node: Node, as kind: TypeKind, at snapshot: Snapshot? = nil
    ) throws(CRDTError) -> Value {
        try json(of: node, as: kind, at: snapshot, depth: 0)
    }

    private func json(
        of node: Node, as kind: TypeKind, at snapshot: Snapshot?, depth: Int
    ) throws(CRDTError) -> Value {
        guard depth < Limits.typeDepth else { throw .tooDeep }
        switch kind {
        case .array:
            var elements: [Value] = []
            for content in self.elements(of: node, at: snapshot) {
                elements.append(try json(of: content, at: snapshot, depth: depth))
            }
            return .array(elements)
        case .map, .xmlHook:
            var members: [Value.Member] = []
            for (key, content) in entries(of: node, at: snapshot) {
                members.append(
                    Value.Member(key: key, value: try json(of: content, at: snapshot, depth: depth)))
            }
            return .object(members)
        case .text: return .string(text(of: node, at: snapshot))
        case .xmlElement, .xmlFragment, .xmlText:
            return .string(try xmlString(of: node, as: kind, at: snapshot, depth: depth))
        }
    }

    private func json(of content: Content, at snapshot: Snapshot?, depth: Int) throws(CRDTError) -> Value {
        switch content {
        case .text(let text): return .string(text)
        case .value(let value), .embed(let value): return value
        case .type(let child):
            return try json(of: child, as: kind(of: child) ?? .map, at: snapshot, depth: depth + 1)
        case .subdocument(let guid, _): return .object([Value.Member(key: "guid", value: .string(guid))])
        }
    }

    /// The nodes of a fragment or element for rendering.
    /// - Throws: `.tooDeep`.
    public func xml(in node: Node, at snapshot: Snapshot? = nil) throws(CRDTError) -> [XMLNode] {
        try xml(in: node, at: snapshot, depth: 0)
    }

    private func xml(in node: Node, at snapshot: Snapshot?, depth: Int) throws(CRDTError) -> [XMLNode] {
        guard depth < Limits.typeDepth else { throw .tooDeep }
        var result: [XMLNode] = []
        for content in elements(of: node, at: snapshot) {
            guard case .type(let child) = content else {
                result.append(.other(content))
                continue
            }
            switch kind(of: child) {
            case .xmlElement:
                let attributes = try attributes(of: child, at: snapshot)
                let children = try xml(in: child, at: snapshot, depth: depth + 1)
                result.append(.element(name: name(of: child), attributes: attributes, children: children))
            case .xmlText, .text: result.append(.text(runs(of: child, at: snapshot)))
            case .xmlHook:
                let map = try json(of: child, as: .map, at: snapshot, depth: depth + 1)
                result.append(.hook(name: name(of: child), map))
            default: result.append(.other(content))
            }
        }
        return result
    }

    /// Attributes of an element as values; sorted by name.
    public func attributes(of node: Node, at snapshot: Snapshot? = nil) throws(CRDTError) -> [Value.Member] {
        var result: [Value.Member] = []
        for (key, content) in entries(of: node, at: snapshot) {
            result.append(Value.Member(key: key, value: try json(of: content, at: snapshot, depth: 0)))
        }
        return result
    }

    /// What Yjs' `toString` makes of an XML type (not escaped, so it is for comparing, not for browsers).
    /// - Throws: `.tooDeep`.
    public func xmlString(
        of node: Node, as kind: TypeKind, at snapshot: Snapshot? = nil
    ) throws(CRDTError) -> String {
        try xmlString(of: node, as: kind, at: snapshot, depth: 0)
    }

    private func xmlString(
        of node: Node, as kind: TypeKind, at snapshot: Snapshot?, depth: Int
    ) throws(CRDTError) -> String {
        guard depth < Limits.typeDepth else { throw .tooDeep }
        switch kind {
        case .xmlText:
            var result = ""
            for change in changedRuns(of: node, from: nil, to: snapshot, joinsEqual: false) {
                result += try xmlString(of: change.run, at: snapshot, depth: depth)
            }
            return result
        case .xmlElement:
            var attributes = ""
            for member in try self.attributes(of: node, at: snapshot) {
                attributes += " \(member.key)=\"\(member.value.javaScriptString)\""
            }
            let name = name(of: node).lowercased()
            let children = try xmlChildren(of: node, at: snapshot, depth: depth)
            return "<\(name)\(attributes)>\(children)</\(name)>"
        case .xmlFragment: return try xmlChildren(of: node, at: snapshot, depth: depth)
        case .text: return text(of: node, at: snapshot)
        case .array, .map, .xmlHook: return "[object Object]"
        }
    }

    private func xmlChildren(
        of node: Node, at snapshot: Snapshot?, depth: Int
    ) throws(CRDTError) -> String {
        var result = ""
        for content in elements(of: node, at: snapshot) {
            result += try xmlString(of: content, at: snapshot, depth: depth)
        }
        return result
    }

    private func xmlString(
        of content: Content, at snapshot: Snapshot?, depth: Int
    ) throws(CRDTError) -> String {
        switch content {
        case .type(let child):
            return try xmlString(of: child, as: kind(of: child) ?? .map, at: snapshot, depth: depth + 1)
        case .value(let value), .embed(let value): return value.javaScriptString
        case .text(let text): return text
        case .subdocument: return "[object Object]"
        }
    }

    /// A run of XML text: each attribute is an element around it, sorted by name.
    private func xmlString(of run: Run, at snapshot: Snapshot?, depth: Int) throws(CRDTError) -> String {
        let marks = run.attributes.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
        var text = ""
        for mark in marks {
            text += "<\(mark.key)"
            let attributes = mark.value.javaScriptEntries
            for entry in attributes.sorted(by: { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }) {
                text += " \(entry.key)=\"\(entry.value.javaScriptString)\""
            }
            text += ">"
        }
        text += try xmlString(of: run.content, at: snapshot, depth: depth)
        return text + marks.reversed().map { "</\($0.key)>" }.joined()
    }
}

extension Value {
    /// What JavaScript's `String(value)` gives.
    var javaScriptString: String {
        switch self {
        case .undefined: "undefined"
        case .null: "null"
        case .bool(let flag): flag ? "true" : "false"
        case .number(let number): Value.text(of: number)
        case .bigInt(let integer): String(integer)
        case .string(let string): string
        case .bytes(let bytes): bytes.map(String.init).joined(separator: ",")
        case .array(let elements):
            elements.map { $0 == .null || $0 == .undefined ? "" : $0.javaScriptString }.joined(separator: ",")
        case .object: "[object Object]"
        }
    }

    /// What JavaScript's `for … in` goes over.
    var javaScriptEntries: [Member] {
        switch self {
        case .object(let members): members
        case .array(let elements):
            elements.enumerated().map { Member(key: String($0.offset), value: $0.element) }
        case .string(let string):
            string.utf16.enumerated().map {
                Member(key: String($0.offset), value: .string(String(decoding: [$0.element], as: UTF16.self)))
            }
        default: []
        }
    }
}

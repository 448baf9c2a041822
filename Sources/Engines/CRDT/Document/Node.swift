/// A shared type in one document: a root, or a type nested in another.
///
/// Valid as long as the document; once the type is deleted it reads as empty and refuses edits.
public struct Node: Sendable, Hashable {
    let branch: UInt32
}

/// What a list or a map holds at one place.
public enum Content: Sendable, Hashable {
    /// A piece of text (only in texts).
    case text(String)
    case value(Value)
    /// An object embedded in text.
    case embed(Value)
    case type(Node)
    /// Another document, kept as its client described it.
    case subdocument(guid: String, options: Value)
}

/// A run of a text: content with equal attributes.
public struct Run: Sendable, Hashable {
    /// A piece of text, or one other unit.
    public var content: Content
    /// Format by name, in the order in which the marks began.
    public var attributes: [Value.Member]

    /// A run of `content` with its format.
    public init(_ content: Content, attributes: [Value.Member] = []) {
        self.content = content
        self.attributes = attributes
    }
}

/// A run of a text and what happened to it between two moments.
public struct ChangedRun: Sendable, Hashable {
    /// What happened to the content.
    public enum Kind: Sendable, Hashable {
        case kept
        /// Written between the moments.
        case added
        /// Deleted between the moments. The format does not say by whom.
        case removed
    }

    /// The content and its format.
    public var run: Run
    /// What happened to it.
    public var kind: Kind
    /// The client that wrote the content.
    public var author: UInt64
}

/// XML content for rendering.
public indirect enum XMLNode: Sendable, Hashable {
    case element(name: String, attributes: [Value.Member], children: [XMLNode])
    case text([Run])
    /// A custom node: its name and its map as JSON.
    case hook(name: String, Value)
    /// Anything else that a client put among nodes.
    case other(Content)
}

extension Document {
    /// The root with a name; made when it is not there (a root is there as soon as somebody names it).
    public func root(_ name: String) -> Node {
        Node(branch: store.rootBranch(key: store.keys.intern(name)))
    }

    /// Names of all roots that updates or `root` named.
    public var rootNames: [String] {
        store.rootNumbers.keys.sorted().map { store.keys.name($0) }
    }

    /// The kind of a nested type; nil for a root, whose kind only its readers know.
    public func kind(of node: Node) -> TypeKind? {
        TypeKind(rawValue: store.branches[node.branch].kind)
    }

    /// Name of an XML element or hook; empty for other types.
    public func name(of node: Node) -> String {
        store.typeName(node.branch)
    }

    /// Whether the type is deleted, or stands in something deleted.
    public func isDeleted(_ node: Node) -> Bool {
        store.branches[node.branch].isCollected || store.isDeleted(branch: node.branch)
    }

    /// Length of a list: UTF-16 units of text, one for each embed and element.
    public func length(of node: Node) -> Int {
        Int(store.branches[node.branch].length)
    }
}

extension Store {
    func typeName(_ branch: UInt32) -> String {
        let branch = branches[branch]
        guard branch.bytes > 1 else { return "" }
        return decode(branch.content, branch.bytes) { (reader) throws(CRDTError) in
            _ = try reader.varUint()
            return try reader.string()
        }
    }

    /// Reads bytes of the arena; they were checked when they arrived.
    func decode<Result>(
        _ start: UInt32, _ length: UInt32, _ body: (inout ByteReader) throws(CRDTError) -> Result
    ) -> Result {
        bytes.withBuffer { buffer in
            guard let base = buffer.baseAddress else { preconditionFailure("content has bytes") }
            precondition(Int(start) + Int(length) <= buffer.count)
            var reader = ByteReader(base, from: Int(start), to: Int(start) + Int(length))
            do {
                return try body(&reader)
            } catch {
                preconditionFailure("content was checked when it arrived")
            }
        }
    }
}

import CRDT

/// What a listener knows of a document who hears of its changes alone: it must be what the document holds.
final class ChangeMirror {
    private let document: Document
    /// Applies what each change offers to send.
    private let follower: Document
    /// UTF-16 units of a root's list; 0 for anything but text.
    private var units: [String: [UInt16]] = ["text": [], "arr": [], "xml": []]
    private var values: [String: Value] = [:]
    private var failures: [String] = []

    /// Listens to a new, empty document.
    init(_ document: Document, collectsGarbage: Bool) {
        self.document = document
        follower = Document(collectsGarbage: collectsGarbage)
        document.onChange = { [unowned self] change in hear(change) }
    }

    /// Ends listening; answers what differs.
    func finish() -> [String] {
        document.onChange = nil
        for (root, heard) in units where !matches(heard, Self.units(of: document, document.root(root))) {
            failures.append("changes heard of \(root)")
        }
        if values != Self.values(of: document) { failures.append("changes heard of map") }
        if follower.state != document.state || follower.deletes != document.deletes || follower.hasPending {
            failures.append("updates offered by changes")
        }
        return failures
    }

    private func hear(_ change: Change) {
        do {
            try follower.apply(change.update)
        } catch {
            failures.append("a change's update: \(error)")
        }
        for entry in change.entries where entry.node == document.root(entry.root) {
            if entry.listChanged, let heard = units[entry.root] {
                units[entry.root] = Self.apply(change.delta(of: entry.node), to: heard)
            }
            guard entry.root == "map" else { continue }
            for key in entry.keys { values[key] = document.value(key, of: entry.node).map(Self.shape) }
        }
    }

    private static func apply(_ steps: [DeltaStep], to old: [UInt16]) -> [UInt16] {
        var result: [UInt16] = []
        var rest = old[...]
        for step in steps {
            switch step {
            case .keep(let count):
                result += rest.prefix(count)
                rest = rest.dropFirst(count)
            case .delete(let count): rest = rest.dropFirst(count)
            case .insert(let content): result += units(of: content)
            }
        }
        return result + rest
    }

    /// Equal, but for surrogate pairs that were cut since: their halves are U+FFFD now.
    private func matches(_ heard: [UInt16], _ wanted: [UInt16]) -> Bool {
        heard.count == wanted.count
            && zip(heard, wanted).allSatisfy { $0 == $1 || $0 & 0xf800 == 0xd800 && $1 == 0xfffd }
    }

    private static func units(of document: Document, _ node: Node) -> [UInt16] {
        document.runs(of: node).flatMap { units(of: $0.content) }
    }

    private static func units(of content: Content) -> [UInt16] {
        if case .text(let text) = content { Array(text.utf16) } else { [0] }
    }

    private static func values(of document: Document) -> [String: Value] {
        Dictionary(
            document.entries(of: document.root("map")).map { ($0.key, shape($0.content)) },
            uniquingKeysWith: { $1 })
    }

    /// A value, without the content of types in it.
    private static func shape(_ content: Content) -> Value {
        switch content {
        case .value(let value), .embed(let value): value
        case .text(let text): .string(text)
        case .type: "type"
        case .subdocument(let guid, _): .string(guid)
        }
    }
}

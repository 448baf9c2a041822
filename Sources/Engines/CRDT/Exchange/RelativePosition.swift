/// A position that stays with its content while others edit: a cursor, or the end of a comment's range.
public struct RelativePosition: Sendable, Hashable {
    /// What the position is tied to.
    public enum Anchor: Sendable, Hashable {
        /// A unit in the list.
        case unit(client: UInt64, clock: UInt32)
        /// The start or end of a root's list.
        case root(String)
        /// The start or end of a nested type's list: client and clock of the item that holds the type.
        case type(client: UInt64, clock: UInt32)
    }

    /// What the position is tied to.
    public var anchor: Anchor
    /// 0 or more: the position goes with the unit after it; negative: with the unit before it.
    public var association: Int

    /// A position at `anchor`.
    public init(_ anchor: Anchor, association: Int = 0) {
        self.anchor = anchor
        self.association = association
    }

    /// Reads the wire form (yjs/src/utils/RelativePosition.js).
    /// - Throws: `.truncated`, `.numberTooLarge`, `.invalidUTF8` or `.unknownKind`.
    public init(decoding bytes: [UInt8]) throws(CRDTError) {
        self = try ByteReader.over(bytes) { (reader) throws(CRDTError) in
            let anchor: Anchor
            switch try reader.varUint() {
            case 0: anchor = .unit(client: try reader.varUint(), clock: try reader.clock())
            case 1: anchor = .root(try reader.string())
            case 2: anchor = .type(client: try reader.varUint(), clock: try reader.clock())
            case let kind: throw .unknownKind(kind)
            }
            return RelativePosition(anchor, association: reader.left > 0 ? Int(try reader.varInt().value) : 0)
        }
    }

    /// The wire form.
    public func encoded() -> [UInt8] {
        var writer = ByteWriter()
        switch anchor {
        case .unit(let client, let clock):
            writer.varUint(0 as UInt32)
            writer.varUint(client)
            writer.varUint(clock)
        case .root(let name):
            writer.varUint(1 as UInt32)
            writer.string(name)
        case .type(let client, let clock):
            writer.varUint(2 as UInt32)
            writer.varUint(client)
            writer.varUint(clock)
        }
        writer.varInt(Int64(association))
        return writer.array()
    }
}

extension Document {
    /// The position before index `index` of a list that stays there while others edit. O(log n).
    /// - Throws: `.outOfRange`.
    public func relativePosition(
        in node: Node, at index: Int, association: Int = 0
    ) throws(CRDTError) -> RelativePosition {
        let length = length(of: node)
        guard index >= 0, index <= length else { throw .outOfRange }
        let unit = association < 0 ? index - 1 : index
        guard unit >= 0, let found = store.find(UInt32(unit), in: node.branch) else {
            return RelativePosition(endAnchor(of: node, index: index, association), association: association)
        }
        let item = store.items[found.item]
        let id = store.clients[item.client].id
        return RelativePosition(.unit(client: id, clock: item.clock + found.rest), association: association)
    }

    /// Yjs ties a position behind the last unit to the type.
    private func endAnchor(of node: Node, index: Int, _ association: Int) -> RelativePosition.Anchor {
        let branch = store.branches[node.branch]
        guard branch.item != none else { return .root(store.keys.name(branch.name)) }
        let item = store.items[branch.item]
        return .type(client: store.clients[item.client].id, clock: item.clock)
    }

    /// Where a relative position is now; nil when what it is tied to is not here or was collected. O(log n).
    public func resolve(_ position: RelativePosition) -> (node: Node, index: Int)? {
        switch position.anchor {
        case .root(let name):
            // Who names roots that nobody wrote in may not fill the memory.
            guard store.hasRoom(forName: name) else { return nil }
            let node = root(name)
            return (node, position.association >= 0 ? length(of: node) : 0)
        case .type(let client, let clock):
            guard let number = store.knownClient(client), clock < store.clients[number].state else {
                return nil
            }
            let item = store.items[store.item(at: clock, of: number)]
            guard item.kind == .type else { return nil }
            let node = Node(branch: item.content)
            return (node, position.association >= 0 ? length(of: node) : 0)
        case .unit(let client, let clock):
            guard let number = store.knownClient(client), clock < store.clients[number].state else {
                return nil
            }
            let index = store.item(at: clock, of: number)
            let item = store.items[index]
            guard item.kind != .collected else { return nil }
            let node = Node(branch: item.parent)
            guard !isDeleted(node) else { return (node, 0) }
            let inside = item.isVisible ? clock - item.clock + (position.association >= 0 ? 0 : 1) : 0
            return (node, Int(store.position(of: index) + inside))
        }
    }
}

/// A message of y-websocket (y-protocols 1.0.5): one binary WebSocket frame each.
public enum SyncMessage: Sendable, Hashable {
    /// "This is what I have": answer `.difference` with what it lacks, even when that is empty.
    case state(StateVector)
    /// The answer to `.state`: an update of format v1, not yet checked.
    case difference([UInt8])
    /// An update of format v1, not yet checked.
    case update([UInt8])
    case awareness([Awareness.Entry])
    /// The client may not do what it tried.
    case denied(reason: String)
    /// "Tell me all awareness states."
    case awarenessQuery

    /// Reads a frame.
    /// - Throws: `.unknownKind` for kinds this protocol does not have, and what malformed bytes throw.
    public init(decoding frame: [UInt8]) throws(CRDTError) {
        self = try ByteReader.over(frame) { (reader) throws(CRDTError) in
            switch try reader.varUint() {
            case 0: return try Self.sync(&reader)
            case 1: return .awareness(try Awareness.decode(reader.bytes(in: try reader.buffer())))
            case 2:
                let kind = try reader.varUint()
                guard kind == 0 else { throw .unknownKind(kind) }
                return .denied(reason: try reader.string())
            case 3: return .awarenessQuery
            case let kind: throw .unknownKind(kind)
            }
        }
    }

    private static func sync(_ reader: inout ByteReader) throws(CRDTError) -> SyncMessage {
        switch try reader.varUint() {
        case 0: return .state(try StateVector(decoding: reader.bytes(in: try reader.buffer())))
        case 1: return .difference(reader.bytes(in: try reader.buffer()))
        case 2: return .update(reader.bytes(in: try reader.buffer()))
        case let kind: throw .unknownKind(kind)
        }
    }

    /// The frame.
    public func encoded() -> [UInt8] {
        var writer = ByteWriter()
        switch self {
        case .state(let state):
            writer.raw([0, 0])
            writer.buffer(state.encoded())
        case .difference(let update):
            writer.raw([0, 1])
            writer.buffer(update)
        case .update(let update):
            writer.raw([0, 2])
            writer.buffer(update)
        case .awareness(let entries):
            writer.byte(1)
            writer.buffer(Awareness.encode(entries))
        case .denied(let reason):
            writer.raw([2, 0])
            writer.string(reason)
        case .awarenessQuery: writer.byte(3)
        }
        return writer.array()
    }
}

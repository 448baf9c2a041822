/// What the engine refuses, so that hostile bytes cost bounded time and memory.
///
/// An input over a limit is answered by a `CRDTError` before the document changes.
public struct Limits: Sendable, Equatable {
    /// Bytes of one update, state vector, snapshot or frame.
    public var updateBytes = 64 << 20
    /// Memory of updates kept because something before them has not arrived.
    public var pendingBytes = 64 << 20
    /// Bytes of content and names that the document holds, deleted but not yet collected content included; at most
    /// 512 MiB, so that offsets stay in 32 bits while runs move.
    public var documentBytes = 256 << 20
    /// Structs (runs of content) that the document holds; half of the types that it held since it was loaded.
    public var structs = 4 << 20
    /// Different clients that wrote in the document.
    public var clients = 1 << 20

    /// The limits a server starts with.
    public init() {}

    /// Highest clock plus one: clocks and lengths are kept in 32 bits. Yjs counts UTF-16 units, so a client reaches
    /// this after writing two thousand million of them.
    static let clock: UInt64 = 1 << 31
    /// Highest client id plus one: ids are exact integers of JavaScript.
    static let client: UInt64 = 1 << 53
    /// Nesting of arrays and objects inside one value.
    static let valueDepth = 128
    /// Nesting of shared types that reading follows.
    static let typeDepth = 512
}

/// Why bytes or a request were refused. The document is as it was before.
public enum CRDTError: Error, Sendable, Equatable {
    /// The bytes end before the value does.
    case truncated
    /// A number exceeds 53 bits, or a clock exceeds `Limits.clock`.
    case numberTooLarge
    /// A string is no UTF-8.
    case invalidUTF8
    /// A format or embed value is no JSON text.
    case invalidJSON
    /// A struct, shared type, value or message has a kind that the format does not define.
    case unknownKind(UInt64)
    /// A value is nested deeper than `Limits.valueDepth`, or shared types deeper than `Limits.typeDepth`.
    case tooDeep
    /// A count exceeds what the remaining bytes could hold, or counts contradict each other.
    case malformed
    /// A struct refers to a later struct of its own client.
    case causality
    /// The input exceeds `Limits.updateBytes`.
    case updateTooLarge
    /// Keeping the update for later would exceed `Limits.pendingBytes`.
    case pendingTooLarge
    /// The update would exceed `Limits.documentBytes`, `structs` or `clients`.
    case documentTooLarge
    /// A snapshot needs content that was collected, or structs that the document does not have.
    case snapshotUnavailable
    /// A position or length lies outside the list.
    case outOfRange
}

/// What a struct holds; the raw values are those of the wire (Yjs' `contentRefs`).
enum Kind: UInt8, BitwiseCopyable {
    /// Collected: neither content nor neighbours, only a stretch of clocks.
    case collected = 0
    /// Deleted content that keeps its place in its list.
    case deleted = 1
    case json = 2
    case binary = 3
    case string = 4
    case embed = 5
    case format = 6
    case type = 7
    case any = 8
    case document = 9
    /// On the wire only: clocks that the update leaves out.
    case skip = 10
    /// A record waiting to be used again.
    case unused = 255

    /// Whether the units count in a list's length.
    var isCountable: Bool { self != .deleted && self != .format && self != .collected }
    /// Whether neighbouring runs of one writer become one.
    var isJoinable: Bool { self == .string || self == .deleted || self == .any || self == .json }
}

/// A place in the history: client number in this document and clock.
struct Mark: BitwiseCopyable, Equatable {
    var client = none
    var clock: UInt32 = 0
}

/// A run of content by one client: 56 bytes, known by its index in the arena.
struct Item: BitwiseCopyable {
    /// Client number (not id) and clock of the first unit.
    var client: UInt32
    var clock: UInt32
    /// UTF-16 units of text, else elements.
    var length: UInt32
    /// Left and right neighbours when the run was written; `client == none`: there was none.
    var origin = Mark()
    var rightOrigin = Mark()
    /// Neighbours now.
    var left = none
    var right = none
    /// Branch that holds the run; `none` for collected ones.
    var parent = none
    /// Key number in a map, `none` in a list.
    var key = none
    /// Offset of the content's bytes, or the branch number of a shared type.
    var content: UInt32 = 0
    /// Bytes of content.
    var bytes: UInt32 = 0
    var kind: Kind
    var isDeleted = false
    /// Text is kept in 16-bit units instead of ASCII bytes.
    var isWide = false

    var end: UInt32 { clock + length }
    /// Whether the units count in the length of the list they stand in.
    var isVisible: Bool { !isDeleted && kind.isCountable }
}

/// A shared type: the list and map that items hang on.
struct Branch: BitwiseCopyable {
    /// The item that holds the type; `none` for a root.
    var item = none
    /// Key number of a root's name.
    var name = none
    /// Where the type's wire form (reference and, for elements and hooks, name) lies.
    var content: UInt32 = 0
    var bytes: UInt32 = 0
    /// First item of the list.
    var start = none
    /// First entry of the map, see `MapEntry.next`.
    var entries = none
    /// Visible units of the list.
    var length: UInt32 = 0
    /// Tree of `positions`, or `none` while nobody asked for positions.
    var root = none
    /// Whether the type was deleted and its content dropped.
    var isCollected = false
    /// Whether the list ever held a format mark.
    var hasFormats = false
    var kind: UInt8 = 255
}

/// The current item of one key of a branch.
struct MapEntry: BitwiseCopyable {
    var key: UInt32
    /// The last item of the key's chain is its value (deleted: the key is absent); `first` starts the chain.
    var item: UInt32
    var first: UInt32
    /// Next entry of the branch.
    var next: UInt32
}

/// One client's structs, in the order of their clocks and without gaps.
struct Client: BitwiseCopyable {
    let id: UInt64
    /// Clock after the last struct.
    var state: UInt32 = 0
    /// The last struct.
    var last = none
    /// Tree of `clocks`.
    var root = none
    /// Where the bytes end that the last struct's text may grow into.
    var roomEnd: UInt32 = 0
    /// The transaction that touched the client last, and `state` before it.
    var transaction: UInt64 = 0
    var before: UInt32 = 0
}

/// Deleted clocks of one client number.
struct DeletedRun: BitwiseCopyable {
    var client: UInt32
    var clock: UInt32
    var length: UInt32
    var end: UInt32 { clock + length }
}

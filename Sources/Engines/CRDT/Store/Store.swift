/// The document's state: every struct of every client in one arena, and the indexes that find them.
///
/// `Document` owns one. All members are plain values in slabs, so that integrating an update counts no references.
struct Store: ~Copyable {
    // Items, their content bytes, and the records they refer to by number.
    var items = Slab<Item>()
    var bytes = Slab<UInt8>()
    var branches = Slab<Branch>()
    var entries = Slab<MapEntry>()
    var keys = KeyTable()
    var clients = Slab<Client>()

    // What finds them.
    var clocks = OrderIndex()
    var positions = OrderIndex()
    var clientNumbers: [UInt64: UInt32] = [:]
    /// Root branches by key number; entries of maps by branch and key number.
    var rootNumbers: [UInt32: UInt32] = [:]
    var entryNumbers: [UInt64: UInt32] = [:]
    private var lastClient = (id: UInt64.max, number: none)

    // Structs whose past has not arrived.
    var pending = Pending()

    // The transaction at work; the slabs are emptied and used again.
    var transaction: UInt64 = 1
    var touched = Slab<UInt32>()
    var deletedRuns = Slab<DeletedRun>()
    var joinPoints = Slab<Mark>()
    var stack = Slab<UInt32>()
    var changes = ChangeLog()

    // Conflict resolution: the generation in which an item was last passed, see `Store+Integration`.
    var passed = Slab<UInt32>()
    var generation: UInt32 = 1

    /// Bytes of `bytes` that nothing refers to any more.
    var garbage = 0
    /// First unused record of `items`, chained by `left`.
    var unusedItem = none
    var unusedEntry = none
    var structCount = 0

    /// Whether deleted content is dropped when a transaction ends.
    let collectsGarbage: Bool
    let limits: Limits

    init(collectsGarbage: Bool, limits: Limits) {
        self.collectsGarbage = collectsGarbage
        self.limits = limits
    }

    // MARK: Clients

    /// The number of a client id, or nil when it wrote nothing here.
    @inline(__always)
    mutating func knownClient(_ id: UInt64) -> UInt32? {
        if lastClient.id == id { return lastClient.number }
        guard let number = clientNumbers[id] else { return nil }
        lastClient = (id, number)
        return number
    }

    /// The number of a client id, given now if need be.
    @inline(__always)
    mutating func client(_ id: UInt64) -> UInt32 {
        if let number = knownClient(id) { return number }
        let number = clients.append(Client(id: id))
        clientNumbers[id] = number
        lastClient = (id, number)
        return number
    }

    /// The clock after the last struct of a client; 0 for unknown ones.
    @inline(__always)
    mutating func state(of id: UInt64) -> UInt32 {
        knownClient(id).map { clients[$0].state } ?? 0
    }

    /// Notes the state of a client before this transaction changes it.
    @inline(__always)
    mutating func touch(_ client: UInt32) {
        guard clients[client].transaction != transaction else { return }
        clients[client].transaction = transaction
        clients[client].before = clients[client].state
        touched.append(client)
    }

    // MARK: Finding structs

    /// The struct that covers `clock`, which must be below the client's state.
    @inline(__always)
    func item(at clock: UInt32, of client: UInt32) -> UInt32 {
        let last = clients[client].last
        if clock >= items[last].clock { return last }
        guard let found = clocks.find(clock, in: clients[client].root) else {
            preconditionFailure("clocks are without gaps")
        }
        return found.item
    }

    /// The struct that ends with `clock`, split off if need be; a collected struct is not split.
    @inline(__always)
    mutating func itemEnding(at clock: UInt32, of client: UInt32) -> UInt32 {
        let item = item(at: clock, of: client)
        let found = items[item]
        if clock + 1 != found.end, found.kind != .collected { split(item, at: clock - found.clock + 1) }
        return item
    }

    /// The struct that begins with `clock`, split off if need be; a collected struct is not split.
    @inline(__always)
    mutating func itemStarting(at clock: UInt32, of client: UInt32) -> UInt32 {
        let item = item(at: clock, of: client)
        let found = items[item]
        if clock == found.clock || found.kind == .collected { return item }
        return split(item, at: clock - found.clock)
    }

    // MARK: Records

    /// Puts a record into the arena.
    @inline(__always)
    mutating func make(_ item: Item) -> UInt32 {
        structCount += 1
        guard unusedItem != none else { return items.append(item) }
        let index = unusedItem
        unusedItem = items[index].left
        items[index] = item
        return index
    }

    /// Gives a record back.
    mutating func release(_ item: UInt32) {
        structCount -= 1
        items[item].kind = .unused
        items[item].left = unusedItem
        unusedItem = item
    }

    // MARK: Branches and keys

    /// The branch of a root name, made now if need be.
    mutating func rootBranch(key: UInt32) -> UInt32 {
        if let known = rootNumbers[key] { return known }
        var branch = Branch()
        branch.name = key
        let number = branches.append(branch)
        rootNumbers[key] = number
        return number
    }

    /// Whether a name is known, or there is room for one more.
    func hasRoom(forName name: String) -> Bool {
        keys.find(name) != nil
            || keys.byteCount + name.utf8.count <= limits.documentBytes && keys.count < limits.structs
    }

    /// The entry of a key of a branch, or nil.
    func entry(_ key: UInt32, of branch: UInt32) -> UInt32? {
        guard branches[branch].entries != none else { return nil }
        return entryNumbers[UInt64(branch) << 32 | UInt64(key)]
    }

    /// Makes `item` the value of a key.
    mutating func setEntry(_ key: UInt32, of branch: UInt32, to item: UInt32) {
        if let known = entry(key, of: branch) {
            entries[known].item = item
            return
        }
        let fresh = MapEntry(key: key, item: item, first: item, next: branches[branch].entries)
        var number = unusedEntry
        if number == none {
            number = entries.append(fresh)
        } else {
            unusedEntry = entries[number].next
            entries[number] = fresh
        }
        branches[branch].entries = number
        entryNumbers[UInt64(branch) << 32 | UInt64(key)] = number
    }

    /// Bytes that the store's slabs occupy; dictionaries are estimated.
    var allocatedBytes: Int {
        let records =
            items.allocatedBytes + bytes.allocatedBytes + branches.allocatedBytes + entries.allocatedBytes
            + clients.allocatedBytes + keys.allocatedBytes
        let indexes =
            clocks.allocatedBytes + positions.allocatedBytes + passed.allocatedBytes
            + 24 * (clientNumbers.capacity + rootNumbers.capacity + entryNumbers.capacity)
        return records + indexes + pending.bytes
    }
}

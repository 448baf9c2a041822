/// A shared document: applies updates of Yjs clients, answers them, is read, and is edited on the server.
///
/// Not `Sendable`: keep one per actor. Everything it takes and gives is a value. It is passive: it keeps what clients
/// wrote as they wrote it, so that its state does not depend on the order in which updates arrive.
public final class Document {
    var store: Store
    var parts = UpdateParts()
    var writer = ByteWriter()
    /// The client id under which `edit` writes.
    public let client: UInt64
    let limits: Limits
    /// Updates of edits that ended in an error, to be sent with the next one.
    var unsent: [[UInt8]] = []

    /// Whether `edit` or `onChange` is at work: the document can be read then, but no transaction can begin.
    var isBusy = false

    /// Called after every transaction that changed something, before deleted content is dropped. It may read the
    /// document; to change it is a programming error that ends the process. While it is nil, nothing is noted.
    public var onChange: ((Change) -> Void)? {
        didSet { store.changes.isOn = onChange != nil }
    }

    /// A new, empty document.
    /// - Parameters:
    ///   - client: id under which this replica writes; below 2^53, and never used by two replicas at once.
    ///   - collectsGarbage: whether deleted content is dropped; without it, snapshots can be restored.
    public init(client: UInt64 = 0, collectsGarbage: Bool = true, limits: Limits = Limits()) {
        precondition(client < Limits.client, "client ids have 53 bits")
        precondition(limits.documentBytes <= 512 << 20, "see Limits.documentBytes")
        self.client = client
        self.limits = limits
        store = Store(collectsGarbage: collectsGarbage, limits: limits)
    }

    // MARK: Applying

    /// Applies an update of format v1 in one transaction. What depends on updates that are not here is kept and
    /// taken up when they come.
    /// - Returns: whether the document or what it keeps for later changed; false for what it knew already.
    /// - Throws: `CRDTError` for malformed bytes or broken limits; the document is then as it was.
    @discardableResult
    public func apply(_ update: [UInt8]) throws(CRDTError) -> Bool {
        precondition(!isBusy, "a transaction is at work")
        return try ByteReader.over(update, limit: limits.updateBytes) { (reader) throws(CRDTError) in
            try store.read(&reader, into: &parts)
            let kept = store.pending.bytes
            store.apply(&parts, from: reader.base)
            parts.trim()
            return finish(isLocal: false) || store.pending.bytes != kept
        }
    }

    /// Applies an update of format v2; see `apply`.
    @discardableResult
    public func applyV2(_ update: [UInt8]) throws(CRDTError) -> Bool {
        try apply(Update.v1(fromV2: update, limit: limits.updateBytes))
    }

    /// Ends the transaction at work; answers whether it changed anything.
    @discardableResult
    func finish(isLocal: Bool) -> Bool {
        let hasChanged = store.touched.count > 0 || store.deletedRuns.count > 0
        if hasChanged, let onChange {
            isBusy = true
            onChange(Change(document: self, isLocal: isLocal))
            isBusy = false
        }
        store.finish()
        return hasChanged
    }

    // MARK: Answering

    /// Everything that a replica at `state` lacks as an update of format v1, with what is kept for later.
    /// Nil: everything.
    public func update(beyond state: StateVector? = nil) -> [UInt8] {
        writer.removeAll()
        store.writeUpdate(beyond: state, to: &writer)
        let update = writer.array()
        trimWriter()
        return store.pending.isEmpty ? update : withPending(update, beyond: state)
    }

    private func withPending(_ update: [UInt8], beyond state: StateVector?) -> [UInt8] {
        do {
            let merged = try Update.merge([update] + store.pending.updates, limit: .max)
            guard let state else { return merged }
            return try Update.diff(merged, beyond: state, limit: .max)
        } catch {
            preconditionFailure("what is kept was checked when it arrived")
        }
    }

    /// A large answer should not keep its memory for the document's life.
    func trimWriter() {
        if writer.bytes.capacity > 1 << 16 { writer = ByteWriter() }
    }

    /// How much of each client's history is here, without what is kept for later.
    public var state: StateVector { store.stateVector }

    /// All deleted clocks.
    public var deletes: DeleteSet { store.deleteSet }

    /// This moment.
    public var snapshot: Snapshot { Snapshot(deletes: deletes, state: state) }

    /// Whether something is kept because what it depends on has not arrived.
    public var hasPending: Bool { !store.pending.isEmpty }

    /// Memory of what is kept because what it depends on has not arrived.
    public var pendingBytes: Int { store.pending.bytes }

    /// Structs in the document: runs by one client. A measure of its cost.
    public var structCount: Int { store.structCount }

    /// Bytes that the document occupies, without the allocator's overhead.
    public var allocatedBytes: Int { store.allocatedBytes }
}

extension Pending {
    /// Everything kept, as updates of format v1.
    var updates: [[UInt8]] {
        var result: [[UInt8]] = []
        for parcel in parcels.values.joined() {
            var writer = ByteWriter()
            writer.varUint(1 as UInt32)
            writer.varUint(parcel.structCount)
            writer.varUint(parcel.client)
            writer.varUint(parcel.clock)
            writer.raw(parcel.bytes)
            writer.varUint(0 as UInt32)
            result.append(writer.array())
        }
        guard !deletes.isEmpty else { return result }
        var writer = ByteWriter()
        writer.varUint(0 as UInt32)
        DeleteSet(deletes.mapValues(Self.joined)).write(to: &writer)
        return result + [writer.array()]
    }
}

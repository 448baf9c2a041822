// Editing on the server: seeding from a template, importing, going back to a version.

extension Document {
    /// Runs edits as one transaction under the document's client id. `body` may read the document, too; to apply or
    /// to begin another edit in it is a programming error that ends the process.
    /// - Returns: the update of format v1 that carries them to other replicas.
    /// - Throws: what `body` throws; what was edited before stays, and the next edit's update carries it too.
    public func edit(_ body: (borrowing Edit) throws(CRDTError) -> Void) throws(CRDTError) -> [UInt8] {
        precondition(!isBusy, "a transaction is at work")
        isBusy = true
        var failure: CRDTError?
        do {
            try body(Edit(document: self, client: store.client(client)))
        } catch {
            failure = error
        }
        isBusy = false
        // Somebody else may have written under this client's id; the edit may have caught up with that.
        if !store.pending.isEmpty { store.retry(with: &parts) }
        writer.removeAll()
        store.writeTransaction(to: &writer)
        let update = writer.array()
        trimWriter()
        finish(isLocal: true)
        if let failure {
            unsent.append(update)
            throw failure
        }
        guard !unsent.isEmpty else { return update }
        defer { unsent = [] }
        return try Update.merge(unsent + [update])
    }

    /// The document as it was at a snapshot, as a document of its own.
    /// - Throws: `.snapshotUnavailable` when this one collects garbage or lacks structs of the snapshot.
    public func restored(to snapshot: Snapshot) throws(CRDTError) -> Document {
        precondition(!isBusy, "a transaction is at work")
        var writer = ByteWriter()
        defer { store.finish() }
        try store.writeUpdate(asOf: snapshot, to: &writer)
        let result = Document(client: client, collectsGarbage: false, limits: limits)
        try result.apply(writer.array())
        return result
    }
}

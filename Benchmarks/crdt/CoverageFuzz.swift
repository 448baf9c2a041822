// The entry of libFuzzer, compiled together with the engine's sources by `fuzz-coverage`. The first byte chooses
// what the others are; the properties are those of `lab crdt fuzz`.

/// Runs one input; always answers 0, as libFuzzer wants.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    guard let kind = input.first else { return 0 }
    let bytes = Array(input.dropFirst())
    switch kind % 4 {
    case 0: checkUpdate(bytes, isV2: false)
    case 1: checkUpdate(bytes, isV2: true)
    case 2: checkMerge(bytes)
    default: checkMessages(bytes)
    }
    return 0
}

private func checkUpdate(_ bytes: [UInt8], isV2: Bool) {
    let document = Document(client: 5)
    do {
        if isV2 { try document.applyV2(bytes) } else { try document.apply(bytes) }
    } catch {
        hold(document.update() == [0, 0], "a refused update changed the document")
        return
    }
    let again = Document(client: 6)
    do { try again.apply(document.update()) } catch { fatalError("our own encoding is refused: \(error)") }
    hold(again.state == document.state, "another state vector after loading")
    hold(again.deletes == document.deletes, "another delete set after loading")
    for name in document.rootNames {
        hold(again.text(of: again.root(name)) == document.text(of: document.root(name)), "another text")
        hold(again.length(of: again.root(name)) == document.length(of: document.root(name)), "another length")
    }
}

private func checkMerge(_ bytes: [UInt8]) {
    do {
        let merged = try Update.merge([bytes, bytes])
        do { try Document().apply(merged) } catch { fatalError("a merged update is refused: \(error)") }
    } catch {
        return
    }
}

private func checkMessages(_ bytes: [UInt8]) {
    if let message = accepted({ () throws(CRDTError) in try SyncMessage(decoding: bytes) }) {
        let again = accepted { () throws(CRDTError) in try SyncMessage(decoding: message.encoded()) }
        hold(again == message, "a message is read back otherwise")
    }
    if let snapshot = accepted({ () throws(CRDTError) in try Snapshot(decoding: bytes) }) {
        let again = accepted { () throws(CRDTError) in try Snapshot(decoding: snapshot.encoded()) }
        hold(again == snapshot, "a snapshot is read back otherwise")
    }
}

/// What reading gives, or nil when it refuses; refusing is right for most inputs.
private func accepted<Read>(_ read: () throws(CRDTError) -> Read) -> Read? {
    do { return try read() } catch { return nil }
}

/// Ends the run with a message when a property does not hold.
private func hold(_ property: Bool, _ otherwise: String) {
    if !property { fatalError(otherwise) }
}

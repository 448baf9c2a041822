// The entry of libFuzzer, compiled together with the engine's sources by `fuzz-coverage`. The first byte chooses
// what the others are; the properties are those of `lab crdt fuzz`.

/// Runs one input; always answers 0, as libFuzzer wants.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    guard let kind = input.first else { return 0 }
    let bytes = Array(input.dropFirst())
    switch kind % 5 {
    case 0: checkUpdate(bytes, isV2: false)
    case 1: checkUpdate(bytes, isV2: true)
    case 2: checkMerge(bytes)
    case 3: checkMessages(bytes)
    default: checkSequence(bytes)
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
    checkLoading(document)
}

/// Updates one after another, each behind its length in two bytes: what they say may contradict each other.
private func checkSequence(_ bytes: [UInt8]) {
    let document = Document(client: 5)
    var rest = bytes[...]
    while let low = rest.popFirst(), let high = rest.popFirst() {
        let update = Array(rest.prefix(Int(low) | Int(high) << 8))
        rest = rest.dropFirst(update.count)
        let before = document.update()
        do { try document.apply(update) } catch {
            hold(document.update() == before, "a refused update changed the document")
        }
    }
    checkLoading(document)
}

/// The document encodes and loads again to the same state.
private func checkLoading(_ document: Document) {
    let again = Document(client: 6)
    do { try again.apply(document.update()) } catch { fatalError("our own encoding is refused: \(error)") }
    hold(again.state == document.state, "another state vector after loading")
    hold(again.hasPending == document.hasPending, "other pending structs after loading")
    guard document.isOrderly else { return }
    hold(again.deletes == document.deletes, "another delete set after loading")
    for name in document.rootNames {
        let (new, old) = (again.root(name), document.root(name))
        hold(again.text(of: new).utf8.elementsEqual(document.text(of: old).utf8), "another text")
        hold(again.length(of: new) == document.length(of: old), "another length")
        hold(again.entries(of: new).map(\.key) == document.entries(of: old).map(\.key), "other keys")
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

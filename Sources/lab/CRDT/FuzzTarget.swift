import CRDT
import Foundation
import Statistics

/// One mutated input and the properties that must hold after it.
struct FuzzTarget {
    struct Counts {
        var accepted = 0
        var refused = 0
    }

    let corpus: FuzzCorpus

    /// Answers what is wrong, or nil.
    func run(_ random: inout SeededRandom, _ counts: inout Counts) throws -> String? {
        let session = corpus.sessions[random.below(corpus.sessions.count)]
        let other = corpus.sessions[random.below(corpus.sessions.count)]
        var input: [UInt8]
        switch random.below(10) {
        case 0...4:
            input = session.updates[random.below(session.updates.count)]
            Mutator.mutate(&input, other: other.full, &random)
            return try apply(input, to: session, &random, &counts)
        case 5, 6:
            input = session.full
            Mutator.mutate(&input, other: other.full, &random)
            return try apply(input, to: random.below(2) == 0 ? nil : session, &random, &counts)
        case 7:
            input = session.full
            Mutator.mutate(&input, other: other.full, &random)
            return merge(input, session.updates, &counts)
        case 8:
            input = session.snapshot
            Mutator.mutate(&input, other: other.snapshot, &random)
            return snapshot(input, session, &counts)
        default:
            input = corpus.others[random.below(corpus.others.count)]
            Mutator.mutate(&input, other: corpus.others[random.below(corpus.others.count)], &random)
            return small(input, &counts)
        }
    }

    // MARK: Updates

    /// Applies a mutant to a document that has some of a session, and then the rest of the session.
    private func apply(
        _ input: [UInt8], to session: FuzzCorpus.Session?, _ random: inout SeededRandom,
        _ counts: inout Counts
    ) throws -> String? {
        let document = Document(client: 5, collectsGarbage: random.below(4) > 0)
        let some = Array(session?.updates.prefix(random.below((session?.updates.count ?? 0) + 1)) ?? [])
        for update in some { try document.apply(update) }
        if random.below(2) == 0 {
            _ = try document.relativePosition(in: document.root("text"), at: 0)
        }
        let before = document.update()
        do {
            if random.below(8) == 0 { try document.applyV2(input) } else { try document.apply(input) }
            counts.accepted += 1
        } catch {
            counts.refused += 1
            return document.update() == before ? nil : "a refused update changed the document"
        }
        if let problem = try reload(document) { return Self.report(problem, some + [input]) }
        // Whatever a hostile update left must not break on what comes next: the mutant and the real updates give the
        // same clocks two contents.
        let later = (session?.updates ?? []).filter { _ in random.below(2) == 0 }
        for update in later { try document.apply(update) }
        var generator = random
        let own = try RandomEdit(document: document).make(&generator)
        return try reload(document).map { Self.report($0, some + [input] + later + [own]) }
    }

    /// A problem and the updates that lead to it, so that they can be tried elsewhere.
    private static func report(_ problem: String, _ updates: [[UInt8]]) -> String {
        problem + updates.map { "\n  " + Data($0).base64EncodedString() }.joined()
    }

    /// Encodes the document, loads it again, and compares.
    private func reload(_ document: Document) throws -> String? {
        let again = Document(client: 6, collectsGarbage: true)
        do { try again.apply(document.update()) } catch { return "our own encoding is refused: \(error)" }
        if again.state != document.state { return "another state vector after loading" }
        if again.hasPending != document.hasPending { return "other pending structs after loading" }
        guard document.isOrderly else { return nil }
        if again.deletes != document.deletes { return "another delete set after loading" }
        for name in document.rootNames {
            for kind in [TypeKind.array, .map, .xmlFragment] {
                let found = Result { () throws(CRDTError) in try again.json(of: again.root(name), as: kind) }
                let wanted = Result { () throws(CRDTError) in
                    try document.json(of: document.root(name), as: kind)
                }
                if !same(found, wanted) { return "another content of \(name) as \(kind) after loading" }
            }
            if again.runs(of: again.root(name)).map(shape)
                != document.runs(of: document.root(name)).map(shape)
            {
                return "other runs of \(name) after loading"
            }
            if again.text(of: again.root(name)).utf16.count > document.length(of: document.root(name)) {
                return "text is longer than its list"
            }
        }
        return nil
    }

    private func same(_ a: Result<Value, CRDTError>, _ b: Result<Value, CRDTError>) -> Bool {
        switch (a, b) {
        // NaN differs from itself; bytes compare well.
        case (.success(let a), .success(let b)): a.encodedAny() == b.encodedAny()
        case (.failure(let a), .failure(let b)): a == b
        default: false
        }
    }

    /// A run without its node number, which depends on the order of loading.
    private func shape(_ run: Run) -> [UInt8] {
        let attributes = Value.object(run.attributes).encodedAny()
        switch run.content {
        case .text(let text): return Array(text.utf8) + attributes
        case .value(let value), .embed(let value): return value.encodedAny() + attributes
        case .type: return [7] + attributes
        case .subdocument(let guid, _): return Array(guid.utf8) + attributes
        }
    }

    // MARK: Others

    private func merge(_ input: [UInt8], _ updates: [[UInt8]], _ counts: inout Counts) -> String? {
        do {
            let merged = try Update.merge([input] + updates)
            counts.accepted += 1
            let document = Document()
            do { try document.apply(merged) } catch { return "a merged update is refused: \(error)" }
            do {
                _ = try Update.stateVector(of: merged)
                _ = try document.apply(Update.diff(merged, beyond: document.state))
            } catch {
                return "a diff of a merged update is refused: \(error)"
            }
        } catch {
            counts.refused += 1
        }
        return nil
    }

    private func snapshot(_ input: [UInt8], _ session: FuzzCorpus.Session, _ counts: inout Counts) -> String?
    {
        do {
            let snapshot = try Snapshot(decoding: input)
            counts.accepted += 1
            if try Snapshot(decoding: snapshot.encoded()) != snapshot {
                return "a snapshot is read back otherwise"
            }
            let document = Document(collectsGarbage: false)
            try document.apply(session.full)
            let before = document.update()
            _ = document.runs(of: document.root("text"), at: snapshot)
            _ = document.changes(of: document.root("text"), from: document.snapshot, to: snapshot)
            _ = try document.xml(in: document.root("xml"), at: snapshot)
            _ = try document.restored(to: snapshot)
            if document.update() != before { return "showing a snapshot changed the document" }
        } catch {
            counts.refused += 1
        }
        return nil
    }

    /// Everything that comes in few bytes, through all readers.
    private func small(_ input: [UInt8], _ counts: inout Counts) -> String? {
        let readers: [() throws -> Bool] = [
            {
                let message = try SyncMessage(decoding: input)
                return try SyncMessage(decoding: message.encoded()) == message
            },
            {
                let state = try StateVector(decoding: input)
                return try StateVector(decoding: state.encoded()) == state
            },
            {
                let position = try RelativePosition(decoding: input)
                let document = Document()
                _ = document.resolve(position)
                return try RelativePosition(decoding: position.encoded()) == position
            },
            {
                let value = try Value(decodingAny: input)
                return try Value(decodingAny: value.encodedAny()).encodedAny() == value.encodedAny()
            },
            {
                let value = try Value(json: String(decoding: input, as: UTF8.self))
                return try Value(json: value.json).json == value.json
            },
        ]
        for (number, read) in readers.enumerated() {
            do {
                if try !read() { return "reader \(number) reads its own writing otherwise" }
                counts.accepted += 1
            } catch {
                counts.refused += 1
            }
        }
        return nil
    }
}

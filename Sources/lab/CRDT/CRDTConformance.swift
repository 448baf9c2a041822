import ArgumentParser
import CRDT
import Foundation

/// `lab crdt conformance DIR`: the conformance corpus in all its orders and forms.
struct CRDTConformance: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conformance",
        abstract:
            "Applies every session of a corpus like yjs-conformance in all orders and compares everything.")

    @Argument(help: "A folder with KIND.jsonl, frames.json and lib0.json.") var folder: String

    func run() throws {
        var sessions = 0
        var orders = 0
        var failed = 0
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        for name in names where name.hasSuffix(".jsonl") || name.hasSuffix(".jsonl.gz") {
            let (count, bad, runs) = try checkKind(name)
            print("\(name): \(count) sessions, \(runs) orders, \(bad) failed")
            (sessions, orders, failed) = (sessions + count, orders + runs, failed + bad)
        }
        if names.contains("frames.json") {
            failed += report("frames.json", try FrameVectors(folder).failures())
        }
        if names.contains("lib0.json") { failed += report("lib0.json", try Lib0Vectors(folder).failures()) }
        print("result: sessions=\(sessions) orders=\(orders) failed=\(failed)")
        if failed > 0 || sessions == 0 { throw ExitCode.failure }
    }

    private func checkKind(_ name: String) throws -> (sessions: Int, failed: Int, orders: Int) {
        var (count, failed, orders) = (0, 0, 0)
        for line in try Input.text("\(folder)/\(name)").split(separator: "\n") {
            var session = try ConformanceSession(String(line))
            count += 1
            var problems: [String] = []
            do { try session.check() } catch { problems.append("\(error)") }
            problems += session.failures
            orders += session.orders
            if !problems.isEmpty { failed += 1 }
            for problem in problems.prefix(3) { print("\(session.name): \(problem)") }
        }
        return (count, failed, orders)
    }

    private func report(_ name: String, _ failures: [String]) -> Int {
        for failure in failures { print("\(name): \(failure)") }
        print("\(name): \(failures.count) failed")
        return failures.count
    }
}

/// The corpus' y-websocket messages.
struct FrameVectors {
    private let records: [Value]

    init(_ folder: String) throws {
        records = try ConformanceSession.list(try Value(json: Input.text("\(folder)/frames.json")))
    }

    func failures() throws -> [String] {
        try records.compactMap { record in
            let bytes = try ConformanceSession.bytes(record["bytes"] ?? .null)
            let expected = record["expect"] ?? .null
            let message = try SyncMessage(decoding: bytes)
            let isRight = try matches(message, expected)
            // Our awareness entries are written as they came, so every frame is written again byte for byte.
            return isRight && message.encoded() == bytes ? nil : "\(record["name"] ?? .null): \(message)"
        }
    }

    private func matches(_ message: SyncMessage, _ expected: Value) throws -> Bool {
        switch message {
        case .state(let state):
            let members = ConformanceSession.members(expected["sv"])
            return expected["sub"] == 0 && members.count == state.clocks.count
                && members.allSatisfy { Double(state.clocks[UInt64($0.key) ?? 0] ?? 0) == number($0.value) }
        case .difference(let update): return try expected["sub"] == 1 && matches(update, expected)
        case .update(let update): return try expected["sub"] == 2 && matches(update, expected)
        case .awareness(let entries): return try matches(entries, ConformanceSession.list(expected["states"]))
        case .denied(let reason): return expected["type"] == 2 && expected["reason"] == .string(reason)
        case .awarenessQuery: return expected["type"] == 3
        }
    }

    private func matches(_ update: [UInt8], _ expected: Value) throws -> Bool {
        if let raw = expected["update"] { return try ConformanceSession.bytes(raw) == update }
        let document = Document()
        try document.apply(update)
        return expected["text"] == .string(document.text(of: document.root("text")))
    }

    private func matches(_ entries: [Awareness.Entry], _ expected: [Value]) throws -> Bool {
        guard entries.count == expected.count else { return false }
        return try zip(entries, expected).allSatisfy { entry, wanted in
            let state = try Value(json: entry.state ?? "null")
            return number(wanted["client"] ?? .null) == Double(entry.client)
                && number(wanted["clock"] ?? .null) == Double(entry.clock)
                && CanonicalState.sorted(state) == CanonicalState.sorted(wanted["state"] ?? .null)
        }
    }

    private func number(_ value: Value) -> Double? {
        if case .number(let number) = value { number } else { nil }
    }
}

/// The corpus' encodings of numbers, strings and values, through the public forms that carry them.
struct Lib0Vectors {
    private let record: Value

    init(_ folder: String) throws {
        record = try Value(json: Input.text("\(folder)/lib0.json"))
    }

    func failures() throws -> [String] {
        var failures: [String] = []
        for pair in try pairs("any") {
            let (value, bytes) = (Self.untagged(pair.0), pair.1)
            let decoded = try Value(decodingAny: bytes)
            if CanonicalState.value(decoded) != CanonicalState.sorted(pair.0) {
                failures.append("any \(pair.0.json)")
            }
            if value.encodedAny() != bytes { failures.append("any \(pair.0.json) encoded") }
        }
        for (number, bytes) in try pairs("varUint") where try !isVarUint(number, bytes) {
            failures.append("varUint \(number.json)")
        }
        for (number, bytes) in try pairs("varInt") where try Value(decodingAny: [125] + bytes) != number {
            failures.append("varInt \(number.json)")
        }
        for (text, bytes) in try pairs("varString")
        where try Value(decodingAny: [119] + bytes) != text || text.encodedAny() != [119] + bytes {
            failures.append("varString \(text.json)")
        }
        let minusZero = try Value(
            decodingAny: [125] + ConformanceSession.bytes(record["varIntMinusZero"] ?? .null))
        if case .number(let zero) = minusZero, zero == 0, zero.sign == .minus { return failures }
        return failures + ["varIntMinusZero"]
    }

    /// A client id in a relative position is a bare unsigned integer.
    private func isVarUint(_ number: Value, _ bytes: [UInt8]) throws -> Bool {
        guard case .number(let double) = number else { return false }
        let position = try RelativePosition(decoding: [0] + bytes + [0, 0])
        return position.anchor == .unit(client: UInt64(double), clock: 0)
            && position.encoded() == [0] + bytes + [0, 0]
    }

    private func pairs(_ name: String) throws -> [(Value, [UInt8])] {
        try ConformanceSession.list(record[name]).map { pair in
            let parts = try ConformanceSession.list(pair)
            return (parts[0], try ConformanceSession.bytes(parts[1]))
        }
    }

    private static func untagged(_ value: Value) -> Value {
        if value["$undef"] != nil { return .undefined }
        if case .string(let digits)? = value["$big"], let integer = Int64(digits) { return .bigInt(integer) }
        if case .string(let text)? = value["$bin"], let data = Data(base64Encoded: text) {
            return .bytes([UInt8](data))
        }
        return value
    }
}

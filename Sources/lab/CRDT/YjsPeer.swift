import CRDT
import Foundation

/// Real Yjs in a node process, asked by JSON lines.
final class YjsPeer {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var received = Data()

    /// Starts node with the script.
    /// - Throws: when node or node-yjs is missing.
    init(script: String) throws {
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["node", script]
        process.environment = ProcessInfo.processInfo.environment.merging(["NODE_PATH": "/usr/share/nodejs"])
        { $1 }
        process.standardInput = input
        process.standardOutput = output
        try process.run()
    }

    deinit {
        process.terminate()
    }

    /// Sends one command and waits for its answer.
    /// - Throws: `Input.Failure` when the process ended (its reason is on standard error).
    func ask(_ request: Value) throws -> Value {
        try input.fileHandleForWriting.write(contentsOf: Data((request.json + "\n").utf8))
        while true {
            if let end = received.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: received[received.startIndex..<end], as: UTF8.self)
                received = Data(received[(end + 1)...])
                return try Value(json: line)
            }
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else {
                throw Input.Failure(file: "node", reason: "ended; are nodejs and node-yjs installed?")
            }
            received.append(more)
        }
    }
}

/// A small, fast generator of repeatable random numbers (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
        return z ^ z >> 31
    }

    /// A number below `bound`.
    mutating func below(_ bound: Int) -> Int {
        Int(next() % UInt64(max(bound, 1)))
    }
}

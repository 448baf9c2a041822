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

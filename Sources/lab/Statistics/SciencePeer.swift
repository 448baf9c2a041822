import Foundation

/// A Python process with scipy and statsmodels, asked by JSON lines.
final class SciencePeer {
    /// What is computed on both sides.
    struct Request: Encodable {
        var method = ""
        /// Single numbers, in the method's order.
        var numbers: [Double] = []
        var x: [Double] = []
        var y: [Double] = []
    }

    private struct Answer: Decodable {
        let values: [Double]?
        let error: String?
    }

    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var received = Data()

    /// Starts `python` with the script.
    /// - Throws: when the interpreter is missing.
    init(python: String, script: String) throws {
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = [script]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
    }

    /// Lets the other side end by itself.
    func close() throws {
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    deinit {
        if process.isRunning { process.terminate() }
    }

    /// The other side's numbers.
    /// - Throws: `Input.Failure` when it cannot compute them or ended (its reason is on standard error).
    func ask(_ request: Request) throws -> [Double] {
        try input.fileHandleForWriting.write(contentsOf: JSONEncoder().encode(request) + Data("\n".utf8))
        while true {
            if let end = received.firstIndex(of: UInt8(ascii: "\n")) {
                let answer = try JSONDecoder().decode(Answer.self, from: received[received.startIndex..<end])
                received = Data(received[(end + 1)...])
                guard let values = answer.values else {
                    throw Input.Failure(file: request.method, reason: answer.error ?? "no answer")
                }
                return values
            }
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { throw Input.Failure(file: "python", reason: "ended") }
            received.append(more)
        }
    }
}

import Foundation
import Platform
import Testing

@testable import Web

@Suite("What reading a body costs") struct GrowthTests {
    /// Processor time of this thread, the least of several runs: neighbours do not count.
    private func seconds(_ work: () throws -> Void) rethrows -> Double {
        func now() -> Double {
            var time = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        }
        var least = Double.infinity
        for _ in 0..<3 {
            let begin = now()
            try work()
            least = min(least, now() - begin)
        }
        return least
    }

    /// Twice as much may cost 2.3 times as much.
    private func expectLinear(_ size: Int, _ name: String, _ work: (Int) throws -> Void) rethrows {
        var ratio = Double.infinity
        // A neighbour who takes the caches away must not count either.
        for _ in 0..<4 where ratio > 2.3 {
            ratio = min(ratio, try seconds { try work(2 * size) } / seconds { try work(size) })
        }
        #expect(ratio <= 2.3, "\(name): twice as much costs \(ratio) times as much")
    }

    private func multipart(_ body: String, pieces: Int) throws {
        let folder = NSTemporaryDirectory() + "rundblick-growth-\(getpid())"
        let file = try TemporaryFile(in: folder, limit: 100 << 20)
        defer { file.remove() }
        var reader = MultipartReader(boundary: "x", file: file)
        let bytes = Array(body.utf8)
        for start in stride(from: 0, to: bytes.count, by: pieces) {
            try reader.take(bytes[start..<min(start + pieces, bytes.count)])
        }
        _ = try reader.finish()
    }

    @Test("A file is the same in whatever pieces it comes", arguments: [1, 2, 3, 7, 1000])
    func pieces(size: Int) throws {
        let folder = NSTemporaryDirectory() + "rundblick-growth-\(getpid())"
        let content = "\r\nb\r\n--\r\n--y"
        let parts = part("name=\"f\"; filename=\"f\"", content) + part("name=\"a\"", "")
        let sent = Array((parts + "--x--\r\n").utf8)
        let file = try TemporaryFile(in: folder, limit: 1000)
        defer { file.remove() }
        var reader = MultipartReader(boundary: "x", file: file)
        for start in stride(from: 0, to: sent.count, by: size) {
            try reader.take(sent[start..<min(start + size, sent.count)])
        }
        let pairs = try reader.finish()
        #expect(pairs.map(\.name) == ["a"] && pairs.map(\.value) == [""])
        _ = try file.end()
        let upload = try file.finish(named: "f")
        #expect(try Data(contentsOf: URL(fileURLWithPath: upload.path)) == Data(content.utf8))
    }

    private func part(_ headers: String, _ value: String) -> String {
        "--x\r\nContent-Disposition: form-data; \(headers)\r\n\r\n\(value)\r\n"
    }

    @Test("A form's parts cost the same in whatever pieces they come", arguments: [1, 7, 65_536])
    func parts(pieces: Int) async throws { try await apart { try measureParts(pieces) } }

    private func measureParts(_ pieces: Int) throws {
        let end = "--x--\r\n"
        try expectLinear(8, "headers") { count in
            let long = part("name=\"\(String(repeating: "n", count: 7000))\"", "")
            try multipart(String(repeating: long, count: count) + end, pieces: pieces)
        }
        try expectLinear(40_000, "one field") {
            try multipart(part("name=\"a\"", String(repeating: "v", count: $0)) + end, pieces: pieces)
        }
        try expectLinear(300, "many fields") {
            try multipart(String(repeating: part("name=\"a\"", "v"), count: $0) + end, pieces: pieces)
        }
        try expectLinear(40_000, "a file") {
            let file = part("name=\"f\"; filename=\"f\"", String(repeating: "\r\n--", count: $0 / 4))
            try multipart(file + end, pieces: pieces)
        }
        try expectLinear(40_000, "before the first") {
            try multipart(
                String(repeating: "\r\n-", count: $0 / 3) + "\r\n" + part("name=\"a\"", "") + end,
                pieces: pieces)
        }
    }

    @Test("A form and a JSON object cost as much as they are long")
    func fields() async throws { try await apart { try measureFields() } }

    /// On a thread of its own: the other tests need those of the pool.
    private func apart(_ work: @escaping @Sendable () throws -> Void) async throws {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try work() }) }
        }
    }

    private func measureFields() throws {
        let reader = InputReader(fields: [
            Field.optional("a", .text(0...10_000_000)), Field.optional("l", .texts(maxLength: 9)),
        ])
        expectLinear(40_000, "pairs") { _ = PercentCoding.pairs(String(repeating: "a=%20", count: $0 / 5)) }
        expectLinear(20_000, "separators") { _ = PercentCoding.pairs(String(repeating: "&=", count: $0)) }
        try expectLinear(80_000, "text") { size in
            let blank = "b" + String(repeating: " ", count: size)
            _ = try reader.read(pairs: [("a", blank)])
        }
        try expectLinear(80_000, "JSON text") { size in
            _ = try reader.read(
                json: Array("{\"a\":\"\(String(repeating: "é\u{301} ", count: size / 5))\"}".utf8))
        }
        expectLinear(50_000, "JSON nonsense") { size in
            for unit in ["[", "{\"a\":", "\"", "\\u00", "1"] {
                do {
                    _ = try reader.read(
                        json: Array(String(repeating: unit, count: size / unit.utf8.count).utf8))
                } catch {
                    continue
                }
            }
        }
    }
}

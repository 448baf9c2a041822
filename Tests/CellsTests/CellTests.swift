import Cells
import Foundation
import Testing

@Suite("Work in cells") struct CellTests {
    static let probe = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appending(path: "cellprobe").path

    private static func pool(patience: Int = 60) -> CellPool {
        var limits = CellLimits()
        limits.cpuSeconds = 1
        limits.patience = patience
        return CellPool(program: probe, arguments: [], limits: limits)
    }

    @Test("Input goes there and the answer comes back, empty, small and large, from many threads")
    func echo() async throws {
        let pool = Self.pool()
        for size in [0, 1, 70_000, 5_000_000] {
            let input = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7) }
            #expect(try pool.run("echo", input) == input.reversed())
        }
        DispatchQueue.concurrentPerform(iterations: 200) { number in
            let input = Array("piece \(number)".utf8)
            do { #expect(try pool.run("echo", input) == input.reversed()) } catch { Issue.record(error) }
        }
    }

    @Test("A refusal is an answer; the cell goes on")
    func refusal() throws {
        let pool = Self.pool()
        #expect(throws: CellFailure.refused("too-deep")) { try pool.run("refuse", Array("too-deep".utf8)) }
        #expect(try pool.run("echo", [1, 2]) == [2, 1])
    }

    @Test(
        "Whatever ends a cell costs its piece alone: an exit, a full stack, a loop, too much memory",
        arguments: ["end", "recurse", "spin", "hoard", "no such work"])
    func death(work: String) throws {
        let pool = Self.pool()
        #expect(throws: CellFailure.died) { try pool.run(work, [1]) }
        #expect(try pool.run("echo", [1, 2]) == [2, 1])
    }

    @Test("What takes no time of the processor and gives no answer is killed at its deadline")
    func silence() throws {
        let pool = Self.pool(patience: 2)
        let begun = ContinuousClock.now
        #expect(throws: CellFailure.tooSlow) { try pool.run("sleep", []) }
        #expect(begun.duration(to: .now) < .seconds(30))
        #expect(try pool.run("echo", [1, 2]) == [2, 1])
    }

    @Test("A cell has neither our environment nor our files")
    func confined() throws {
        let pool = Self.pool()
        let names = String(decoding: try pool.run("environment", []), as: UTF8.self).split(separator: " ")
        #expect(Set(names).isSubset(of: ["SWIFT_BACKTRACE", "LD_LIBRARY_PATH", "LANG"]))
        let file = open("/dev/null", O_RDONLY)
        defer { close(file) }
        let files = String(decoding: try pool.run("files", []), as: UTF8.self).split(separator: " ")
        // Its three, and the folder that it looks into.
        #expect(files.count <= 4, "\(files)")
    }

    @Test("A program that is not there, or is no cell")
    func noCell() throws {
        #expect(throws: CellFailure.self) {
            try CellPool(program: "/no/such/program", arguments: []).run("echo", [])
        }
        #expect(throws: CellFailure.died) {
            try CellPool(program: "/bin/true", arguments: []).run("echo", [1])
        }
    }
}

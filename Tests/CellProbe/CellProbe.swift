import Cells
import Foundation
import Imports

/// A cell whose work goes wrong in every way when it is told to.
@main struct CellProbe {
    static func main() throws {
        var limits = CellLimits()
        limits.cpuSeconds = 1
        limits.memoryBytes = 1 << 30
        try Cell.serve(
            [
                "echo": { Array($0.reversed()) },
                "refuse": { throw CellFailure.refused(String(decoding: $0, as: UTF8.self)) },
                "end": { _ in exit(3) },
                "recurse": { [UInt8(deep($0) & 255)] },
                "spin": { _ in spin() },
                "hoard": { _ in hoard() },
                "sleep": { _ in
                    sleep(60)
                    return []
                },
                "environment": { _ in
                    Array(ProcessInfo.processInfo.environment.keys.sorted().joined(separator: " ").utf8)
                },
                "files": { _ in
                    Array(
                        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").joined(
                            separator: " "
                        ).utf8)
                },
                MailParsing.work.name: mail,
            ], limits)
    }

    /// Reads mails as the product does, but for those that say how it shall go wrong.
    private static func mail(_ bytes: [UInt8]) throws -> [UInt8] {
        let text = String(decoding: bytes, as: UTF8.self)
        if text.contains("X-Deadly: end") { exit(3) }
        if text.contains("X-Deadly: recurse") { return [UInt8(deep(bytes) & 255)] }
        if text.contains("X-Deadly: spin") { return spin() }
        if text.contains("X-Deadly: hoard") { return hoard() }
        return try MailParsing.work.run(bytes)
    }

    @inline(never) private static func deep(_ bytes: [UInt8]) -> Int {
        bytes.isEmpty ? 0 : 1 + deep(bytes + [1]) * 2
    }

    private static func spin() -> [UInt8] {
        var number: UInt8 = 1
        while number != 0 { number = number &* 3 }
        return [number]
    }

    private static func hoard() -> [UInt8] {
        var memory: [[UInt8]] = []
        while memory.count < 1_000_000 { memory.append([UInt8](repeating: 1, count: 1 << 20)) }
        return memory[0]
    }
}

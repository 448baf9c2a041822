import Foundation

/// What a process does that serves as a cell: it reads pieces of work from its standard input, which is a socket, and
/// answers there, within limits that the kernel holds.
package enum Cell {
    /// One kind of work. - Throws: `CellFailure.refused` for input that it does not take.
    package typealias Work = @Sendable ([UInt8]) throws -> [UInt8]

    /// Works until the other end closes the line.
    package static func serve(_ works: [String: Work], _ limits: CellLimits = CellLimits()) throws {
        // Before a stranger's first byte is read: not every library opens its files so that they end with `exec`.
        closefrom(3)
        try confine(limits)
        let line = CellLine(descriptor: STDIN_FILENO)
        while let request = try line.receive(limit: .max, until: nil) {
            let nameLength = Int(request.first ?? 0)
            let name = String(decoding: request.dropFirst().prefix(nameLength), as: UTF8.self)
            guard let work = works[name] else { throw CellFailure.cannotStart("no work \(name)") }
            let input = Array(request.dropFirst(1 + nameLength))
            try limitTime(limits.cpuSeconds(for: input.count))
            do {
                try line.send([accepted] + work(input), until: nil)
            } catch let CellFailure.refused(reason) {
                try line.send([refused] + Array(reason.utf8), until: nil)
            }
        }
    }

    static let accepted: UInt8 = 0
    static let refused: UInt8 = 1

    /// No more memory than allowed, no files written, few open, no core of what strangers sent.
    private static func confine(_ limits: CellLimits) throws {
        try limit(RLIMIT_AS, limits.memoryBytes)
        try limit(RLIMIT_CORE, 0)
        try limit(RLIMIT_FSIZE, 0)
        try limit(RLIMIT_NOFILE, 64)
    }

    /// Counted from what the process has used so far; the kernel ends it behind that.
    private static func limitTime(_ seconds: Int) throws {
        var usage = rusage()
        guard getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else {
            throw CellFailure.cannotStart("getrusage")
        }
        try limit(RLIMIT_CPU, usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + 1 + seconds, isFinal: false)
    }

    private static func limit(_ what: __rlimit_resource, _ value: Int, isFinal: Bool = true) throws {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(what.rawValue), &limit) == 0 else {
            throw CellFailure.cannotStart("getrlimit")
        }
        limit.rlim_cur = min(rlim_t(value), limit.rlim_max)
        if isFinal { limit.rlim_max = limit.rlim_cur }
        guard setrlimit(__rlimit_resource_t(what.rawValue), &limit) == 0 else {
            throw CellFailure.cannotStart("setrlimit")
        }
    }
}

import Foundation

/// A process that serves as a cell. One thread at a time has it.
final class CellProcess: @unchecked Sendable {
    // Sendable: `pieces` is touched by the one thread that took the cell out of the pool.
    let line: CellLine
    var pieces = 0
    private let process: pid_t

    /// Starts it, with a socket as its standard input. What else it may inherit, `Cell.serve` closes first of all.
    init(_ program: String, _ arguments: [String]) throws(CellFailure) {
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw .cannotStart("socketpair: errno \(errno)")
        }
        defer { close(ends[1]) }
        do throws(CellFailure) {
            process = try Self.spawn(program, arguments, input: ends[1])
        } catch {
            close(ends[0])
            throw error
        }
        line = CellLine(descriptor: ends[0])
    }

    /// Ends the process, whatever it is doing, and waits until it is gone.
    func end() {
        close(line.descriptor)
        kill(process, SIGKILL)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
    }

    private static func spawn(
        _ program: String, _ arguments: [String], input: Int32
    ) throws(CellFailure) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        // A group of its own: Ctrl-C at a terminal is meant for us.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        var process: pid_t = 0
        let failure = withCStrings([program] + arguments) { arguments in
            withCStrings(environment) { posix_spawn(&process, program, &actions, &attributes, arguments, $0) }
        }
        guard failure == 0 else { throw .cannotStart("\(program): errno \(failure)") }
        return process
    }

    /// Nothing of ours but where Swift's library lies; a crash is told by its signal, not by a report.
    private static let environment: [String] =
        ["SWIFT_BACKTRACE=enable=no"]
        + ["LD_LIBRARY_PATH", "LANG"].compactMap { name in
            ProcessInfo.processInfo.environment[name].map { "\(name)=\($0)" }
        }

    private static func withCStrings<Result>(
        _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let copies = texts.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        return body(copies + [nil])
    }
}

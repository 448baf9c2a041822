import Foundation
import Storage
import Synchronization

/// A throwaway PostgreSQL cluster: made in a temporary folder, reached through a socket there, gone with the process that
/// started it, however that ends.
package final class PostgresServer: Sendable {
    /// The folder with the socket and the data.
    package let folder: String
    private let binaries: String
    private let isDurable: Bool
    private let process = Mutex<Process?>(nil)

    /// The cluster that all tests of a run share; it does not wait for the disk.
    package static func shared() async throws -> PostgresServer { try await sharedServer.value }

    private static let sharedServer = Task { try await PostgresServer(isDurable: false) }

    /// Makes and starts a cluster of its own, for a test that stops or kills it.
    /// - Parameter isDurable: whether commits wait for the disk, as in a real one.
    /// - Throws: `Missing` when PostgreSQL is not installed.
    package init(isDurable: Bool) async throws {
        self.isDurable = isDurable
        binaries = try Self.findBinaries()
        TestFolder.removeLeftovers()
        folder = NSTemporaryDirectory() + "rundblick-postgres-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        try await Self.run(["/usr/bin/install", "-d", "-m", "700", "-o", Self.user, folder])
        try await Self.run(
            Self.asUser + [
                binaries + "/initdb", "-D", folder + "/data", "-U", "rundblick", "-A", "trust", "-E", "UTF8",
                "--no-locale", "--no-sync",
            ])
        try await start()
        Self.removeAtExit(self)
    }

    /// Where `database` is.
    package func info(_ database: String) -> String {
        "postgres://rundblick@/\(database)?host=\(folder)"
    }

    /// Starts the cluster and waits until it answers. It ends with this process.
    package func start() async throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/setpriv")
        process.arguments =
            Self.privileges + ["--pdeathsig", "INT", binaries + "/postgres", "-D", folder + "/data"]
            + settings
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle(forWritingAtPath: try logPath())
        try await Self.spawn(process)
        self.process.withLock { $0 = process }
        for _ in 0..<200 {
            if try await Self.status([binaries + "/pg_isready", "-q", "-h", folder, "-d", "postgres"]) == 0 {
                return
            }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw Failure(description: "PostgreSQL in \(folder) does not start")
    }

    /// Makes the database `name`, a copy of `template`, which nobody may be connected to.
    package func create(_ name: String, from template: String = "template1") async throws {
        try await Self.run([binaries + "/createdb", "-h", folder, "-U", "rundblick", "-T", template, name])
    }

    /// Removes the database `name`, and who is still connected to it.
    package func drop(_ name: String) async throws {
        try await Self.run([binaries + "/dropdb", "-h", folder, "-U", "rundblick", "--force", name])
    }

    /// Stops the cluster at once, as a crash would, and waits until it has ended. `start` brings it back.
    package func kill() {
        process.withLock { process in
            guard let running = process else { return }
            // SIGQUIT: every server process leaves without tidying up.
            Foundation.kill(running.processIdentifier, SIGQUIT)
            running.waitUntilExit()
            process = nil
        }
    }

    /// Stops the cluster and removes its folder.
    package func remove() throws {
        kill()
        try FileManager.default.removeItem(atPath: folder)
    }

    private var settings: [String] {
        let values = [
            "listen_addresses=", "unix_socket_directories=\(folder)", "max_connections=400",
            "shared_buffers=64MB",
            "autovacuum=off", "max_wal_size=4GB",
        ]
        let hurry = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
        return (isDurable ? values : values + hurry).flatMap { ["-c", $0] }
    }

    private func logPath() throws -> String {
        let path = folder + "/log"
        if !FileManager.default.fileExists(atPath: path) { try Data().write(to: URL(fileURLWithPath: path)) }
        return path
    }
}

/// PostgreSQL is not installed, or does not do what it is told.
package struct Failure: Error, CustomStringConvertible {
    package let description: String
}

extension PostgresServer {
    /// PostgreSQL refuses to run as root.
    private static var user: String { getuid() == 0 ? "postgres" : NSUserName() }
    private static var privileges: [String] {
        getuid() == 0 ? ["--reuid", user, "--regid", user, "--init-groups"] : []
    }
    private static var asUser: [String] { ["/usr/bin/setpriv"] + privileges + ["--"] }

    private static func findBinaries() throws -> String {
        let root = "/usr/lib/postgresql"
        let versions = try FileManager.default.contentsOfDirectory(atPath: root).compactMap { Int($0) }
        guard let newest = versions.max() else { throw Failure(description: "no PostgreSQL in \(root)") }
        return "\(root)/\(newest)/bin"
    }

    private static func run(_ command: [String]) async throws {
        let status = try await status(command)
        guard status == 0 else {
            throw Failure(description: "\(command.joined(separator: " ")): exit status \(status)")
        }
    }

    /// Runs `command` and waits. - Returns: its exit status.
    private static func status(_ command: [String]) async throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: command[0])
        process.arguments = Array(command.dropFirst())
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        process.currentDirectoryURL = URL(fileURLWithPath: "/")
        return try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
    }

    /// Starts `process` from a thread that never ends: its end would count as the end of the parent.
    private static func spawn(_ process: Process) async throws {
        let process = Unchecked(value: process)
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            Thread {
                continuation.resume(with: Result { try process.value.run() })
                while true { Thread.sleep(forTimeInterval: 3600) }
            }.start()
        }
    }

    private struct Unchecked: @unchecked Sendable { let value: Process }

    private static let atExit = Mutex<[PostgresServer]>([])

    private static func removeAtExit(_ server: PostgresServer) {
        let isFirst = atExit.withLock { servers in
            servers.append(server)
            return servers.count == 1
        }
        guard isFirst else { return }
        atexit {
            for server in PostgresServer.atExit.withLock({ $0 }) where access(server.folder, F_OK) == 0 {
                do { try server.remove() } catch { print("cannot remove \(server.folder): \(error)") }
            }
        }
    }
}

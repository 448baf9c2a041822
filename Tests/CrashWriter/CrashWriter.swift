import Foundation
import Platform
import Storage

/// A process that writes as fast as it can and prints the number of each write that was acknowledged, until it is
/// killed. Arguments: the data folder, and the PostgreSQL server unless SQLite is meant; or `restore`, the backup, and
/// those of the place; or `move`, the folder of a SQLite store, and those of the place.
@main struct CrashWriter {
    static func main() async throws {
        var arguments = CommandLine.arguments
        if ["restore", "move"].contains(arguments[1]) {
            let (work, from) = (arguments[1], arguments[2])
            arguments.removeSubrange(1...2)
            let place = StoreLocation(
                folder: arguments[1], postgres: arguments.count > 2 ? arguments[2] : nil)
            try FileHandle.standardOutput.write(contentsOf: Data("begin\n".utf8))
            if work == "restore" {
                try await Store.restore(from: from, to: place, migrations: [migration])
            } else {
                let store = try await Store.open(StoreLocation(folder: from), migrations: [migration])
                try await store.move(to: place, migrations: [migration])
            }
            return try FileHandle.standardOutput.write(contentsOf: Data("done\n".utf8))
        }
        let location = StoreLocation(folder: arguments[1], postgres: arguments.count > 2 ? arguments[2] : nil)
        let store = try await Store.open(location, migrations: [migration])
        await withTaskGroup { group in
            for _ in 0..<16 { group.addTask { await write(in: store) } }
        }
    }

    /// Two tables that every transaction writes to, so that half a transaction would be seen.
    static let migration = Migration(
        "2026-11-22 crash writer",
        [
            "CREATE TABLE written (id INT PRIMARY KEY, body TEXT NOT NULL, file_blob TEXT)",
            "CREATE TABLE written_again (id INT PRIMARY KEY REFERENCES written (id))",
        ])

    private static func write(in store: Store) async {
        while true {
            do {
                let file = Int.random(in: 0..<50) == 0 ? try store.blobs.store(randomBytes()) : nil
                let id = try await store.database.write { tx in
                    let id: ID<CrashWriter> = tx.id()
                    let body = String(repeating: "x", count: .random(in: 0..<2000))
                    try tx.run("INSERT INTO written (id, body, file_blob) VALUES (\(id), \(body), \(file))")
                    try tx.run("INSERT INTO written_again (id) VALUES (\(id))")
                    try tx.publish(
                        Event(topic: "written", kind: "written", subject: id.text, audience: .everybody))
                    return id
                }
                // One system call: a line is printed whole or not at all.
                try FileHandle.standardOutput.write(contentsOf: Data("\(id.raw)\n".utf8))
            } catch is StorageError {
                // The server is being killed; nothing was acknowledged.
                continue
            } catch {
                fatalError("\(error)")
            }
        }
    }

    private static func randomBytes() -> [UInt8] {
        (0..<Int.random(in: 1..<5000)).map { _ in .random(in: 0...255) }
    }
}

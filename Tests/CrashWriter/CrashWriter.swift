import Foundation
import Platform
import Storage

/// A process that writes as fast as it can and prints the number of each write that was acknowledged, until it is
/// killed. Arguments: the data folder, and the PostgreSQL server unless SQLite is meant.
@main struct CrashWriter {
    static func main() async throws {
        let arguments = CommandLine.arguments
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

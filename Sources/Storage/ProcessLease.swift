import Platform

/// The process numbers from which ids are made: each running process holds one for itself.
package struct ProcessLease {
    /// The table; runs before everything else, as migrations do.
    static let migration = Migration(
        "2026-11-22 storage 1 process lease",
        [
            """
            CREATE TABLE process_lease (node INT PRIMARY KEY, until_us INT NOT NULL)
            """
        ])

    /// How long a number stays with a process that does not renew it.
    private static let lengthSeconds: Int64 = 86400

    /// Takes the lowest free number.
    /// - Throws: `StorageError.busy` when all 1,024 are held.
    static func take(from database: some Database) async throws -> Int {
        try await database.write { tx in
            try tx.lock("process_lease")
            try tx.run("DELETE FROM process_lease WHERE until_us < \(tx.now)")
            let held = Set(try tx.rows("SELECT node FROM process_lease") { $0.int(0) })
            guard let node = (0..<1024).first(where: { !held.contains($0) }) else { throw StorageError.busy }
            try tx.run(
                "INSERT INTO process_lease (node, until_us) VALUES (\(node), \(tx.now.adding(seconds: lengthSeconds)))"
            )
            return node
        }
    }

    /// The numbers of the processes that run, as far as is known: one that was killed keeps its own for a day.
    package static func nodes(in tx: any Transaction) throws -> Set<Int> {
        Set(try tx.rows("SELECT node FROM process_lease WHERE until_us >= \(tx.now)") { $0.int(0) })
    }

    /// Keeps `node` for another day.
    static func renew(_ node: Int, in database: some Database) async throws {
        try await database.write { tx in
            try tx.run(
                """
                INSERT INTO process_lease (node, until_us) VALUES (\(node), \(tx.now.adding(seconds: lengthSeconds)))
                ON CONFLICT (node) DO UPDATE SET until_us = excluded.until_us
                """)
        }
    }

    /// How many numbers other processes hold.
    static func others(than node: Int, in database: some Database) async throws -> Int {
        let now = database.clock.now()
        return try await database.read { tx in
            try tx.count("SELECT count(*) FROM process_lease WHERE node <> \(node) AND until_us >= \(now)")
        }
    }

    /// Gives `node` back.
    static func giveBack(_ node: Int, to database: some Database) async throws {
        try await database.write { tx in try tx.run("DELETE FROM process_lease WHERE node = \(node)") }
    }
}

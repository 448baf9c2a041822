import Platform

/// The table of jobs.
package struct JobStore: Sendable {
    static let migration = Migration(
        "2026-11-22 storage 2 jobs",
        [
            """
            CREATE TABLE job (
                id INT PRIMARY KEY, kind TEXT NOT NULL, key TEXT, payload TEXT NOT NULL, state TEXT NOT NULL,
                attempts INT NOT NULL, due_us INT, progress TEXT, error TEXT, owner INT, created_us INT NOT NULL,
                finished_us INT
            )
            """,
            "CREATE UNIQUE INDEX job_key ON job (kind, key)",
            "CREATE INDEX job_due ON job (due_us)",
            "CREATE INDEX job_state ON job (state, finished_us)",
        ])

    static let deathsMigration = Migration(
        "2026-12-01 storage 1 job deaths", ["ALTER TABLE job ADD COLUMN deaths INT NOT NULL DEFAULT 0"])

    /// A process that hears an event on it looks for jobs. Never reaches browsers.
    static let wakeTopic = "jobs"

    private static let columns: SQL = """
        id, kind, key, payload, state, attempts, due_us, progress, error, owner, created_us, finished_us, deaths
        """

    /// The store.
    package init() {}

    func insert(
        kind: String, key: String?, payload: String, owner: PersonID?, due: Timestamp, in tx: any Transaction
    ) throws -> JobID {
        let id: JobID = tx.id()
        let inserted = try tx.run(
            """
            INSERT INTO job (id, kind, key, payload, state, attempts, due_us, owner, created_us)
            VALUES (\(id), \(kind), \(key), \(payload), \(Job.State.waiting), 0, \(due), \(owner), \(tx.now))
            ON CONFLICT (kind, key) DO NOTHING
            """)
        if inserted == 0 {
            return try tx.one("SELECT id FROM job WHERE kind = \(kind) AND key = \(key)") { $0.id(0) } ?? id
        }
        if due <= tx.now { try tx.publish(.waiting(kind)) }
        return id
    }

    /// The job with `id`, or nil.
    package func find(_ id: JobID, in tx: any Transaction) throws -> Job? {
        try tx.one("SELECT \(Self.columns) FROM job WHERE id = \(id)", Job.init(row:))
    }

    /// The newest jobs in `state`, at most `limit`.
    package func list(_ state: Job.State, limit: Int, in tx: any Transaction) throws -> [Job] {
        try tx.rows(
            "SELECT \(Self.columns) FROM job WHERE state = \(state) ORDER BY id DESC LIMIT \(limit)",
            Job.init(row:))
    }

    /// Has a job that was given up tried again from the start.
    /// - Returns: false when there is no such job, or it is not given up.
    package func revive(_ id: JobID, in tx: any Transaction) throws -> Bool {
        let changed = try tx.run(
            """
            UPDATE job SET state = \(Job.State.waiting), attempts = 0, deaths = 0, due_us = \(tx.now), finished_us = NULL
            WHERE id = \(id) AND state = \(Job.State.dead)
            """)
        if changed > 0 { try tx.publish(.waiting(id.text)) }
        return changed > 0
    }

    /// Forgets a job that was given up; one of its kind and key may be asked for again then.
    /// - Returns: false when there is no such job, or it is not given up.
    package func discard(_ id: JobID, in tx: any Transaction) throws -> Bool {
        try tx.run("DELETE FROM job WHERE id = \(id) AND state = \(Job.State.dead)") > 0
    }

    /// How many jobs are in `state`; those that are done are many, so nobody asks for them.
    package func count(_ state: Job.State, in tx: any Transaction) throws -> Int {
        try tx.count("SELECT COUNT(*) FROM job WHERE state = \(state)")
    }

    /// Whether a job of `kinds` may be begun, or its runner has gone silent.
    func isDue(kinds: [String], in tx: any Transaction) throws -> Bool {
        try tx.exists("SELECT id FROM job WHERE due_us <= \(tx.now) AND kind IN \(list: kinds) LIMIT 1")
    }

    /// Takes due jobs until `leaseEnd`, those first that waited longest. Whom another process is taking is left to it.
    /// - Parameter own: jobs that this process works on, though their time has run out: the store was away for long.
    func claim(
        kinds: [String], except own: [JobID], limit: Int, leaseEnd: Timestamp, in tx: any Transaction
    ) throws -> [Job] {
        let others: SQL = own.isEmpty ? "" : "AND NOT (id IN \(list: own))"
        let locking: SQL = tx.dialect == .postgres ? "FOR UPDATE SKIP LOCKED" : ""
        return try tx.rows(
            """
            WITH due AS (
                SELECT id FROM job
                WHERE due_us <= \(tx.now) AND kind IN \(list: kinds) \(others)
                ORDER BY due_us, id LIMIT \(limit) \(locking)
            )
            UPDATE job SET state = \(Job.State.running), attempts = attempts + 1, due_us = \(leaseEnd),
                deaths = deaths + CASE WHEN state = \(Job.State.running) THEN 1 ELSE 0 END
            WHERE id IN (SELECT id FROM due) RETURNING \(Self.columns)
            """, Job.init(row:))
    }

    /// Keeps `job` with who runs it. - Returns: false when it has gone to somebody else.
    func renew(_ job: Job, until leaseEnd: Timestamp, in tx: any Transaction) throws -> Bool {
        try tx.run("UPDATE job SET due_us = \(leaseEnd) WHERE \(isHeld(job))") > 0
    }

    func report(_ progress: String, of job: Job, in tx: any Transaction) throws {
        guard try tx.run("UPDATE job SET progress = \(progress) WHERE \(isHeld(job))") > 0 else { return }
        try tx.publish(.job(job.id, "progress"))
    }

    /// `job` is done or, with an `error`, given up.
    func finish(_ job: Job, error: String?, in tx: any Transaction) throws {
        let state = error == nil ? Job.State.done : .dead
        let changed = try tx.run(
            """
            UPDATE job SET state = \(state), due_us = NULL, error = \(error), finished_us = \(tx.now)
            WHERE \(isHeld(job))
            """)
        guard changed > 0 else { return }
        try tx.publish(.job(job.id, state.rawValue))
    }

    /// `job` is to be tried again at `due`. - Parameter attempts: how often it counts as begun.
    func putBack(_ job: Job, due: Timestamp, attempts: Int, error: String?, in tx: any Transaction) throws {
        try tx.run(
            """
            UPDATE job SET state = \(Job.State.waiting), due_us = \(due), attempts = \(attempts), error = \(error)
            WHERE \(isHeld(job))
            """)
    }

    /// Deletes what was done more than `days` ago, or given up a year ago; at most 10,000 rows.
    func prune(doneDays days: Int64 = 30, in tx: any Transaction) throws {
        for (state, age) in [(Job.State.done, days), (.dead, 365)] {
            try tx.run(
                """
                DELETE FROM job WHERE id IN (
                    SELECT id FROM job WHERE state = \(state) AND finished_us < \(tx.now.adding(seconds: -age * 86400))
                    LIMIT 10000
                )
                """)
        }
    }

    /// The number of attempts tells whether it is still ours: who takes a job counts it up.
    private func isHeld(_ job: Job) -> SQL {
        "id = \(job.id) AND state = \(Job.State.running) AND attempts = \(job.attempts)"
    }
}

extension Job {
    fileprivate init(row: Row) throws {
        self.init(
            id: row.id(0), kind: row.text(1), key: row.optionalText(2), payload: row.text(3),
            state: try row.value(4),
            attempts: row.int(5), deaths: row.int(12), due: row.optionalTime(6),
            progress: row.optionalText(7),
            error: row.optionalText(8),
            owner: row.optionalID(9), created: row.time(10), finished: row.optionalTime(11))
    }
}

extension Event {
    /// Wakes the job runners; nobody subscribes to it.
    fileprivate static func waiting(_ subject: String) -> Event {
        Event(topic: JobStore.wakeTopic, kind: "job.waiting", subject: subject, audience: .employees)
    }

    /// How far a job is.
    fileprivate static func job(_ id: JobID, _ kind: String) -> Event {
        Event(topic: Job.topic(id), kind: "job.\(kind)", subject: id.text, audience: .employees)
    }
}

import Platform
import Storage

/// The SQL of second factors: the shared secret, recovery codes, and the half-finished sign-ins that wait for a code.
struct SecondFactorStore: Sendable {
    private static let challengeSeconds: Int64 = 300

    /// The person's secret; nil: no second factor.
    func secret(of person: PersonID, in tx: any Transaction) throws -> [UInt8]? {
        try tx.one("SELECT totp_secret FROM person WHERE id = \(person) AND totp_secret IS NOT NULL") {
            $0.blob(0)
        }
    }

    func setSecret(_ secret: [UInt8]?, usedStep: Int64?, of person: PersonID, in tx: any Transaction) throws {
        try tx.run(
            "UPDATE person SET totp_secret = \(secret), totp_last_step = \(usedStep) WHERE id = \(person)")
    }

    /// Nobody asks the person for a second factor any more; their recovery codes end with it.
    func end(of person: PersonID, in tx: any Transaction) throws {
        try setSecret(nil, usedStep: nil, of: person, in: tx)
        try replaceCodes([], of: person, in: tx)
    }

    /// Uses a step up. - Returns: false when it, or a later one, was used already. Steps that have yet to come were used
    /// before the clock was set back; they lock nobody out.
    func use(step: Int64, of person: PersonID, in tx: any Transaction) throws -> Bool {
        try tx.run(
            """
            UPDATE person SET totp_last_step = \(step)
            WHERE id = \(person) AND (totp_last_step IS NULL OR totp_last_step < \(step)
                OR totp_last_step > \(TOTP.step(at: tx.now) + 1))
            """) == 1
    }

    /// Puts new recovery codes in place of all old ones.
    func replaceCodes(_ hashes: [String], of person: PersonID, in tx: any Transaction) throws {
        try tx.run("DELETE FROM person_recovery_code WHERE person_id = \(person)")
        for hash in hashes {
            try tx.run("INSERT INTO person_recovery_code (person_id, code_hash) VALUES (\(person), \(hash))")
        }
    }

    /// Uses a recovery code up. - Returns: false when there is no such code (any more).
    func use(codeHash: String, of person: PersonID, in tx: any Transaction) throws -> Bool {
        try tx.run(
            "DELETE FROM person_recovery_code WHERE person_id = \(person) AND code_hash = \(codeHash)") == 1
    }

    func codesLeft(of person: PersonID, in tx: any Transaction) throws -> Int {
        try tx.count("SELECT count(*) FROM person_recovery_code WHERE person_id = \(person)")
    }

    // MARK: Half-finished sign-ins

    func addChallenge(_ secretHash: String, for person: PersonID, in tx: any Transaction) throws {
        try tx.run("DELETE FROM person_challenge WHERE expires_us <= \(tx.now)")
        try tx.run(
            """
            INSERT INTO person_challenge (secret_hash, person_id, expires_us)
            VALUES (\(secretHash), \(person), \(tx.now.adding(seconds: Self.challengeSeconds)))
            """)
    }

    /// Who gave the right password and has not left since.
    func challenged(_ secretHash: String, in tx: any Transaction) throws -> PersonID? {
        try tx.one(
            """
            SELECT person.id FROM person_challenge JOIN person ON person.id = person_id
            WHERE secret_hash = \(secretHash) AND expires_us > \(tx.now) AND deactivated_us IS NULL
            """
        ) { $0.id(0) }
    }

    func endChallenges(of person: PersonID, in tx: any Transaction) throws {
        try tx.run("DELETE FROM person_challenge WHERE person_id = \(person)")
    }
}

import Storage

/// The tables of colleagues and how they sign in.
package enum PeopleMigrations {
    /// All steps.
    package static let all = [
        Migration("2026-11-22 01 people", people + signIn + teams + audit),
        Migration(
            "2026-11-22 01 people 2 access links",
            [
                "ALTER TABLE person_invitation ADD COLUMN person_id INT REFERENCES person (id)",
                "ALTER TABLE person_invitation ADD COLUMN resets_factor BOOL NOT NULL DEFAULT 0",
            ]),
        Migration(
            "2026-12-01 people 1 devices",
            [
                """
                CREATE TABLE person_device (
                    person_id INT NOT NULL REFERENCES person (id), secret_hash TEXT NOT NULL, seen_us INT NOT NULL,
                    PRIMARY KEY (person_id, secret_hash)) WITHOUT ROWID
                """,
                "CREATE INDEX person_device_secret ON person_device (secret_hash)",
            ]),
        // The pictures of those who have left went with an earlier version nowhere.
        Migration(
            "2026-12-01 people 2 photos",
            [
                "UPDATE person SET photo_blob = NULL, photo_type = NULL WHERE deactivated_us IS NOT NULL",
                "CREATE INDEX person_photo ON person (photo_blob) WHERE photo_blob IS NOT NULL",
            ]),
    ]

    private static let people: [DDL] = [
        """
        CREATE TABLE person (
            id INT PRIMARY KEY, email TEXT NOT NULL UNIQUE, name TEXT NOT NULL, name_key TEXT NOT NULL,
            role TEXT NOT NULL CHECK (role IN ('administrator', 'member', 'guest')),
            password_hash TEXT, language TEXT, theme TEXT NOT NULL, keys BOOL NOT NULL, title TEXT NOT NULL,
            about TEXT NOT NULL, skills TEXT NOT NULL, phone TEXT NOT NULL, hours TEXT NOT NULL, photo_blob TEXT,
            photo_type TEXT, totp_secret BLOB, totp_last_step INT, created_us INT NOT NULL, deactivated_us INT,
            version INT NOT NULL)
        """,
        "CREATE INDEX person_name ON person (name_key, id)",
        // kind 0: of the name; 1: of title, skills and phone
        """
        CREATE TABLE person_word (
            word TEXT NOT NULL, kind INT NOT NULL, person_id INT NOT NULL REFERENCES person (id),
            PRIMARY KEY (word, kind, person_id)) WITHOUT ROWID
        """,
        "CREATE INDEX person_word_person ON person_word (person_id)",
        """
        CREATE TABLE person_absence (
            id INT PRIMARY KEY, person_id INT NOT NULL REFERENCES person (id), first_day TEXT NOT NULL,
            last_day TEXT NOT NULL, stand_in_id INT REFERENCES person (id), note TEXT NOT NULL)
        """,
        "CREATE INDEX person_absence_person ON person_absence (person_id, last_day)",
        "CREATE INDEX person_absence_day ON person_absence (last_day, person_id)",
    ]

    private static let signIn: [DDL] = [
        """
        CREATE TABLE person_session (
            id INT PRIMARY KEY, person_id INT NOT NULL REFERENCES person (id), secret_hash TEXT NOT NULL UNIQUE,
            created_us INT NOT NULL, seen_us INT NOT NULL, expires_us INT NOT NULL,
            agent TEXT NOT NULL, address TEXT NOT NULL)
        """,
        "CREATE INDEX person_session_person ON person_session (person_id, seen_us)",
        "CREATE INDEX person_session_expires ON person_session (expires_us)",
        """
        CREATE TABLE person_challenge (
            secret_hash TEXT PRIMARY KEY, person_id INT NOT NULL REFERENCES person (id), expires_us INT NOT NULL)
        """,
        "CREATE INDEX person_challenge_expires ON person_challenge (expires_us)",
        """
        CREATE TABLE person_token (
            id INT PRIMARY KEY, person_id INT NOT NULL REFERENCES person (id), name TEXT NOT NULL,
            secret_hash TEXT NOT NULL UNIQUE, scope INT NOT NULL, created_us INT NOT NULL, used_us INT)
        """,
        "CREATE INDEX person_token_person ON person_token (person_id)",
        """
        CREATE TABLE person_recovery_code (
            person_id INT NOT NULL REFERENCES person (id), code_hash TEXT NOT NULL,
            PRIMARY KEY (person_id, code_hash))
        """,
        """
        CREATE TABLE person_invitation (
            id INT PRIMARY KEY, email TEXT NOT NULL, role TEXT NOT NULL, team_id INT,
            secret_hash TEXT NOT NULL UNIQUE, invited_by INT NOT NULL REFERENCES person (id),
            created_us INT NOT NULL, expires_us INT NOT NULL, accepted_us INT)
        """,
        "CREATE TABLE person_attempt (key TEXT PRIMARY KEY, count INT NOT NULL, since_us INT NOT NULL)",
        "CREATE INDEX person_attempt_since ON person_attempt (since_us)",
    ]

    private static let teams: [DDL] = [
        """
        CREATE TABLE team (
            id INT PRIMARY KEY, name TEXT NOT NULL UNIQUE, name_key TEXT NOT NULL, about TEXT NOT NULL,
            version INT NOT NULL)
        """,
        """
        CREATE TABLE team_member (
            team_id INT NOT NULL REFERENCES team (id), person_id INT NOT NULL REFERENCES person (id),
            PRIMARY KEY (team_id, person_id)) WITHOUT ROWID
        """,
        "CREATE INDEX team_member_person ON team_member (person_id)",
    ]

    private static let audit: [DDL] = [
        """
        CREATE TABLE audit (
            id INT PRIMARY KEY, at_us INT NOT NULL, person_id INT, address TEXT NOT NULL, action TEXT NOT NULL,
            subject TEXT NOT NULL, detail TEXT NOT NULL)
        """,
        "CREATE INDEX audit_person ON audit (person_id, id)",
        "CREATE INDEX audit_action ON audit (action, id)",
    ]
}

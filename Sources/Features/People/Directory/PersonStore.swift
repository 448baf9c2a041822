import Language
import Platform
import Storage
import Web

/// The SQL of colleagues.
package struct PersonStore: Sendable {
    /// A store.
    package init() {}

    static let columns: SQL =
        """
        person.id, email, name, role, title, about, skills, phone, hours, photo_blob, language, deactivated_us, version
        """

    static func person(_ row: Row) throws -> Person {
        Person(
            id: row.id(0), email: row.text(1), name: row.text(2), role: try row.value(3), title: row.text(4),
            about: row.text(5), skills: row.text(6).split(separator: "\n").map(String.init),
            phone: row.text(7),
            hours: row.text(8), photo: row.optionalText(9),
            language: row.optionalText(10).flatMap(UILanguage.init), isDeactivated: !row.isNull(11),
            version: row.int(12))
    }

    /// The person, or nil. A writing transaction holds them: nobody changes meanwhile what it decides by.
    package func find(_ id: PersonID, in tx: any Transaction) throws -> Person? {
        try tx.one("SELECT \(Self.columns) FROM person WHERE id = \(id)\(tx.holding(.changes))", Self.person)
    }

    /// The person with this address, in any case, or nil.
    package func find(email: String, in tx: any Transaction) throws -> Person? {
        try tx.one("SELECT \(Self.columns) FROM person WHERE email = \(email.lowercased())", Self.person)
    }

    /// Names and pictures, in one query; who is absent from the result does not exist.
    package func refs(_ ids: [PersonID], in tx: any Transaction) throws -> [PersonID: PersonRef] {
        guard !ids.isEmpty else { return [:] }
        let refs = try tx.rows("SELECT id, name, photo_blob FROM person WHERE id IN \(list: ids)") {
            PersonRef(id: $0.id(0), name: $0.text(1), photo: $0.optionalText(2))
        }
        return Dictionary(uniqueKeysWithValues: refs.map { ($0.id, $0) })
    }

    /// Adds a person. - Throws: `AppError` `.invalid` (`email`: taken).
    package func add(_ person: Person, passwordHash: String?, in tx: any Transaction) throws {
        let added = try tx.run(
            """
            INSERT INTO person (id, email, name, name_key, role, password_hash, language, theme, keys, title, about,
                skills, phone, hours, photo_blob, created_us, version)
            VALUES (\(person.id), \(person.email), \(person.name), \(SortKey.key(person.name)), \(person.role),
                \(passwordHash), \(person.language), 'system', \(true), \(person.title), \(person.about),
                \(person.skills.joined(separator: "\n")), \(person.phone), \(person.hours), \(person.photo),
                \(tx.now), 1)
            ON CONFLICT (email) DO NOTHING
            """)
        guard added == 1 else { throw AppError.invalid(["email": "taken"]) }
        try keepWords(of: person.id, person.profile, in: tx)
    }

    /// Writes what somebody says about themselves. - Returns: false when `version` is no longer the current one.
    func update(_ id: PersonID, _ profile: Profile, version: Int?, in tx: any Transaction) throws -> Bool {
        let unchanged: SQL = version.map { " AND version = \($0)" } ?? ""
        let changed = try tx.run(
            """
            UPDATE person SET name = \(profile.name), name_key = \(SortKey.key(profile.name)),
                title = \(profile.title), about = \(profile.about),
                skills = \(profile.skills.joined(separator: "\n")), phone = \(profile.phone),
                hours = \(profile.hours), version = version + 1
            WHERE id = \(id)\(unchanged)
            """)
        guard changed == 1 else { return false }
        try tx.run("DELETE FROM person_word WHERE person_id = \(id)")
        try keepWords(of: id, profile, in: tx)
        return true
    }

    /// The password's hash; nil when the person is absent, has left, or has none.
    package func passwordHash(of id: PersonID, in tx: any Transaction) throws -> String? {
        try tx.one("SELECT password_hash FROM person WHERE id = \(id) AND deactivated_us IS NULL") {
            $0.optionalText(0)
        }
            ?? nil
    }

    /// Sets a new password.
    func setPassword(hash: String, of id: PersonID, in tx: any Transaction) throws {
        try tx.run("UPDATE person SET password_hash = \(hash) WHERE id = \(id)")
    }

    /// Whom nobody may take the administration from: whether `id` is the only active administrator.
    /// Locks out a second change until the transaction ends.
    func isLastAdministrator(_ id: PersonID, in tx: any Transaction) throws -> Bool {
        try tx.lock("administrators")
        let administrators = try tx.rows(
            "SELECT id FROM person WHERE role = 'administrator' AND deactivated_us IS NULL LIMIT 2"
        ) { $0.id(0, as: Kinds.Person.self) }
        return administrators == [id]
    }

    /// Gives a role.
    func setRole(_ role: Role, of id: PersonID, in tx: any Transaction) throws {
        try tx.run("UPDATE person SET role = \(role), version = version + 1 WHERE id = \(id)")
    }

    /// Somebody left (`time`) or came back (nil).
    func setDeactivated(_ time: Timestamp?, of id: PersonID, in tx: any Transaction) throws {
        try tx.run("UPDATE person SET deactivated_us = \(time), version = version + 1 WHERE id = \(id)")
    }

    // MARK: Preferences and photo

    func setTheme(_ theme: SignedIn.Theme, of id: PersonID, in tx: any Transaction) throws {
        try tx.run("UPDATE person SET theme = \(theme.rawValue) WHERE id = \(id)")
    }

    func setLanguage(_ language: UILanguage?, keys: Bool, of id: PersonID, in tx: any Transaction) throws {
        try tx.run("UPDATE person SET language = \(language), keys = \(keys) WHERE id = \(id)")
    }

    func setPhoto(_ hash: String?, type: String?, of id: PersonID, in tx: any Transaction) throws {
        try tx.run(
            "UPDATE person SET photo_blob = \(hash), photo_type = \(type), version = version + 1 WHERE id = \(id)"
        )
    }

    /// The hash and the media type of the photo, or nil.
    func photo(of id: PersonID, in tx: any Transaction) throws -> (hash: String, type: String)? {
        try tx.one("SELECT photo_blob, photo_type FROM person WHERE id = \(id) AND photo_blob IS NOT NULL") {
            ($0.text(0), $0.text(1))
        }
    }
}

extension Person {
    /// What they say about themselves.
    var profile: Profile {
        Profile(name: name, title: title, about: about, skills: skills, phone: phone, hours: hours)
    }
}

extension Role: SQLBindable {}
extension UILanguage: SQLBindable {}

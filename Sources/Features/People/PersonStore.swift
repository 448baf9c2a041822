import Platform
import Storage

/// The SQL of colleagues.
package struct PersonStore: Sendable {
    /// A store.
    package init() {}

    private static let columns: SQL =
        "id, email, name, role, title, about, skills, phone, hours, photo_blob, language, deactivated_us, version"

    private static func person(_ row: Row) throws -> Person {
        Person(
            id: row.id(0), email: row.text(1), name: row.text(2), role: try row.value(3), title: row.text(4),
            about: row.text(5), skills: row.text(6).split(separator: "\n").map(String.init), phone: row.text(7),
            hours: row.text(8), photo: row.optionalText(9),
            language: row.optionalText(10).flatMap(UILanguage.init), isDeactivated: !row.isNull(11),
            version: row.int(12))
    }

    /// The person, or nil.
    package func find(_ id: PersonID, in tx: any Transaction) throws -> Person? {
        try tx.one("SELECT \(Self.columns) FROM person WHERE id = \(id)", Self.person)
    }

    /// The person with this address, in any case, or nil.
    package func find(email: String, in tx: any Transaction) throws -> Person? {
        try tx.one("SELECT \(Self.columns) FROM person WHERE email = \(email.lowercased())", Self.person)
    }

    /// Adds a person. - Throws: `AppError` `.invalid` (`email`: taken).
    package func add(_ person: Person, passwordHash: String?, in tx: any Transaction) throws {
        guard try !tx.exists("SELECT 1 FROM person WHERE email = \(person.email)") else {
            throw AppError.invalid(["email": "taken"])
        }
        try tx.run(
            """
            INSERT INTO person (id, email, name, name_key, role, password_hash, language, theme, title, about, skills,
                phone, hours, photo_blob, created_us, version)
            VALUES (\(person.id), \(person.email), \(person.name), \(person.name.lowercased()), \(person.role),
                \(passwordHash), \(person.language), 'system', \(person.title), \(person.about),
                \(person.skills.joined(separator: "\n")), \(person.phone), \(person.hours), \(person.photo),
                \(tx.now), 1)
            """)
    }

    /// The password's hash; nil when the person is absent, has left, or has none.
    package func passwordHash(of id: PersonID, in tx: any Transaction) throws -> String? {
        try tx.one("SELECT password_hash FROM person WHERE id = \(id) AND deactivated_us IS NULL") { $0.optionalText(0) }
            ?? nil
    }
}

extension Role: SQLBindable {}
extension UILanguage: SQLBindable {}

import Platform
import Storage
import Web

/// One colleague as the directory and their own page show them.
struct Colleague: Sendable {
    let person: Person
    let teams: [Team]
    /// Today's absence.
    let absence: Absence?
    /// When a session of theirs was last seen.
    let seen: Timestamp?
    /// For whom they stand in today; only on their own page.
    var standsInFor: [PersonRef] = []

    /// Whether they worked with Rundblick within the last ten minutes.
    func isOnline(at now: Timestamp) -> Bool { seen.map { now.seconds(since: $0) < 600 } ?? false }
}

/// The directory of colleagues: finding them, and what they say about themselves.
package struct PeopleService: Sendable {
    let database: any Database
    let blobs: BlobStore
    let people = PersonStore()
    let absences = AbsenceStore()
    let teams = TeamStore()
    let sessions = SessionStore()
    let audit = AuditLog()

    /// A service over `store`.
    package init(store: Store) {
        database = store.database
        blobs = store.blobs
    }

    /// A piece of the directory; `next` is where the next piece begins.
    struct Directory: Sendable {
        let colleagues: [Colleague]
        let next: PersonID?
        let count: Int
        let teams: [Team]
    }

    /// Colleagues who fit, by name. For employees only.
    func directory(_ filter: PersonFilter) async throws -> Directory {
        try await database.read { tx in
            let found = try people.find(filter, in: tx)
            let shown = Array(found.prefix(filter.limit))
            return Directory(
                colleagues: try colleagues(shown, on: filter.today, in: tx),
                next: found.count > filter.limit ? shown.last?.id : nil, count: try people.count(in: tx),
                teams: try teams.all(in: tx))
        }
    }

    /// Employees to mention or to choose, 8 at most. For employees only.
    func suggest(_ text: String) async throws -> [Person] {
        try await database.read { try people.suggest(text, limit: 8, in: $0) }
    }

    /// One colleague. - Throws: `.notFound`, also for guests who ask for anybody but themselves.
    func colleague(_ id: PersonID, on day: CivilDate, by viewer: Viewer) async throws -> Colleague {
        guard viewer.isEmployee || viewer.id == id else { throw AppError.notFound }
        return try await database.read { tx in
            guard let person = try people.find(id, in: tx) else { throw AppError.notFound }
            var colleague = try colleagues([person], on: day, in: tx)[0]
            // Guests do not learn who is away, themselves having been a colleague or not.
            if viewer.isEmployee { colleague.standsInFor = try absences.standsIn(id, on: day, in: tx) }
            return colleague
        }
    }

    private func colleagues(
        _ found: [Person], on day: CivilDate, in tx: any Transaction
    ) throws -> [Colleague] {
        let ids = found.map(\.id)
        let teams = try teams.teams(of: ids, in: tx)
        let away = try absences.absences(of: ids, on: day, in: tx)
        let seen = try sessions.seen(ids, in: tx)
        return found.map {
            Colleague(person: $0, teams: teams[$0.id] ?? [], absence: away[$0.id], seen: seen[$0.id])
        }
    }

    // MARK: What people say about themselves

    /// Writes the viewer's own profile.
    /// - Throws: `.conflict` when it was changed since `version`, `.invalid` (`name`: name_taken).
    func update(_ profile: Profile, version: Int?, by viewer: Viewer) async throws -> Person {
        try await changing(viewer) { tx in
            if try people.find(viewer.id, in: tx)?.name != profile.name {
                try people.refuseLookalike(of: profile.name, except: viewer.id, in: tx)
            }
            guard try people.update(viewer.id, profile, version: version, in: tx) else {
                throw AppError.conflict
            }
            try tx.publish(.colleague(viewer.id, "profile"))
            guard let person = try people.find(viewer.id, in: tx) else { throw AppError.notFound }
            return person
        }
    }

    /// Tells that the viewer will be away, or, by an administrator, a colleague who cannot say so.
    /// - Throws: `.invalid` (`until`: before_from, past; `standIn`: choice), `.forbidden`, `.notFound`.
    func addAbsence(
        of colleague: PersonID? = nil, from first: CivilDate, until last: CivilDate, standIn: PersonID?,
        note: String, today: CivilDate, by viewer: Viewer, address: String = ""
    ) async throws -> ID<Absence> {
        guard first <= last else { throw AppError.invalid(["until": "before_from"]) }
        guard last >= today else { throw AppError.invalid(["until": "past"]) }
        let person = colleague ?? viewer.id
        let days = "\(first.iso)/\(last.iso)"
        return try await changingAbsence(of: person, .absenceEntered, days, by: viewer, address) { tx in
            if let standIn {
                let other = try people.find(standIn, in: tx)
                guard let other, other.role != .guest, !other.isDeactivated, other.id != person else {
                    throw AppError.invalid(["standIn": "choice"])
                }
            }
            let id: ID<Absence> = tx.id()
            try absences.add(id, of: person, from: first, to: last, standIn: standIn, note: note, in: tx)
            return id
        }
    }

    /// Takes an absence of the viewer back, or, by an administrator, a colleague's.
    /// - Throws: `.notFound`, `.forbidden`.
    func removeAbsence(
        _ id: ID<Absence>, of colleague: PersonID? = nil, by viewer: Viewer, address: String = ""
    ) async throws {
        let person = colleague ?? viewer.id
        try await changingAbsence(of: person, .absenceRemoved, "", by: viewer, address) { tx in
            guard try absences.remove(id, of: person, in: tx) else { throw AppError.notFound }
        }
    }

    /// What somebody enters about themselves is theirs to tell; what is entered about others is traced.
    private func changingAbsence<Value: Sendable>(
        of person: PersonID, _ action: AuditAction, _ detail: String, by viewer: Viewer, _ address: String,
        _ body: @escaping @Sendable (any Transaction) throws -> Value
    ) async throws -> Value {
        if person != viewer.id { try viewer.requireAdministration() }
        return try await changing(viewer) { tx in
            if person != viewer.id {
                guard let colleague = try people.find(person, in: tx), colleague.mayBeAway else {
                    throw AppError.notFound
                }
                try audit.record(
                    action, subject: colleague.email, detail: detail, by: viewer.id, address: address, in: tx)
            }
            let value = try body(tx)
            try tx.publish(.colleague(person, "absence"))
            return value
        }
    }

    /// When somebody is away, and who may stand in.
    struct Absences: Sendable {
        let upcoming: [Absence]
        let standIns: [PersonRef]
    }

    /// What an administrator may enter for `colleague`; nil: nothing, or the viewer is none.
    func absences(
        of colleague: Colleague, today: CivilDate, by viewer: Viewer
    ) async throws -> Absences? {
        let person = colleague.person
        guard viewer.role == .administrator, viewer.id != person.id, person.mayBeAway else { return nil }
        return try await database.read { try absences(of: person.id, today: today, in: $0) }
    }

    private func absences(
        of person: PersonID, today: CivilDate, in tx: any Transaction
    ) throws -> Absences {
        Absences(
            upcoming: try absences.upcoming(of: person, from: today, in: tx),
            standIns: try people.suggest("", limit: Colleagues.choiceLimit, in: tx).map(\.ref).filter {
                $0.id != person
            })
    }

    /// Everything that the settings' first page shows.
    struct OwnProfile: Sendable {
        let person: Person
        let away: Absences
    }

    func ownProfile(of viewer: Viewer, today: CivilDate) async throws -> OwnProfile {
        try await database.read { tx in
            guard let person = try people.find(viewer.id, in: tx) else { throw AppError.notFound }
            let away =
                viewer.isEmployee
                ? try absences(of: viewer.id, today: today, in: tx) : Absences(upcoming: [], standIns: [])
            return OwnProfile(person: person, away: away)
        }
    }

    func setTheme(_ theme: SignedIn.Theme, by viewer: Viewer) async throws {
        try await changing(viewer) { try people.setTheme(theme, of: viewer.id, in: $0) }
    }

    func setLanguage(_ language: UILanguage?, keys: Bool, by viewer: Viewer) async throws {
        try await changing(viewer) { try people.setLanguage(language, keys: keys, of: viewer.id, in: $0) }
    }

    /// One transaction in which somebody changes what concerns themselves; their open sessions learn of it.
    private func changing<Value: Sendable>(
        _ viewer: Viewer, _ body: @escaping @Sendable (any Transaction) throws -> Value
    ) async throws -> Value {
        guard viewer.scope >= .write else { throw AppError(.forbidden, reason: "scope") }
        return try await database.write { tx in
            let value = try body(tx)
            try tx.publish(.account(viewer.id))
            return value
        }
    }

    // MARK: Photo

    /// Bytes of a photo at most.
    static let photoLimitBytes = 5 << 20

    /// Takes an uploaded photo. - Throws: `.invalid` (`photo`) when its bytes are no JPEG, PNG or WebP.
    func setPhoto(_ bytes: [UInt8], by viewer: Viewer) async throws {
        guard let format = PhotoFormat(of: bytes) else { throw AppError.invalid(["photo": "photo"]) }
        let hash = try blobs.store(PhotoMetadata.removed(from: bytes, format))
        try await keepPhoto(hash, format, by: viewer)
    }

    func removePhoto(by viewer: Viewer) async throws { try await keepPhoto(nil, nil, by: viewer) }

    private func keepPhoto(_ hash: String?, _ format: PhotoFormat?, by viewer: Viewer) async throws {
        let old = try await changing(viewer) { tx in
            let old = try people.photo(of: viewer.id, in: tx)?.hash
            try people.setPhoto(hash, type: format?.rawValue, of: viewer.id, in: tx)
            try tx.publish(.colleague(viewer.id, "profile"))
            return old
        }
        if let old { blobs.release(old) }
    }

    /// The file and media type of a photo. - Throws: `.notFound`, also for guests who ask for anybody else's.
    func photo(of id: PersonID, by viewer: Viewer) async throws -> (file: BlobFile, type: String) {
        guard viewer.isEmployee || viewer.id == id else { throw AppError.notFound }
        let photo = try await database.read { try people.photo(of: id, in: $0).map { [$0.hash, $0.type] } }
        guard let photo, let bytes = try blobs.read(photo[0]) else { throw AppError.notFound }
        // Earlier versions kept photos as they came.
        let clean = PhotoFormat(rawValue: photo[1]).map { PhotoMetadata.removed(from: bytes, $0) } ?? bytes
        let hash = clean == bytes ? photo[0] : try blobs.store(clean)
        guard let file = try blobs.file(hash) else { throw AppError.notFound }
        return (file, photo[1])
    }
}

/// The picture formats that are taken, by what their first bytes say.
enum PhotoFormat: String {
    case jpeg = "image/jpeg"
    case png = "image/png"
    case webp = "image/webp"

    /// Nil for anything else.
    init?(of bytes: [UInt8]) {
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WEBP".utf8) {
            self = .webp
        } else {
            return nil
        }
    }
}

extension Event {
    /// Something that all colleagues may see changed.
    static func colleague(_ id: PersonID, _ kind: String) -> Event {
        Event(topic: "colleague/\(id)", kind: kind, subject: id.text, audience: .employees)
    }
}

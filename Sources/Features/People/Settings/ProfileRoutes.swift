import Foundation
import NIOPosix
import Platform
import Web

/// What people say about themselves, and how they like their pages.
struct ProfileRoutes: Sendable {
    let service: PeopleService

    /// All of them.
    var routes: [Route] {
        [
            profile, saveProfile, savePhoto, removePhoto, addAbsence, removeAbsence, look, theme, language,
            shortcuts,
        ]
    }

    private static let name = Field.required("name", .name(1...200), "As colleagues see it.")
    private static let title = Field.optional(
        "title", .text(0...200), or: "", "What they do in the company.")
    private static let phone = Field.optional("phone", .text(0...60), or: "")
    private static let hours = Field.optional("hours", .text(0...200), or: "", "In words.")
    private static let skills = Field.optional(
        "skills", .texts(maxLength: 1000), or: [], "Each may hold several, separated by commas.")
    private static let about = Field.optional("about", .text(0...2000), or: "")

    private func show(_ request: Request, _ refusal: FormRefusal? = nil) async throws -> Reply {
        let own = try await service.ownProfile(of: request.viewer, today: request.texts.today)
        let json = OwnProfileJSON(
            profile: ColleagueJSON(own.person), absences: own.away.upcoming.map { AbsenceJSON($0) })
        return .show(json, version: own.person.version) { ProfilePage(own: own, refusal: refusal).page($0) }
    }

    private var profile: Route {
        Route(
            .get, "settings", .signedIn, summary: "The own profile, and when one is away.",
            example: OwnProfileJSON(profile: .example, absences: [.example])
        ) { try await show($0) }
    }

    private var saveProfile: Route {
        Route(
            .post, "settings/profile", .signedIn, takesVersion: true, summary: "Writes the own profile.",
            fields: [Self.name, Self.title, Self.phone, Self.hours, Self.skills, Self.about],
            example: ColleagueJSON.example
        ) { request in
            try await request.answering(showingAgain: { try await show(request, $0) }) {
                let input = request.input
                let skills = try Skills.read(input[Self.skills])
                let profile = try Profile(
                    name: input[Self.name], title: input[Self.title], about: input[Self.about],
                    skills: skills, phone: input[Self.phone], hours: input[Self.hours])
                let person = try await service.update(
                    profile, version: request.expectedVersion, by: request.viewer)
                return .changed(ColleagueJSON(person), version: person.version, goTo: .settings.done("saved"))
            }
        }
    }

    private var savePhoto: Route {
        Route(
            .post, "settings/photo", .signedIn, summary: "Takes a photo: JPEG, PNG or WebP, 5 MB at most.",
            uploadLimitBytes: PeopleService.photoLimitBytes
        ) { request in
            try await request.answering(showingAgain: { try await show(request, $0) }) {
                guard let upload = request.upload else { throw AppError.invalid(["photo": "required"]) }
                let bytes = try await NIOThreadPool.singleton.runIfActive {
                    [UInt8](try Data(contentsOf: URL(filePath: upload.path)))
                }
                try await service.setPhoto(bytes, by: request.viewer)
                return .removed(goTo: .settings.done("saved"))
            }
        }
    }

    private var removePhoto: Route {
        Route(.delete, "settings/photo", .signedIn, summary: "Removes the photo.") { request in
            try await service.removePhoto(by: request.viewer)
            return .removed(goTo: .settings.done("deleted"))
        }
    }

    // MARK: Absence

    private var addAbsence: Route {
        Route(
            .post, "settings/absence", .signedIn,
            summary: "Tells colleagues when one is away and who stands in.",
            fields: AbsenceCard.fields, example: CreatedJSON(id: "")
        ) { request in
            try await request.answering(showingAgain: { try await show(request, $0) }) {
                let id = try await service.addAbsence(of: request.viewer.id, request)
                return .changed(CreatedJSON(id: id.text), status: 201, goTo: .settings.done("saved"))
            }
        }
    }

    private var removeAbsence: Route {
        Route(.delete, "settings/absence/:id", .signedIn, summary: "Takes an absence back.") { request in
            try await service.removeAbsence(try request.id(), by: request.viewer)
            return .removed(goTo: .settings.done("deleted"))
        }
    }

    // MARK: Look

    private var look: Route {
        Route(.get, "settings/look", .signedIn, mount: .page, summary: "Colours, language and keys.") { _ in
            .page { LookPage().page($0) }
        }
    }

    private static let theme = Field.required("theme", .choice(SignedIn.Theme.self))

    /// The module that sends this shows the colours itself.
    private var theme: Route {
        Route(
            .post, "settings/theme", .signedIn, summary: "Chooses the colours of the pages.",
            fields: [Self.theme]
        ) { request in
            try await service.setTheme(request.input[Self.theme], by: request.viewer)
            return .removed(goTo: .settingsLook.done("saved"))
        }
    }

    private static let language = Field.optional(
        "language", .choice(UILanguage.self), "Absent: the browser's.")
    private static let keys = Field.flag("keys", "Single-key shortcuts.")

    private var language: Route {
        Route(
            .post, "settings/language", .signedIn,
            summary: "Chooses the language, and whether single keys work.",
            fields: [Self.language, Self.keys]
        ) { request in
            try await service.setLanguage(
                request.input[Self.language], keys: request.input[Self.keys], by: request.viewer)
            return .removed(goTo: .settingsLook.done("saved"))
        }
    }

    private var shortcuts: Route {
        Route(.get, "shortcuts", .signedIn, mount: .page, summary: "The keyboard shortcuts.") { request in
            let isFragment = request.rendering == .fragment
            return .page { ShortcutsPage(isFragment: isFragment).page($0) }
        }
    }
}

extension PeopleService {
    /// Enters what the form of `AbsenceCard` sent.
    func addAbsence(of person: PersonID, _ request: Request) async throws -> ID<Absence> {
        let input = request.input
        return try await addAbsence(
            of: person, from: input[AbsenceCard.from], until: input[AbsenceCard.until],
            standIn: input[AbsenceCard.standIn], note: input[AbsenceCard.note], today: request.texts.today,
            by: request.viewer, address: request.address)
    }
}

/// Reading what somebody knows.
enum Skills {
    /// Splits at commas and line breaks; each once. - Throws: `.invalid` (`skills`: long) beyond 30 of 60 characters.
    static func read(_ texts: [String]) throws -> [String] {
        var skills: [String] = []
        for part in texts.flatMap({ $0.split(whereSeparator: { ",;\n\r".contains($0) }) }) {
            let skill = String(part).trimmed
            if !skill.isEmpty, !skills.contains(skill) { skills.append(skill) }
        }
        guard skills.count <= 30, skills.allSatisfy({ $0.count <= 60 }) else {
            throw AppError.invalid(["skills": "long"])
        }
        return skills
    }
}

/// The id of something new.
struct CreatedJSON: Encodable, Sendable {
    let id: String
}

/// The own profile as programs read it.
struct OwnProfileJSON: Encodable, Sendable {
    let profile: ColleagueJSON
    let absences: [AbsenceJSON]
}

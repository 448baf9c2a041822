import Platform
import Web

/// A colleague's page: how to reach them, what they know, who stands in.
struct ColleaguePage: Sendable {
    let colleague: Colleague
    /// Of other features.
    var cards: [@Sendable (Texts) -> HTML]
    /// What administrators may enter for them.
    var absence: AbsenceCard?

    private var person: Person { colleague.person }

    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        let own = context.viewer.id == person.id
        return Page(
            person.name, section: .people, main: main(texts, isOwn: own, live: context.viewer.isEmployee))
    }

    private func main(_ texts: Texts, isOwn: Bool, live: Bool) -> HTML {
        let topic: HTML =
            live
            ? """
             data-live-topic="colleague/\(person.id)" data-live-kind="absence" data-live-src="\(Link.person(person.id))/status"
            """ : ""
        return """
            <div class="page">
            <header class="customer-head">
              <nav class="crumbs" aria-label="\(texts.pathLabel)"><a href="\(Link.people)">\(texts.name(of: .people))</a></nav>
              \(person.ref.avatar(size: "l", presence: colleague.presence(texts)))
              <div><h1>\(person.name)</h1>\(subtitle(texts))</div>
              <div class="actions">\(actions(texts, isOwn: isOwn))</div>
            </header>
            <div id="status"\(topic)>\(status(texts))</div>
            <div class="grid">\(reach(texts))\(cards.map { $0(texts) })\(absence?.html(texts))</div>
            </div>
            """
    }

    private func subtitle(_ texts: Texts) -> HTML {
        let role = person.role == .guest ? [texts.name(of: person.role)] : []
        var parts: [String] = []
        for part in role + [person.title] + colleague.teams.map(\.name)
        where !part.isEmpty && !parts.contains(part) {
            parts.append(part)
        }
        let left: HTML = "<p class=\"tags\"><span class=\"pill\">\(texts.hasLeft)</span></p>"
        return """
            <p class="sub">\(parts.map { "<span>\($0)</span>" as HTML })</p>\(person.isDeactivated ? left : nil)
            """
    }

    private func actions(_ texts: Texts, isOwn: Bool) -> HTML {
        if isOwn {
            return
                "<a class=\"btn\" href=\"\(Link.settings)\" data-key=\"e\">\(Icon.edit)\(texts.editProfile)</a>"
        }
        let call: HTML = """
            <a class="btn primary" href="tel:\(person.dialled)">\(Icon.phone)\(texts.call)</a>
            """
        return """
            \(person.phone.isEmpty ? nil : call)
            <a class="btn" href="mailto:\(person.email)">\(Icon.mail)\(texts.email)</a>
            """
    }

    /// Who is away until when, and who is there instead.
    func status(_ texts: Texts) -> HTML {
        guard let absence = colleague.absence else { return .empty }
        let standIn: HTML? = absence.standIn.map {
            "<span>\(texts.standIn): <a href=\"\(Link.person($0.id))\">\($0.name)</a>.</span>"
        }
        let note: HTML? = absence.note.isEmpty ? nil : "<p>\(absence.note)</p>"
        return """
            <div class="notice warn" role="status">\(Icon.calendar)<div>
            \(texts.isAway(person.name, until: absence.lastDay)) \(standIn)\(note)</div></div>
            """
    }

    private func reach(_ texts: Texts) -> HTML {
        """
        <section class="card" aria-labelledby="reach">
          <header><h2 id="reach">\(texts.reachable)</h2></header>
          <dl class="facts">
          \(person.phone.isEmpty ? nil : fact(texts.phone, "<a href=\"tel:\(person.dialled)\">\(person.phone)</a>"))
          \(fact(texts.email, "<a href=\"mailto:\(person.email)\">\(person.email)</a>"))
          \(person.hours.isEmpty ? nil : fact(texts.workingHours, "\(person.hours)"))
          \(colleague.teams.isEmpty ? nil : fact(texts.teams, tags(colleague.teams.map { ($0.name, .people.with("team", $0.id.text)) })))
          \(colleague.standsInFor.isEmpty ? nil : fact(texts.standsInFor, tags(colleague.standsInFor.map { ($0.name, .person($0.id)) })))
          \(person.skills.isEmpty ? nil : fact(texts.skills, tags(person.skills.map { ($0, .people.with("q", $0)) })))
          \(person.about.isEmpty ? nil : fact(texts.about, "\(person.about)"))
          </dl>
        </section>
        """
    }

    private func fact(_ label: String, _ value: HTML) -> HTML {
        "<div><dt>\(label)</dt><dd>\(value)</dd></div>"
    }

    private func tags(_ tags: [(String, Link)]) -> HTML {
        "<span class=\"tags\">\(tags.map { "<a class=\"tag\" href=\"\($0.1)\">\($0.0)</a>" as HTML })</span>"
    }
}

extension Person {
    /// The phone number as a telephone dials it.
    var dialled: String { phone.filter { $0.isASCII && ($0.isNumber || $0 == "+") } }

    /// Somebody who has said nothing about themselves yet.
    package init(id: PersonID, email: String, name: String, role: Role, title: String = "") {
        self.init(
            id: id, email: email.lowercased(), name: name, role: role, title: title, about: "", skills: [],
            phone: "",
            hours: "", photo: nil, language: nil, isDeactivated: false, version: 1)
    }
}

import Platform
import Web

/// The directory: one card a colleague.
struct DirectoryPage: Sendable {
    let directory: PeopleService.Directory
    let filter: PersonFilter

    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        return Page(texts.name(of: .people), section: .people, main: main(context))
    }

    private func main(_ context: PageContext) -> HTML {
        let texts = context.texts
        return """
            <div class="page full">
            \(PageHead(texts.name(of: .people), sub: texts.directorySize(directory.count, directory.teams.count)).html(texts))
            \(filters(texts))
            \(directory.colleagues.isEmpty ? nobody(texts) : list(texts))
            \(Pager(next: directory.next.map(next), at: context.link).html(texts))
            </div>
            """
    }

    private func filters(_ texts: Texts) -> HTML {
        let teams = [("", texts.allTeams)] + directory.teams.map { ($0.id.text, $0.name) }
        let presence = [("", texts.allPresences), ("yes", texts.hereToday), ("no", texts.away)]
        return """
            <form class="filters" method="get" action="\(Link.people)" data-auto>
              <input type="search" name="q" value="\(filter.text)" aria-label="\(texts.searchColleagues)"
               placeholder="\(texts.searchColleaguesHint)" maxlength="100">
              \(SelectField("team", texts.team, teams, selected: filter.team?.text ?? "").bare())
              \(SelectField("here", texts.presence, presence, selected: filter.isAway.map { $0 ? "no" : "yes" } ?? "").bare())
              <button class="btn" type="submit">\(texts.applyFilter)</button>
            </form>
            """
    }

    private func nobody(_ texts: Texts) -> HTML {
        EmptyState(
            .search, texts.noHits(for: filter.text), texts.noHitsAdvice,
            action: "<a class=\"btn\" href=\"\(Link.people)\">\(texts.removeFilters)</a>"
        ).html
    }

    private func list(_ texts: Texts) -> HTML {
        "<ul class=\"people\" data-list>\(directory.colleagues.map { card($0, texts) })</ul>"
    }

    private func card(_ colleague: Colleague, _ texts: Texts) -> HTML {
        let person = colleague.person
        return """
            <li>\(person.ref.avatar(presence: colleague.presence(texts)))
              <div><a class="go" href="\(Link.person(person.id))">\(person.name)</a><small>\(line(person, texts))</small></div>
              <div>\(colleague.presenceLine(texts))</div>
              \(tags(person.skills))</li>
            """
    }

    private func line(_ person: Person, _ texts: Texts) -> String {
        let role = person.role == .guest ? texts.name(of: person.role) : ""
        return [role, person.title, person.phone].filter { !$0.isEmpty }.joined(separator: ", ")
    }

    private func tags(_ skills: [String]) -> HTML? {
        guard !skills.isEmpty else { return nil }
        return "<p class=\"tags\">\(skills.prefix(5).map { "<span class=\"tag\">\($0)</span>" as HTML })</p>"
    }

    private func next(_ after: PersonID) -> Link {
        Link.people.with("q", filter.text).with("team", filter.team?.text)
            .with("here", filter.isAway.map { $0 ? "no" : "yes" }).with("after", after.text)
    }
}

extension Colleague {
    /// The dot at the picture.
    func presence(_ texts: Texts) -> String {
        absence != nil ? "away" : isOnline(at: texts.now) ? "here" : ""
    }

    /// The same in words, with who stands in.
    func presenceLine(_ texts: Texts) -> HTML {
        guard let absence else {
            return "<small>\(isOnline(at: texts.now) ? texts.onlineNow : person.hours)</small>"
        }
        let standIn = absence.standIn.map { "<small>\(texts.standIn): \($0.name)</small>" as HTML }
        return "<span class=\"pill warn\">\(texts.away(until: absence.lastDay))</span>\(standIn)"
    }
}

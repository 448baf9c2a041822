import Platform
import Web

/// All teams.
struct TeamListPage: Sendable {
    let teams: [(team: Team, size: Int)]
    let refusal: FormRefusal?

    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        let rows = teams.map { row($0.team, $0.size, texts) }
        let list: HTML =
            rows.isEmpty
            ? EmptyState(.people, texts.noTeams, texts.noTeamsAdvice).html : "<ul class=\"rows\">\(rows)</ul>"
        let cards =
            Card(id: "teams", title: texts.teams, content: list).html
            + Card(id: "new-team", title: texts.newTeam, content: form(texts)).html
        return SplitFrame.administration(.teams, texts).page(cards)
    }

    private func row(_ team: Team, _ size: Int, _ texts: Texts) -> HTML {
        """
        <li class="row"><div><a class="go" href="\(Link.team(team.id))">\(team.name)</a>\
        <small>\(texts.people(size))</small></div></li>
        """
    }

    private func form(_ texts: Texts) -> HTML {
        """
        <form class="form" method="post" action="\(Link.teams)">
        \(TeamPage.fields(nil, refusal, texts))\(saveButton(texts.createTeam))</form>
        """
    }
}

/// One team: name, description, members.
struct TeamPage: Sendable {
    let membership: TeamService.Membership
    let candidates: [PersonRef]
    let refusal: FormRefusal?

    private var link: Link { .team(membership.team.id) }

    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        let edit: HTML = """
            <form class="form" method="post" action="\(link)">
            <input type="hidden" name="version" value="\(membership.team.version)">
            \(Self.fields(membership.team, refusal, texts))\(saveButton(texts.save))</form>
            """
        let count: HTML = "<span class=\"count\">\(membership.members.count)</span>"
        let cards =
            Card(id: "team", title: membership.team.name, content: edit).html
            + Card(id: "members", title: texts.members, aside: count, content: members(texts)).html
            + Card(id: "removal", title: texts.deleteTeam, content: removal(texts)).html
        return SplitFrame.administration(.teams, texts).page(cards)
    }

    static func fields(_ team: Team?, _ refusal: FormRefusal?, _ texts: Texts) -> HTML {
        let name = FormField(
            "name", texts.fullName, value: team?.name, isRequired: true, attributes: "maxlength=\"100\"")
        let about = FormField("about", texts.teamAbout, value: team?.about, attributes: "maxlength=\"500\"")
        return """
            <div class="fields">\(name.refused(refusal).html(texts))\(about.refused(refusal).html(texts))</div>
            """
    }

    private func members(_ texts: Texts) -> HTML {
        let choices = candidates.map { ($0.id.text, $0.name) }
        let add: HTML = """
            <form class="form" method="post" action="\(link)/members">
            \(SelectField("person", texts.newMember, choices).html())\(saveButton(texts.add))</form>
            """
        return """
            <ul class="rows">\(membership.members.map { row($0, texts) })</ul>\(candidates.isEmpty ? nil : add)
            """
    }

    private func removal(_ texts: Texts) -> HTML {
        guard membership.notes == 0 else { return "<p>\(texts.teamStays(notes: membership.notes))</p>" }
        return """
            <p>\(texts.deleteTeamAdvice)</p><form method="post" action="\(link.method("delete"))">
            <button class="btn danger" type="submit">\(texts.deleteTeam)</button></form>
            """
    }

    private func row(_ member: PersonRef, _ texts: Texts) -> HTML {
        """
        <li class="row">\(member.avatar(size: "s"))<div><a class="go" href="\(Link.person(member.id))">\(member.name)</a></div>
        <div class="end"><form method="post" action="\(Link("\(link.path)/members/\(member.id)").method("delete"))">
        <button class="btn small quiet" type="submit" aria-label="\(texts.remove): \(member.name)">\(texts.remove)</button>
        </form></div></li>
        """
    }
}

extension Link {
    static let administration = Link("/administration")
    /// Where administrators invite people.
    package static let invitations = Link("/administration/invitations")
    static let teams = Link("/administration/teams")
    static let log = Link("/administration/log")
    static let jobs = Link("/administration/jobs")
    static func team(_ id: TeamID) -> Link { Link("/administration/teams/\(id)") }
}

extension SplitFrame {
    /// The frame of the administration.
    static func administration(_ current: Link, _ texts: Texts) -> SplitFrame {
        SplitFrame(
            title: texts.name(of: .administration), section: .administration,
            entries: [
                (.administration, texts.personsTitle), (.invitations, texts.invitations),
                (.teams, texts.teams), (.jobs, texts.tasks), (.log, texts.auditTrail),
            ], current: current, isBroad: true)
    }
}

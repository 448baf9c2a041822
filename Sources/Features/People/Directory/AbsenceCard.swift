import Platform
import Web

/// When somebody is away, with the form to enter more: on the own settings, and for administrators on a colleague's page.
struct AbsenceCard: Sendable {
    let away: PeopleService.Absences
    /// Where absences are added, and removed one step below.
    let link: Link
    var isOwn = true
    let refusal: FormRefusal?

    // What the form sends.
    static let from = Field.required("from", .date, "The first day away.")
    static let until = Field.required("until", .date, "The last day away.")
    static let standIn = Field.optional("standIn", .id(PersonID.self), "An employee.")
    static let note = Field.optional("note", .text(0...500), or: "")
    static let fields: [any InputField] = [from, until, standIn, note]

    func html(_ texts: Texts) -> HTML {
        let days = [
            FormField("from", texts.firstDay, type: "date", isRequired: true),
            FormField("until", texts.lastDay, type: "date", isRequired: true),
        ]
        let people = [("", texts.nobody)] + away.standIns.map { ($0.id.text, $0.name) }
        let note = FormField("note", texts.absenceNote, attributes: "maxlength=\"500\"")
        let content: HTML = """
            \(away.upcoming.isEmpty ? nil : "<ul class=\"rows\">\(away.upcoming.map { row($0, texts) })</ul>" as HTML)
            <form class="form" method="post" action="\(link)">
              <div class="fields">\(days.map { $0.refused(refusal).html(texts) })
              \(SelectField("standIn", texts.standIn, people).html())\(note.refused(refusal).html(texts))</div>
              \(saveButton(texts.enterAbsence))
            </form>
            """
        return Card(
            id: "absence", title: texts.absence, sub: isOwn ? texts.absenceSub : texts.absenceForOthers,
            content: content
        ).html
    }

    private func row(_ absence: Absence, _ texts: Texts) -> HTML {
        let days = texts.days(absence.firstDay, absence.lastDay)
        let details = [
            absence.appointed.map { "\(texts.standIn): \($0.name)" } ?? texts.noStandIn, absence.note,
        ]
        return """
            <li class="row">\(Icon.calendar)<div><strong>\(days)</strong>\
            <small>\(details.filter { !$0.isEmpty }.joined(separator: " · "))</small></div>
            <div class="end"><form method="post" action="\(Link("\(link.path)/\(absence.id)").method("delete"))">
            <button class="btn small danger" type="submit" aria-label="\(texts.delete): \(days)">\(texts.delete)</button>
            </form></div></li>
            """
    }
}

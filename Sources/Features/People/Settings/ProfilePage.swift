import Platform
import Web

/// The settings' first page: profile, photo, absence.
struct ProfilePage: Sendable {
    let own: PeopleService.OwnProfile
    let refusal: FormRefusal?

    private var person: Person { own.person }
    private var absence: AbsenceCard {
        AbsenceCard(away: own.away, link: Link("/settings/absence"), refusal: refusal)
    }

    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        let cards = profile(texts) + photo(texts) + (person.role == .guest ? .empty : absence.html(texts))
        return SplitFrame.settings(.settings, texts).page(cards)
    }

    private func profile(_ texts: Texts) -> HTML {
        let fields = [
            FormField(
                "name", texts.fullName, value: person.name, isRequired: true,
                attributes: "autocomplete=\"name\" maxlength=\"200\""),
            FormField("title", texts.jobTitle, value: person.title, attributes: "maxlength=\"200\""),
            FormField("phone", texts.phone, value: person.phone, type: "tel", attributes: "maxlength=\"60\""),
            FormField(
                "hours", texts.workingHours, value: person.hours, hint: texts.hoursHint,
                attributes: "maxlength=\"200\""),
        ]
        let skills = FormField(
            "skills", texts.ownSkills, value: person.skills.joined(separator: ", "), hint: texts.ownSkillsHint
        )
        let about = FormField(
            "about", texts.about, value: person.about, type: "textarea",
            attributes: "rows=\"3\" maxlength=\"2000\"")
        let form: HTML = """
            <form class="form" method="post" action="\(Link.settings)/profile">
              <input type="hidden" name="version" value="\(person.version)">
              <div class="fields">\(fields.map { $0.refused(refusal).html(texts) })</div>
              \(skills.refused(refusal).html(texts))\(about.refused(refusal).html(texts))
              \(saveButton(texts.save))
            </form>
            """
        return Card(id: "profile", title: texts.profile, sub: texts.profileSub, content: form).html
    }

    private func photo(_ texts: Texts) -> HTML {
        let choose = FormField(
            "photo", texts.photo, type: "file", hint: texts.photoHint, isRequired: true,
            attributes: "accept=\"image/jpeg,image/png,image/webp\"")
        let remove: HTML = """
            <form method="post" action="\(Link("/settings/photo").method("delete"))">
            <button class="btn danger" type="submit">\(texts.removePhoto)</button></form>
            """
        let content: HTML = """
            <form class="form" method="post" action="\(Link.settings)/photo" enctype="multipart/form-data">
              <div class="photo">\(person.ref.avatar(size: "xl"))\(choose.refused(refusal).html(texts))</div>
              \(saveButton(texts.upload))
            </form>\(person.photo == nil ? nil : remove)
            """
        return Card(id: "picture", title: texts.photo, content: content).html
    }
}

/// The main button at the end of a form.
func saveButton(_ label: String) -> HTML {
    "<div class=\"buttons\"><button class=\"btn primary\" type=\"submit\">\(label)</button></div>"
}

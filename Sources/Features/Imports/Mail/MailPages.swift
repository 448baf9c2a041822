import Customers
import Formats
import Platform
import Web

/// One mail: head, text, files, the other mails of its thread.
struct MailPage: Sendable {
    let whole: MailService.Whole
    /// Customers whose mail it may be.
    let suggestions: [Customer]
    /// Customers that were meant by what was typed, when there are several.
    var candidates: [Customer] = []
    var refusal: FormRefusal?

    func page(_ context: PageContext) -> Page {
        let (texts, mail) = (context.texts, whole.mail)
        let title = mail.subject.isEmpty ? texts.noSubject : mail.subject
        let crumb =
            whole.customer.map { (Link("/customers/\($0.id)"), $0.name) }
            ?? (Link("/mails").with("unmatched", "1"), texts.unmatchedMails)
        return Page(
            title, section: .imports,
            main: """
                <div class="page">
                \(PageHead(title, sub: texts.moment(mail.at), crumbs: [crumb]).html(texts))
                \(whole.customer == nil ? assign(texts.giveToCustomer, texts) : nil)
                <section class="card" aria-label="\(texts.mail)">
                <dl class="facts"><div><dt>\(texts.from)</dt><dd>\(mail.fromName) &lt;\(mail.fromAddress)&gt;</dd></div>
                <div><dt>\(texts.to)</dt><dd>\(mail.recipients.split(separator: "\n").joined(separator: ", "))</dd></div></dl>
                \(content)
                \(whole.isCut ? cut(texts) : nil)
                \(whole.attachments.isEmpty ? nil : files(texts))
                </section>
                \(whole.thread.count > 1 ? thread(texts) : nil)
                \(whole.customer == nil ? nil : assign(texts.giveToOther, texts))
                </div>
                """)
    }

    /// `SafeHTML` wrote every tag of it anew.
    private var content: HTML {
        whole.safeHTML.isEmpty
            ? "<pre class=\"mail-text\">\(whole.text)</pre>" : HTML(sanitised: whole.safeHTML)
    }

    private func cut(_ texts: Texts) -> HTML {
        """
        <p class="muted spaced">\(texts.mailGoesOn) <a href="\(Link("/mails/\(whole.mail.id)/raw"))">\(texts.wholeMailAsCame)</a></p>
        """
    }

    /// The form that names a customer; suggestions are buttons of it, which count instead of what is typed.
    private func assign(_ title: String, _ texts: Texts) -> HTML {
        let buttons = suggestions.map { customer -> HTML in
            """
            <button class="btn" name="customer" value="\(customer.id)" formnovalidate>\(customer.name)\(
                customer.city.isEmpty ? nil : "<small class=\"muted\">\(customer.city)</small>" as HTML)</button>
            """
        }
        let suggested: HTML? =
            buttons.isEmpty
            ? nil
            : """
            <div class="field"><span class="label" id="suggested">\(texts.suggestedCustomers)</span>
            <div class="buttons" role="group" aria-labelledby="suggested">\(buttons)</div></div>
            """
        return """
            <section class="card spaced" aria-labelledby="assign"><header><h2 id="assign">\(title)</h2></header>
            <form class="form" method="post" action="\(Link("/mails/\(whole.mail.id)/customer"))">
            \(candidates.count > 1 ? choice(texts) : input(texts))
            \(whole.mail.isOutward ? nil : addAddress(texts))
            <div class="buttons"><button class="btn\(" primary", if: whole.customer == nil)">\(texts.assign)</button></div>
            \(suggested)</form></section>
            """
    }

    private func input(_ texts: Texts) -> HTML {
        FormField(
            "customer", texts.customerOfMail, hint: texts.giveHint, isRequired: true,
            attributes: "maxlength=\"200\" autocomplete=\"off\""
        ).refused(refusal).html(texts)
    }

    private func choice(_ texts: Texts) -> HTML {
        SelectField(
            "customer", texts.severalFit,
            candidates.map {
                ($0.id.text, [$0.name, $0.city].filter { !$0.isEmpty }.joined(separator: ", "))
            }
        ).html()
    }

    private func addAddress(_ texts: Texts) -> HTML {
        let isChecked = refusal?.input.sent("add_address") == "on"
        return """
            <label class="check"><input type="checkbox" name="add_address" value="on"\(" checked", if: isChecked)><span>\(
                texts.addAddress)<small>\(whole.mail.fromAddress)</small></span></label>
            """
    }

    private func files(_ texts: Texts) -> HTML {
        """
        <ul class="files" aria-label="\(texts.files)">\(whole.attachments.map { file in
            """
            <li><a href="\(Link("/mails/\(whole.mail.id)/attachments/\(file.id)"))">\(Icon.file)\(
                file.name.isEmpty ? file.type : file.name) <small>\(texts.number((file.bytes + 1023) / 1024)) kB</small></a></li>
            """ as HTML
        })</ul>
        """
    }

    private func thread(_ texts: Texts) -> HTML {
        """
        <section class="card spaced" aria-labelledby="thread"><header><h2 id="thread">\(texts.thread)</h2></header>
        <ul class="rows">\(whole.thread.map { mailRow($0, texts, isHere: $0.id == whole.mail.id) })</ul></section>
        """
    }
}

/// Mails in a list.
struct MailListPage: Sendable {
    let mails: [Mail]
    let unmatched: Bool
    let next: String?

    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        let title = unmatched ? texts.unmatchedMails : texts.mails
        let more = next.map { Link("/mails").with("unmatched", unmatched ? "1" : nil).with("after", $0) }
        return Page(
            title, section: .imports,
            main: """
                <div class="page">
                \(PageHead(title, crumbs: [(Link("/imports"), texts.name(of: .imports))]).html(texts))
                \(mails.isEmpty ? EmptyState(.mail, title, texts.noMails).html
                    : "<ul class=\"rows\">\(mails.map { mailRow($0, texts, isHere: false) })</ul>")
                \(Pager(next: more, at: context.link).html(texts))
                </div>
                """)
    }
}

/// A mail in a list.
private func mailRow(_ mail: Mail, _ texts: Texts, isHere: Bool) -> HTML {
    let title = mail.subject.isEmpty ? texts.noSubject : mail.subject
    return """
        <li class="row"><div><a class="go" href="\(Link("/mails/\(mail.id)"))"\(" aria-current=\"true\"", if: isHere)>\(
            title)</a><small>\(mail.author), \(texts.moment(mail.at))</small></div></li>
        """
}

/// What should be a mail and cannot be read.
struct QuarantinePage: Sendable {
    let items: [QuarantinedMail]
    let next: String?

    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        let more = next.map { Link("/imports/quarantine").with("after", $0) }
        return Page(
            texts.quarantine, section: .imports,
            main: """
                <div class="page">
                \(PageHead(texts.quarantine, crumbs: [(Link("/imports"), texts.name(of: .imports))]).html(texts))
                \(items.isEmpty ? EmptyState(.mail, texts.quarantine, texts.nothingAside).html
                    : "<ul class=\"rows\">\(items.map { row($0, texts) })</ul>")
                \(Pager(next: more, at: context.link).html(texts))
                </div>
                """)
    }

    private func row(_ item: QuarantinedMail, _ texts: Texts) -> HTML {
        """
        <li class="row"><div>\(item.name)<small>\(texts.importReason(item.reason)) \(texts.moment(item.at))</small></div>
        <div class="end buttons"><a class="btn small" href="\(Link("/imports/quarantine/\(item.id)/raw"))">\(
            texts.download)</a><form method="post" action="\(Link("/imports/quarantine/\(item.id)/retry"))"><button class="btn small">\(
            texts.tryAgain)</button></form></div></li>
        """
    }
}

extension Texts {
    var mail: String { pick("E-Mail", "Mail") }
    var mails: String { pick("E-Mails", "Mails") }
    var from: String { pick("Von", "From") }
    var to: String { pick("An", "To") }
    var mailGoesOn: String {
        pick(
            "Die E-Mail geht weiter; hier steht nur ihr Anfang.",
            "The mail goes on; this is only its beginning.")
    }
    var wholeMailAsCame: String { pick("Ganze E-Mail herunterladen", "Download the whole mail") }
    var noSubject: String { pick("(ohne Betreff)", "(no subject)") }
    var files: String { pick("Anhänge", "Attachments") }
    var thread: String { pick("Verlauf", "Thread") }
    var giveToCustomer: String {
        pick("Zu welchem Kunden gehört die E-Mail?", "Which customer is the mail from?")
    }
    var giveToOther: String { pick("Einem anderen Kunden zuordnen", "Give it to another customer") }
    var customerOfMail: String { pick("Kunde", "Customer") }
    var giveHint: String {
        pick("Kundennummer oder Anfang des Namens", "Customer number or beginning of the name")
    }
    var severalFit: String {
        pick("Das passt auf mehrere. Welcher ist es?", "This fits several. Which one is it?")
    }
    var suggestedCustomers: String {
        pick("Mit dieser Adresse oder Domain", "With this address or domain")
    }
    var addAddress: String { pick("Adresse beim Kunden eintragen", "Write the address down at the customer") }
    var assign: String { pick("Zuordnen", "Assign") }
    var noMails: String { pick("Alle E-Mails haben ihren Kunden.", "All mails have their customer.") }
    var nothingAside: String { pick("Alles war lesbar.", "Everything could be read.") }
    var download: String { pick("Herunterladen", "Download") }
    var tryAgain: String { pick("Noch einmal lesen", "Read again") }
}

import Platform
import Web

/// The customer list: filters, one row a customer, the way to the next piece.
struct CustomerListPage: Sendable {
    let query: CustomerQuery
    let list: CustomerService.List
    /// The saved list that is shown.
    let view: ID<CustomerView>?

    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        let actions: HTML? =
            context.viewer.isEmployee
            ? """
            <a class="btn" href="\(export)">\(Icon.download)\(texts.exportAsCSV)</a><a class="btn primary" href="/customers/new">\(
                Icon.plus)\(texts.newCustomer)</a>
            """ : nil
        let content: HTML = """
            <div class="page full">
            \(PageHead(texts.name(of: .customers), actions: actions ?? .empty).html(texts))
            \(tabs(context))
            \(filters(texts))
            \(list.customers.isEmpty && list.next == nil ? empty(texts) : table(texts))
            \(further(texts))
            \(Pager(next: next, at: context.link).html(texts))
            </div>
            """
        return Page(texts.name(of: .customers), section: .customers, main: content)
    }

    private var export: Link {
        Link(query.link.path.replacing("/customers", with: "/customers/export", maxReplacements: 1))
    }

    /// The list in another order.
    private func link(sort: CustomerQuery.Sort) -> Link { query.without { $0.sort = sort }.link }

    private func tabs(_ context: PageContext) -> HTML? {
        let texts = context.texts
        var fixed: [(String, CustomerQuery)] = [(texts.all, CustomerQuery())]
        if context.viewer.isEmployee {
            var mine = CustomerQuery()
            mine.responsible = context.viewer.id
            var dunned = CustomerQuery()
            dunned.sort = .dunning
            fixed += [(texts.myCustomers, mine), (texts.dunned, dunned)]
        }
        let tabs = fixed.map { tab($0.0, $0.1.link, isCurrent: view == nil && $0.1.link == query.link) }
        let saved = list.views.map {
            tab($0.name, $0.link.with("view", $0.id.text), isCurrent: view == $0.id)
        }
        return "<nav class=\"tabs\" aria-label=\"\(texts.views)\">\(tabs)\(saved)</nav>"
    }

    private func tab(_ name: String, _ link: Link, isCurrent: Bool) -> HTML {
        "<a href=\"\(link)\"\(" aria-current=\"page\"", if: isCurrent)>\(name)</a>"
    }

    /// Saves this list, or renames and removes the saved one.
    private func viewLink(_ texts: Texts) -> HTML {
        if let view, let saved = list.views.first(where: { $0.id == view }) {
            return """
                <a class="btn small quiet end" href="/views/\(view)/edit" data-dialog>\(Icon.edit)\(saved.name)</a>
                """
        }
        let link = Link(query.link.path.replacing("/customers", with: "/views/new", maxReplacements: 1))
        return
            "<a class=\"btn small quiet end\" href=\"\(link)\" data-dialog>\(Icon.star)\(texts.saveView)</a>"
    }

    private func filters(_ texts: Texts) -> HTML {
        let kinds = [("", texts.anyKind)] + Customer.Kind.allCases.map { ($0.rawValue, texts.name(of: $0)) }
        let tags = [("", texts.anyTag)] + list.tags.map { ($0, $0) }
        return """
            <form class="filters" method="get" action="/customers" data-auto>
              <input type="search" name="name" value="\(query.name)" aria-label="\(texts.nameBegins)" placeholder="\(
                texts.nameBegins)" maxlength="200">
              \(SelectField("kind", texts.kind, kinds, selected: query.kind?.rawValue ?? "").bare())
              \(list.tags.isEmpty ? nil : SelectField("tag", texts.tag, tags, selected: query.tag).bare())
              \(list.colleagues.isEmpty ? nil : responsibleFilter(texts))
              <button class="btn">\(texts.pick("Filtern", "Filter"))</button>
              \(moreFilters(texts))
              \(chips(texts))
              \(query.sort == .name ? nil : "<input type=\"hidden\" name=\"sort\" value=\"\(query.sort.rawValue)\">" as HTML)
              \(tagLink(texts))\(viewLink(texts))
            </form>
            """
    }

    /// Colleagues rename the tag by which the list is narrowed.
    private func tagLink(_ texts: Texts) -> HTML? {
        guard !query.tag.isEmpty else { return nil }
        return """
            <a class="btn small quiet" href="\(Link.tag(query.tag) / "edit")" data-dialog>\(Icon.tag)\(
                texts.renameTag)</a>
            """
    }

    /// What one seldom narrows by; the order of those who are dunned holds nobody else. Guests do not learn who owes what.
    private func moreFilters(_ texts: Texts) -> HTML {
        let isOurs = !list.colleagues.isEmpty
        return """
            <details class="menu"><summary class="btn small quiet">\(Icon.filter)\(texts.moreFilters)</summary>
            <div class="menu-list form">
            \(line("city", texts.city, query.city, limit: 200))
            \(line("postcode", texts.postcodeBegins, query.postcode, limit: 20))
            \(line("number", texts.name(ofField: "number"), query.number, limit: 100))
            \(check("watched", texts.watched, query.isWatched))
            \(isOurs ? check("owing", texts.owing, query.isOwing) : nil)
            \(isOurs && query.sort != .dunning ? check("dunned", texts.dunned, query.isDunned) : nil)
            <button class="btn small">\(texts.pick("Filtern", "Filter"))</button>
            </div></details>
            """
    }

    private func line(_ name: String, _ label: String, _ value: String, limit: Int) -> HTML {
        """
        <input name="\(name)" value="\(value)" aria-label="\(label)" placeholder="\(label)" maxlength="\(limit)">
        """
    }

    private func check(_ name: String, _ label: String, _ isSet: Bool) -> HTML {
        """
        <label class="check"><input type="checkbox" name="\(name)"\(" checked", if: isSet)><span>\(label)</span></label>
        """
    }

    /// What narrows the list and stands in no select: each with a cross.
    private func chips(_ texts: Texts) -> [HTML] {
        let set: [(String, CustomerQuery)] = [
            (query.city.isEmpty ? "" : "\(texts.city): \(query.city)", query.without { $0.city = "" }),
            (
                query.postcode.isEmpty ? "" : "\(texts.postcodeBegins): \(query.postcode)",
                query.without { $0.postcode = "" }
            ),
            (
                query.number.isEmpty ? "" : "\(texts.name(ofField: "number")): \(query.number)",
                query.without { $0.number = "" }
            ),
            (query.isWatched ? texts.watched : "", query.without { $0.isWatched = false }),
            (query.isOwing ? texts.owing : "", query.without { $0.isOwing = false }),
            (query.isDunned ? texts.dunned : "", query.without { $0.isDunned = false }),
        ]
        return set.filter { !$0.0.isEmpty }.map { name, rest in
            """
            <span class="tag">\(name) <a href="\(rest.link)" aria-label="\(texts.remove): \(name)">\(
                Icon.close.small)</a></span>
            """
        }
    }

    private func responsibleFilter(_ texts: Texts) -> HTML {
        let people = [("", texts.anyResponsible)] + list.colleagues.map { ($0.id.text, $0.name) }
        return SelectField(
            "responsible", texts.responsible, people, selected: query.responsible?.text ?? ""
        ).bare()
    }

    private func table(_ texts: Texts) -> HTML {
        """
        <div class="table-wrap" role="region" aria-label="\(texts.name(of: .customers))" tabindex="0">
        <table class="table" data-list>
          <thead><tr>
            \(head(texts.customerName, .name))
            <th scope="col" class="wide">\(texts.name(ofField: "number"))</th>
            <th scope="col" class="wide">\(texts.city)</th>
            <th scope="col" class="wide">\(texts.responsible)</th>
            <th scope="col" class="wide">\(texts.tags)</th>
            \(head(texts.lastContact, .lastContact, "wide"))
            \(head(texts.openSum, .open, "wide end"))
            <th scope="col">\(texts.state)</th>
          </tr></thead>
          <tbody>\(list.customers.map { row($0, texts) })</tbody>
        </table>
        </div>
        """
    }

    private func head(_ title: String, _ sort: CustomerQuery.Sort, _ classes: String = "") -> HTML {
        let sorted: HTML =
            query.sort == sort
            ? (sort == .name ? " aria-sort=\"ascending\"" : " aria-sort=\"descending\"") : ""
        return
            "<th scope=\"col\" class=\"\(classes)\"\(sorted)><a href=\"\(link(sort: sort))\">\(title)</a></th>"
    }

    private func row(_ customer: Customer, _ texts: Texts) -> HTML {
        let parts = list.parts[customer.id]
        let money = parts?.owed.map { texts.money(cents: $0.cents, currency: $0.currency) } ?? []
        return """
            <tr><th scope="row"><span class="who">\(avatar(customer))<span><a class="go" href="\(
                Link.customer(customer.id))">\(customer.name)</a><small class="narrow">\(customer.city)</small></span></span></th>
            <td class="wide">\(parts?.number)</td>
            <td class="wide">\(cityLink(customer.city))</td>
            <td class="wide">\(parts?.responsible.map { colleague($0.id, $0.name) })</td>
            <td class="wide"><span class="tags">\(parts?.tags.prefix(4).map(tag) ?? [])</span></td>
            <td class="wide">\(texts.ago(customer.lastEntryAt))</td>
            <td class="wide end num">\(money.joined(separator: " + "))</td>
            <td>\(state(customer, texts))</td></tr>
            """
    }

    private func cityLink(_ city: String) -> HTML? {
        guard !city.isEmpty else { return nil }
        var query = query
        query.city = city
        return "<a href=\"\(query.link)\">\(city)</a>"
    }

    private func colleague(_ id: PersonID, _ name: String) -> HTML {
        "<span class=\"who\">\(Avatar(id, name, size: "s").html)\(name)</span>"
    }

    private func tag(_ tag: String) -> HTML {
        "<a class=\"tag\" href=\"\(Link("/customers").with("tag", tag))\">\(tag)</a>"
    }

    private func state(_ customer: Customer, _ texts: Texts) -> HTML? {
        customer.dunningLevel == 0
            ? nil : "<span class=\"pill bad\">\(texts.dunningLevel(customer.dunningLevel))</span>"
    }

    private var next: Link? {
        list.next.map { query.link.with("view", view?.text).with("after", $0.text) }
    }

    /// Says that the piece ended before it was full: several things narrow the list, and they seldom come together.
    private func further(_ texts: Texts) -> HTML? {
        guard list.next != nil, list.customers.count < CustomerStore.listSize else { return nil }
        return "<p class=\"muted\">\(texts.searchedSoFar(CustomerStore.walkLimit))</p>"
    }

    private func empty(_ texts: Texts) -> HTML {
        // Another feature takes them in.
        let action = texts.features[Creation.self, "import"].map {
            "<a class=\"btn primary\" href=\"\($0.link)\">\($0.icon)\(texts.pick($0.name))</a>" as HTML
        }
        return EmptyState(.customers, texts.noCustomers, texts.noCustomersHint, action: action ?? .empty).html
    }
}

/// A customer's picture.
func avatar(_ customer: Customer, size: String = "") -> HTML {
    Avatar(customer.id, customer.name, size: size, isFirm: customer.details.kind == .company).html
}

extension Texts {
    func searchedSoFar(_ count: Int) -> String {
        pick(
            "Bis hierher wurden \(number(count)) Kunden durchgesehen. Dahinter kann es weitere geben.",
            "\(number(count)) customers were looked through so far. There may be more behind them.")
    }
}

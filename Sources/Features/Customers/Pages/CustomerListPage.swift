import Platform
import Web

/// The customer list: filters, one row a customer, the way to the next piece.
struct CustomerListPage: Sendable {
    let query: CustomerQuery
    let list: CustomerService.List

    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        let actions: HTML? =
            context.viewer.isEmployee
            ? "<a class=\"btn primary\" href=\"/customers/new\">\(Icon.plus)\(texts.newCustomer)</a>" : nil
        let content: HTML = """
            <div class="page full">
            \(PageHead(texts.name(of: .customers), actions: actions ?? .empty).html(texts))
            \(tabs(context))
            \(filters(texts))
            \(list.customers.isEmpty ? empty(texts) : table(texts))
            \(pages(texts))
            </div>
            """
        return Page(texts.name(of: .customers), section: .customers, main: content)
    }

    /// The list with another order or filter.
    private func link(sort: CustomerQuery.Sort? = nil, responsible: PersonID? = nil) -> Link {
        let sort = sort ?? query.sort
        return Link("/customers")
            .with("name", query.name).with("tag", query.tag).with("city", query.city).with(
                "kind", query.kind?.rawValue
            )
            .with("responsible", (responsible ?? query.responsible)?.text)
            .with("sort", sort == .name ? nil : sort.rawValue)
    }

    private func tabs(_ context: PageContext) -> HTML? {
        guard context.viewer.isEmployee else { return nil }
        let isMine = query.responsible == context.viewer.id
        let current: HTML = " aria-current=\"page\""
        return """
            <nav class="tabs" aria-label="\(context.texts.views)">
            <a href="/customers"\(!isMine && query.sort != .dunning ? current : "")>\(context.texts.all)</a>
            <a href="\(Link("/customers").with("responsible", context.viewer.id.text))"\(isMine ? current : "")>\(
                context.texts.myCustomers)</a>
            <a href="\(Link("/customers").with("sort", "dunning"))"\(query.sort == .dunning ? current : "")>\(
                context.texts.dunned)</a>
            </nav>
            """
    }

    private func filters(_ texts: Texts) -> HTML {
        let kinds = [("", texts.anyKind)] + Customer.Kind.allCases.map { ($0.rawValue, texts.name(of: $0)) }
        let tags = [("", texts.anyTag)] + list.tags.map { ($0, $0) }
        return """
            <form class="filters" method="get" action="/customers" data-auto>
              <input type="search" name="name" value="\(query.name)" aria-label="\(texts.nameBegins)" placeholder="\(
                texts.nameBegins)" maxlength="200">
              \(SelectField("kind", texts.kind, kinds, selected: query.kind?.rawValue ?? "").bare())
              \(SelectField("tag", texts.tag, tags, selected: query.tag).bare())
              \(query.city.isEmpty ? nil : cityFilter(texts))
              \(query.responsible.map { "<input type=\"hidden\" name=\"responsible\" value=\"\($0)\">" as HTML })
              <button class="btn small quiet">\(texts.pick("Filtern", "Filter"))</button>
            </form>
            """
    }

    private func cityFilter(_ texts: Texts) -> HTML {
        """
        <span class="tag">\(texts.city): \(query.city) <a href="/customers" aria-label="\(texts.remove)">\(
            Icon.close.small)</a></span><input type="hidden" name="city" value="\(query.city)">
        """
    }

    private func table(_ texts: Texts) -> HTML {
        """
        <div class="table-wrap" role="region" aria-label="\(texts.name(of: .customers))" tabindex="0">
        <table class="table" data-list>
          <thead><tr>
            \(head(texts.customerName, .name))
            <th scope="col" class="wide">\(texts.city)</th>
            \(head(texts.lastContact, .lastContact, "wide"))
            \(head(texts.openSum, .dunning, "wide end"))
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
        let money = customer.openCents == 0 ? "" : texts.money(cents: customer.openCents, currency: "EUR")
        return """
            <tr><th scope="row"><span class="who">\(avatar(customer))<span><a class="go" href="\(
                Link.customer(customer.id))">\(customer.name)</a><small class="narrow">\(customer.city)</small></span></span></th>
            <td class="wide">\(customer.city)</td>
            <td class="wide">\(texts.ago(customer.lastEntryAt))</td>
            <td class="wide end num">\(money)</td>
            <td>\(state(customer, texts))</td></tr>
            """
    }

    private func state(_ customer: Customer, _ texts: Texts) -> HTML? {
        customer.dunningLevel == 0
            ? nil : "<span class=\"pill bad\">\(texts.dunningLevel(customer.dunningLevel))</span>"
    }

    private func pages(_ texts: Texts) -> HTML? {
        guard let next = list.next else { return nil }
        return """
            <nav class="pages" aria-label="\(texts.pages)"><span></span><span class="buttons">
            <a class="btn small" rel="next" href="\(link().with("after", next.text))">\(texts.next)</a></span></nav>
            """
    }

    private func empty(_ texts: Texts) -> HTML {
        EmptyState(
            .customers, texts.noCustomers, texts.noCustomersHint,
            action:
                "<a class=\"btn primary\" href=\"/imports\">\(Icon.imports)\(texts.name(of: .imports))</a>"
        ).html
    }
}

/// A customer's picture.
func avatar(_ customer: Customer, size: String = "") -> HTML {
    Avatar(customer.id, customer.name, size: size, isFirm: customer.details.kind == .company).html
}

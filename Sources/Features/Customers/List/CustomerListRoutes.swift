import Formats
import Platform
import Web

/// The routes around the customer list: export and saved views.
package struct CustomerListRoutes: Sendable {
    let service: CustomerService

    /// Routes over `service`.
    package init(service: CustomerService) { self.service = service }

    /// All of them.
    package var routes: [Route] { [export, newView, views, addView, editView, renameView, removeView] }

    private static let name = Field.optional("name", .text(0...200), or: "", "The name begins like this.")
    private static let tag = Field.optional("tag", .text(0...100), or: "")
    private static let city = Field.optional("city", .text(0...200), or: "")
    private static let kind = Field.optional("kind", .choice(Customer.Kind.self))
    private static let responsible = Field.optional(
        "responsible", .id(PersonID.self), "A person's id.")
    private static let postcode = Field.optional(
        "postcode", .text(0...20), or: "", "A postcode of an address begins like this.")
    private static let number = Field.optional(
        "number", .text(0...100), or: "", "The number that another system has for the customer.")
    private static let watched = Field.flag("watched", "Only customers that you watch.")
    private static let owing = Field.flag("owing", "Only customers with open items.")
    private static let dunned = Field.flag("dunned", "Only customers that are dunned.")
    private static let sort = Field.optional("sort", .choice(CustomerQuery.Sort.self), or: .name)

    /// What narrows and orders a list.
    static let filterFields: [any InputField] = [
        name, tag, city, kind, responsible, postcode, number, watched, owing, dunned, sort,
    ]

    static func query(_ input: Input) throws -> CustomerQuery {
        var query = CustomerQuery()
        query.name = try input[name]
        query.tag = try input[tag]
        query.city = try input[city]
        query.kind = try input[kind]
        query.responsible = try input[responsible]
        query.postcode = try input[postcode]
        query.number = try input[number]
        query.isWatched = try input[watched]
        query.isOwing = try input[owing]
        query.isDunned = try input[dunned]
        query.sort = try input[sort]
        return query
    }

    // MARK: Export

    private var export: Route {
        Route(
            .get, "customers/export", .employee, summary: "All customers of a list as CSV.",
            fields: Self.filterFields
        ) { [service] request in
            let query = try Self.query(request.input)
            let texts = request.texts
            let csv = CSVWriter()
            let (viewer, address) = (request.viewer, request.address)
            return .stream(type: "text/csv; charset=utf-8", fileName: texts.exportFileName) { writer in
                try await writer.write(csv.preamble + csv.row(texts.exportHeads))
                try await service.export(query, by: viewer, address: address) { export in
                    try await writer.write(export.rows(csv, texts))
                }
            }
        }
    }

    // MARK: Views

    private static let viewName = Field.optional("view_name", .name(0...60), or: "")

    private var newView: Route {
        Route(
            .get, "views/new", .signedIn, mount: .page, summary: "The form to save a list.",
            fields: Self.filterFields
        ) { request in
            try Self.form(request, Link("/views"), hidden: Self.query(request.input)).reply(to: request)
        }
    }

    private var views: Route {
        Route(
            .get, "views", .signedIn, mount: .api, summary: "The lists that you saved.",
            example: ListJSON([CustomerViewJSON.example], next: nil)
        ) { [service] request in
            .json(ListJSON(try await service.views(of: request.viewer).map(CustomerViewJSON.init), next: nil))
        }
    }

    private var addView: Route {
        Route(
            .post, "views", .signedIn, summary: "Saves a list for yourself.",
            fields: Self.filterFields + [Self.viewName], example: CustomerViewJSON.example
        ) { [service] request in
            let query = try Self.query(request.input).allowed(for: request.viewer)
            return try await request.answering { refusal in
                var form = Self.form(request, Link("/views"), hidden: query)
                form.refusal = refusal
                return form.reply(to: request)
            } _: {
                let view = try await service.save(
                    query, as: request.input[Self.viewName], by: request.viewer)
                return .changed(
                    CustomerViewJSON(view), status: 201, goTo: view.link.with("view", view.id.text))
            }
        }
    }

    private var editView: Route {
        Route(.get, "views/:view/edit", .signedIn, mount: .page, summary: "The form to rename a saved list.")
        {
            [service] request in
            try await Self.form(request, service).reply(to: request)
        }
    }

    private var renameView: Route {
        Route(
            .patch, "views/:view", .signedIn, summary: "Renames a saved list.", fields: [Self.viewName],
            example: CustomerViewJSON.example
        ) { [service] request in
            try await request.answering { refusal in
                var form = try await Self.form(request, service)
                form.refusal = refusal
                return form.reply(to: request)
            } _: {
                let id: ID<CustomerView> = try request.id("view")
                try await service.rename(view: id, to: request.input[Self.viewName], by: request.viewer)
                guard let view = try await service.views(of: request.viewer).first(where: { $0.id == id })
                else {
                    throw AppError.notFound
                }
                return .changed(CustomerViewJSON(view), goTo: view.link.with("view", view.id.text))
            }
        }
    }

    private var removeView: Route {
        Route(.delete, "views/:view", .signedIn, summary: "Removes a saved list.") { [service] request in
            try await service.remove(view: try request.id("view"), by: request.viewer)
            return .removed(goTo: Link("/customers"))
        }
    }

    private static func form(_ request: Request, _ service: CustomerService) async throws -> PartForm {
        let id: ID<CustomerView> = try request.id("view")
        guard let view = try await service.views(of: request.viewer).first(where: { $0.id == id }) else {
            throw AppError.notFound
        }
        let link = Link("/views/\(id)")
        var form = form(request, link.method("PATCH"), hidden: nil)
        form.values = ["view_name": view.name]
        form.removal = link
        return form
    }

    private static func form(_ request: Request, _ action: Link, hidden query: CustomerQuery?) -> PartForm {
        let filters = query.map(\.pairs) ?? []
        return PartForm(
            customer: nil, title: request.texts.saveView, action: action,
            inputs: [PartInput(name: "view_name", isRequired: true, limit: 60)]
                + filters.map { PartInput(name: $0.name, control: .hidden) },
            values: Dictionary(filters.map { ($0.name, $0.value) }, uniquingKeysWith: { _, last in last }))
    }
}

extension CustomerQuery {
    /// Its filters as a form sends them.
    var pairs: [(name: String, value: String)] {
        PercentCoding.pairs(link.path.split(separator: "?").dropFirst().joined()) ?? []
    }
}

/// A saved list, for programs.
struct CustomerViewJSON: Encodable, Sendable {
    let id: String
    let name: String
    let path: String

    init(_ view: CustomerView) { (id, name, path) = (view.id.text, view.name, view.link.path) }

    static let example = CustomerViewJSON(CustomerView(id: ID(1), name: "", link: Link("/customers")))
}

extension Texts {
    var saveView: String { pick("Ansicht speichern", "Save view") }
    var exportFileName: String { pick("Kunden.csv", "customers.csv") }
    var exportHeads: [String] {
        let names = CustomerField.exportedNames.map { pick($0.words) }
        let facts = CustomerField.exportedFacts.map { pick($0.words) }
        return pick("Kundennummer;Art;Name", "Customer number;Kind;Name").heads + names
            + pick(
                "Straße;PLZ;Ort;Land;Telefon;E-Mail", "Street;Postcode;Town;Country;Phone;E-mail"
            ).heads + facts
            + pick(
                "Betreuung;Merkmale;Letzter Kontakt;Mahnstufe;Offen;Währung",
                "Responsible;Tags;Last contact;Dunning level;Open;Currency"
            ).heads
    }
}

extension String {
    fileprivate var heads: [String] { split(separator: ";").map(String.init) }
}

import Platform
import Timeline
import Web

/// The routes of customers themselves: list, page, creating, editing, history.
struct CustomerRoutes: Sendable {
    let service: CustomerService
    let narrowing: TimelineNarrowing

    /// All of them.
    var routes: [Route] { [list, newPage, create, show, editPage, update, history] }

    private static let detailFields: [any InputField] = CustomerField.all.map(\.input)

    // What only a new customer takes; later each is a part of its own.
    private static let phone = Field.optional("phone", .text(0...100), or: "", "In any writing.")
    private static let email = Field.optional("email", .text(0...320), or: "")
    private static let street = Field.optional("street", .text(0...200), or: "")
    private static let postcode = Field.optional("postcode", .text(0...20), or: "")
    private static let city = Field.optional("city", .text(0...100), or: "")
    private static let responsible = Field.flag("responsible", "Makes you responsible for the customer.")

    private static func new(_ request: Request) throws -> CustomerDraft {
        let input = request.input
        var details = CustomerDetails()
        for field in CustomerField.all {
            guard let value = try input[field.input] else { continue }
            try field.set(value, in: &details)
        }
        // What a form sends of the other kind was hidden when it was sent.
        if request.rendering != .json { details.forgetOtherKind() }
        var new = CustomerDraft(details)
        (new.phone, new.email) = try (input[phone], input[email])
        (new.street, new.postcode, new.city) = try (input[street], input[postcode], input[city])
        new.care = try input[responsible] ? CareTopic(request.texts.language) : nil
        return new
    }

    private static let after = Field.optional(
        "after", .text(0...500), or: "", "The cursor `next` of the list before.")
    private static let view = Field.optional(
        "view", .id(ID<CustomerView>.self), "The saved list that is shown.")

    private var list: Route {
        Route(
            .get, "customers", .signedIn,
            summary: "Customers, 50 at a time; fewer, with `next`, when several filters seldom fit together.",
            fields: CustomerListRoutes.filterFields + [Self.after, Self.view],
            example: ListJSON([CustomerJSON.listExample], next: "")
        ) { [service] request in
            let query = try Self.query(request.input).allowed(for: request.viewer)
            let view = try request.input[Self.view]
            let list = try await service.list(query, for: request.viewer)
            return .show(
                ListJSON(list.customers.map { CustomerJSON($0, list.parts[$0.id]) }, next: list.next?.text)
            ) { CustomerListPage(query: query, list: list, view: view).page($0) }
        }
    }

    static func query(_ input: Input) throws -> CustomerQuery {
        var query = try CustomerListRoutes.query(input)
        if let after = try input[after].filled {
            guard let cursor = CustomerQuery.Cursor(text: after), cursor.fits(query.sort) else {
                throw AppError.invalid(["after": "choice"])
            }
            query.after = cursor
        }
        return query
    }

    private var newPage: Route {
        Route(.get, "customers/new", .employee, mount: .page, summary: "The form for a new customer.") { _ in
            .page { CustomerFormPage(customer: nil).page($0) }
        }
    }

    private var create: Route {
        Route(
            .post, "customers", .employee, summary: "Adds a customer.",
            fields: Self.detailFields + [
                Self.phone, Self.email, Self.street, Self.postcode, Self.city, Self.responsible,
            ], example: CustomerJSON.example
        ) { [service] request in
            return try await request.answering { refusal in
                var form = CustomerFormPage(customer: nil)
                form.refusal = refusal
                return form.reply(to: request)
            } _: {
                let customer = try await service.create(try Self.new(request), by: request.viewer)
                return .changed(
                    CustomerJSON(customer), version: customer.version, status: 201,
                    goTo: .customer(customer.id))
            }
        }
    }

    private var show: Route {
        Route(
            .get, "customers/:id", .signedIn, summary: "The whole customer with the newest entries.",
            fields: narrowing.fields, example: WholeJSON.example
        ) { [service, narrowing] request in
            let id: CustomerID = try request.id()
            let filter = try narrowing.filter(request.input, zone: request.texts.zone)
            let whole = try await service.whole(id, filter, on: request.texts.today, for: request.viewer)
            // A customer that was merged is found under its old link.
            guard whole.customer.id == id || request.rendering == .json else {
                return .redirect(.customer(whole.customer.id))
            }
            if request.rendering == .page {
                try await service.noteVisit(of: whole, by: request.viewer, at: request.texts.now)
            }
            return .show(WholeJSON(whole), version: whole.customer.version) {
                CustomerPage(whole: whole, filter: filter).page($0)
            }
        }
    }

    private var editPage: Route {
        Route(.get, "customers/:id/edit", .employee, mount: .page, summary: "The form for a customer.") {
            [service] request in
            let whole = try await service.read(
                try request.id(), [], on: request.texts.today, for: request.viewer)
            return .page { CustomerFormPage(customer: whole.customer).page($0) }
        }
    }

    private var update: Route {
        Route(
            .patch, "customers/:id", .employee, takesVersion: true,
            summary: "Changes details; only the given fields are touched.",
            fields: Self.detailFields, example: CustomerJSON.example
        ) { [service] request in
            let id: CustomerID = try request.id()
            do {
                let customer = try await service.update(
                    id, try Self.values(request.input), seen: request.expectedVersion, by: request.viewer)
                return .changed(
                    CustomerJSON(customer), version: customer.version,
                    goTo: .customer(customer.id).with("done", "saved"))
            } catch let error as AppError where request.rendering != .json && error.canBeShown {
                let whole = try await service.read(id, [], on: request.texts.today, for: request.viewer)
                var form = CustomerFormPage(customer: whole.customer)
                form.refusal = FormRefusal(error: error, input: request.input)
                form.seen = error.code == .conflict ? nil : request.expectedVersion
                return form.reply(to: request)
            }
        }
    }

    private static let before = Field.optional(
        "after", .int(0...Int.max), "The cursor `next` of the list before.")

    private var history: Route {
        Route(
            .get, "customers/:id/history", .employee, summary: "Every change of every field, newest first.",
            fields: [Self.before], example: ListJSON([ChangeJSON.example], next: "")
        ) { [service] request in
            let history = try await service.history(
                of: try request.id(), before: try request.input[Self.before].map(Int64.init),
                for: request.viewer)
            return .show(ListJSON(history.changes.map(ChangeJSON.init), next: history.next.map(String.init)))
            {
                CustomerHistoryPage(history: history).page($0)
            }
        }
    }

    /// The given detail fields by name.
    private static func values(_ input: Input) throws -> [String: String] {
        try CustomerField.all.reduce(into: [:]) { values, field in
            values[field.name] = try input[field.input]
        }
    }
}

extension CustomerField {
    /// What takes its value as text; nil: it stays as it is.
    var input: Field<String?> { .optional(name, isName ? .name(0...limit) : .text(0...limit)) }
}

extension Link {
    /// A customer's page.
    package static func customer(_ id: CustomerID) -> Link { Link("/customers/\(id)") }
    /// An entry among the others of its customer, however old it is.
    package static func entry(_ id: EntryID, of customer: CustomerID) -> Link {
        .customer(customer) / "timeline" / id.text
    }
}

/// A change of a field, for programs.
struct ChangeJSON: Encodable, Sendable {
    let at: Timestamp
    let by: String
    let field: String
    let old: String
    let new: String

    init(_ change: Change) {
        (at, by, field, old, new) = (change.at, change.by, change.field, change.old, change.new)
    }

    static let example = ChangeJSON(
        Change(at: Timestamp(us: 0), by: "Anna", field: "website", old: "", new: "x"))
}

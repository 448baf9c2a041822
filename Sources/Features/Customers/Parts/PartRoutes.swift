import Platform
import Web

/// One kind of thing that belongs to a customer: how it is added, changed and removed, by form and by JSON.
struct PartKind: Sendable {
    /// What a form is made from.
    struct Asked: Sendable {
        let request: Request
        let whole: CustomerService.Whole
        var texts: Texts { request.texts }
    }

    /// A row that stands there.
    struct Row: Sendable {
        let values: [String: String]
        let version: Int
    }

    /// Something that stands there already, listed below the form.
    struct Present: Sendable {
        let name: String
        /// Behind the customer in the path: where it is removed.
        let path: String
        /// Whether it has a form of its own, at `path/edit`.
        var isEditable = false
    }

    /// How a row is changed.
    struct Editing: Sendable {
        /// The row with this id (as link text); nil: there is none.
        let row: @Sendable (CustomerService.Whole, String) -> Row?
        let save:
            @Sendable (CustomerID, Request) async throws -> (json: any Encodable & Sendable, version: Int)
    }

    /// The segment behind the customer in the path.
    let path: String
    /// For `openapi.json`, e.g. "an address".
    let about: String
    let fields: [any InputField]
    let example: any Encodable & Sendable
    let title: @Sendable (Texts) -> String
    /// Which parts of the customer the form needs.
    var needs: Set<CustomerPart> = []
    let inputs: @Sendable (Asked) async throws -> [PartInput]
    /// What stands in the place of a form that has nothing to choose from; nil: the form.
    var instead: @Sendable (Asked, [PartInput]) -> HTML? = { _, _ in nil }
    /// What stands in the form for a new one.
    var preset: [String: String] = [:]
    /// What is there already.
    var present: @Sendable (Asked) -> [Present] = { _ in [] }
    /// The form, behind the customer in the path, that adds to what is there; nil: this one does.
    var addition: @Sendable (Asked) -> (path: String, name: String)? = { _ in nil }
    let add: @Sendable (CustomerID, Request) async throws -> any Encodable & Sendable
    var editing: Editing?
    /// Removes the row that the path names as `part`; nil: rows stay for ever.
    var remove: (@Sendable (CustomerID, Request) async throws -> Void)?
}

/// The routes of one kind.
struct PartRoutes: Sendable {
    let service: CustomerService
    let kind: PartKind

    private var base: String { "customers/:id/\(kind.path)" }

    /// All of them.
    var routes: [Route] {
        [newPage, add] + (kind.editing.map { [editPage($0), change($0)] } ?? [])
            + (kind.remove.map { [remove($0)] } ?? [])
    }

    // MARK: Adding

    private var newPage: Route {
        Route(
            .get, "\(base)/new", .employee, mount: .page, summary: "The form to add \(kind.about).",
            fields: kind.fields.map { Field.optional($0.name, .text(0...200)) }
        ) { [self] request in
            let asked = try await ask(request)
            var values = kind.preset
            for field in kind.fields {
                values[field.name] = request.input.sent(field.name) ?? values[field.name]
            }
            return try await form(asked, values).reply(to: request)
        }
    }

    private var add: Route {
        Route(
            .post, base, .employee, summary: "Adds \(kind.about).", fields: kind.fields, example: kind.example
        ) { [self] request in
            let id: CustomerID = try request.id()
            return try await request.answering { refusal in
                var form = try await form(try await ask(request), [:])
                form.refusal = refusal
                return form.reply(to: request)
            } _: {
                request.changed(try await kind.add(id, request), status: 201, of: id)
            }
        }
    }

    // MARK: Changing

    private func editPage(_ editing: PartKind.Editing) -> Route {
        Route(
            .get, "\(base)/:part/edit", .employee, mount: .page, summary: "The form to change \(kind.about)."
        ) { [self] request in
            let asked = try await ask(request)
            guard let row = editing.row(asked.whole, request.text("part")) else { throw AppError.notFound }
            return try await form(asked, row.values, row).reply(to: request)
        }
    }

    private func change(_ editing: PartKind.Editing) -> Route {
        Route(
            .patch, "\(base)/:part", .employee, takesVersion: true, summary: "Changes \(kind.about).",
            fields: kind.fields, example: kind.example
        ) { [self] request in
            let id: CustomerID = try request.id()
            do {
                let saved = try await editing.save(id, request)
                return request.changed(saved.json, version: saved.version, of: id)
            } catch let error as AppError where request.rendering != .json && error.canBeShown {
                return try await again(editing, error, request).reply(to: request)
            }
        }
    }

    /// The form as it was sent, with what is wrong. After a conflict it tells what somebody else wrote, and the next try
    /// means what stands there now.
    private func again(
        _ editing: PartKind.Editing, _ error: AppError, _ request: Request
    ) async throws -> PartForm {
        let asked = try await ask(request)
        guard let row = editing.row(asked.whole, request.text("part")) else { throw AppError.notFound }
        var form = try await form(asked, row.values, row)
        form.refusal = FormRefusal(error: error, input: request.input)
        if error.code == .conflict {
            form.theirs = row.values.filter { $0.value != request.input.sent($0.key) ?? "" }
        } else {
            form.version = request.expectedVersion
        }
        return form
    }

    private func remove(_ remove: @escaping @Sendable (CustomerID, Request) async throws -> Void) -> Route {
        Route(.delete, "\(base)/:part", .employee, summary: "Removes \(kind.about).") { request in
            let id: CustomerID = try request.id()
            try await remove(id, request)
            return request.removed(from: id)
        }
    }

    // MARK: The form

    private func ask(_ request: Request) async throws -> PartKind.Asked {
        PartKind.Asked(
            request: request,
            whole: try await service.read(
                try request.id(), kind.needs, on: request.texts.today, for: request.viewer))
    }

    private func form(
        _ asked: PartKind.Asked, _ values: [String: String], _ row: PartKind.Row? = nil
    ) async throws -> PartForm {
        let customer = asked.whole.customer
        let base = Link.customer(customer.id)
        let list = base / kind.path
        let part = list / asked.request.text("part")
        let inputs = try await kind.inputs(asked)
        return PartForm(
            customer: customer, title: kind.title(asked.texts),
            action: row == nil ? list : part.method("PATCH"),
            inputs: inputs, instead: kind.instead(asked, inputs), values: values, version: row?.version,
            removal: row == nil || kind.remove == nil ? nil : part,
            present: kind.present(asked).map {
                .init(name: $0.name, link: base / $0.path, isEditable: $0.isEditable)
            }, addition: kind.addition(asked).map { (base / $0.path, $0.name) })
    }
}

extension AppError {
    /// A form can say what is wrong.
    var canBeShown: Bool { !fields.isEmpty || code == .conflict }
}

import People
import Platform
import Web

/// The kinds of things that belong to a customer, each with its form and its JSON.
struct PartKinds: Sendable {
    let service: CustomerPartsService

    /// All of them.
    var all: [PartKind] {
        [reach, address, contact, number, tag, responsibility, fact, consent, relation, guest]
    }

    // MARK: How to reach the customer

    private enum ReachFields {
        static let kind = Field.required("kind", .choice(Reach.Kind.self))
        static let value = Field.required("value", .text(0...200), "In any writing; stored in one.")
        static let label = Field.optional("label", .name(0...50), or: "", "e.g. mobil.")
        static let contact = Field.optional(
            "contact", .id(ID<Contact>.self), "A person at the company; absent: the customer.")
        static let all: [any InputField] = [kind, value, label, contact]
    }

    var reach: PartKind {
        PartKind(
            path: "reaches", about: "a phone, fax, mail address or social handle",
            fields: ReachFields.all, example: ReachJSON.example, title: { $0.reach },
            needs: [.contacts, .reaches],
            inputs: { asked in
                let kinds = Reach.Kind.allCases.map { ($0.rawValue, asked.texts.name(of: $0)) }
                let contacts = asked.whole.contacts.map { ($0.id.text, $0.name) }
                return [
                    PartInput(name: "kind", control: .choice(kinds)),
                    PartInput(name: "value", isRequired: true, hint: asked.texts.reachHint),
                    PartInput(name: "label", limit: 50, suggestions: asked.texts.reachLabels),
                ]
                    + (contacts.isEmpty
                        ? []
                        : [
                            PartInput(
                                name: "contact",
                                control: .choice([("", asked.whole.customer.name)] + contacts))
                        ])
            },
            add: { [service] id, request in
                ReachJSON(try await service.add(Self.reachDraft(request.input), to: id, by: request.viewer))
            },
            editing: PartKind.Editing(
                row: { whole, id in
                    whole.reaches.first { $0.id.text == id }.map {
                        PartKind.Row(
                            values: [
                                "kind": $0.kind.rawValue, "value": $0.display, "label": $0.label,
                                "contact": $0.contact?.text ?? "",
                            ], version: $0.version)
                    }
                },
                save: { [service] id, request in
                    let reach = try await service.change(
                        try request.id("part"), to: Self.reachDraft(request.input),
                        seen: request.expectedVersion, of: id,
                        by: request.viewer)
                    return (ReachJSON(reach), reach.version)
                }),
            remove: { [service] in
                try await service.remove(try $1.id("part", as: Reach.self), of: $0, by: $1.viewer)
            })
    }

    private static func reachDraft(_ input: Input) throws -> CustomerPartsService.ReachDraft {
        try .init(
            kind: input[ReachFields.kind], value: input[ReachFields.value],
            label: input[ReachFields.label], contact: input[ReachFields.contact])
    }

    private enum AddressFields {
        static let label = Field.optional("label", .name(0...50), or: "", "e.g. Rechnung.")
        static let street = Field.optional("street", .text(0...200), or: "")
        static let postcode = Field.optional("postcode", .text(0...20), or: "")
        static let city = Field.optional("city", .text(0...200), or: "")
        static let country = Field.optional("country", .text(0...2), or: "", "ISO 3166-1 alpha-2.")
        static let all: [any InputField] = [label, street, postcode, city, country]
    }

    var address: PartKind {
        PartKind(
            path: "addresses", about: "an address",
            fields: AddressFields.all, example: AddressJSON.example, title: { $0.address },
            needs: [.addresses],
            inputs: { asked in
                [
                    PartInput(name: "label", limit: 50, suggestions: asked.texts.addressLabels),
                    PartInput(name: "street"), PartInput(name: "postcode", limit: 20),
                    PartInput(name: "city", isRequired: true),
                    PartInput(name: "country", hint: asked.texts.countryHint, limit: 2),
                ]
            },
            add: { [service] id, request in
                AddressJSON(try await service.add(Self.address(request.input), to: id, by: request.viewer))
            },
            editing: PartKind.Editing(
                row: { whole, id in
                    whole.addresses.first { $0.id.text == id }.map {
                        PartKind.Row(
                            values: [
                                "label": $0.label, "street": $0.street, "postcode": $0.postcode,
                                "city": $0.city,
                                "country": $0.country,
                            ], version: $0.version)
                    }
                },
                save: { [service] id, request in
                    let draft = try Self.address(request.input, id: request.id("part"))
                    let address = try await service.change(
                        draft, seen: request.expectedVersion, of: id, by: request.viewer)
                    return (AddressJSON(address), address.version)
                }),
            remove: { [service] in
                try await service.remove(try $1.id("part", as: Address.self), of: $0, by: $1.viewer)
            })
    }

    private static func address(_ input: Input, id: ID<Address> = ID(0)) throws -> Address {
        try Address(
            id: id, label: input[AddressFields.label], street: input[AddressFields.street],
            postcode: input[AddressFields.postcode], city: input[AddressFields.city],
            country: input[AddressFields.country].uppercased())
    }

    private enum ContactFields {
        static let salutation = Field.optional("salutation", .text(0...50), or: "")
        static let firstName = Field.optional("first_name", .name(0...100), or: "")
        static let lastName = Field.optional("last_name", .name(0...100), or: "")
        static let position = Field.optional("position", .text(0...200), or: "", "What they do there.")
        static let phone = Field.optional("phone", .text(0...100), or: "", "Only when adding.")
        static let email = Field.optional("email", .text(0...254), or: "", "Only when adding.")
        static let all: [any InputField] = [salutation, firstName, lastName, position, phone, email]
    }

    var contact: PartKind {
        PartKind(
            path: "contacts", about: "a person at the company",
            fields: ContactFields.all, example: ContactJSON.example, title: { $0.contact },
            needs: [.contacts, .reaches],
            inputs: { asked in
                let person = [
                    PartInput(name: "salutation", limit: 50, suggestions: asked.texts.salutations),
                    PartInput(name: "first_name", limit: 100),
                    PartInput(name: "last_name", isRequired: true, limit: 100), PartInput(name: "position"),
                ]
                let isNew = asked.part.isEmpty
                let ways = [
                    PartInput(name: "phone", control: .line("tel"), limit: 100),
                    PartInput(name: "email", control: .line("email"), limit: 254),
                ]
                return isNew ? person + ways : person
            },
            present: { asked in
                asked.whole.reaches.filter { $0.contact != nil && $0.contact?.text == asked.part }.map {
                    .init(name: $0.line(asked.texts), path: "reaches/\($0.id)", isEditable: true)
                }
            },
            addition: { $0.part.isEmpty ? nil : ("reaches/new?contact=\($0.part)", $0.texts.reach) },
            add: { [service] id, request in
                let input = request.input
                return ContactJSON(
                    try await service.add(
                        Self.contact(input), phone: input[ContactFields.phone],
                        email: input[ContactFields.email], to: id, by: request.viewer))
            },
            editing: PartKind.Editing(
                row: { whole, id in
                    whole.contacts.first { $0.id.text == id }.map {
                        PartKind.Row(
                            values: [
                                "salutation": $0.salutation, "first_name": $0.firstName,
                                "last_name": $0.lastName,
                                "position": $0.position,
                            ], version: $0.version)
                    }
                },
                save: { [service] id, request in
                    let draft = try Self.contact(request.input, id: request.id("part"))
                    let contact = try await service.change(
                        draft, seen: request.expectedVersion, of: id, by: request.viewer)
                    return (ContactJSON(contact), contact.version)
                }),
            remove: { [service] in
                try await service.remove(try $1.id("part", as: Contact.self), of: $0, by: $1.viewer)
            })
    }

    private static func contact(_ input: Input, id: ID<Contact> = ID(0)) throws -> Contact {
        try Contact(
            id: id, salutation: input[ContactFields.salutation],
            firstName: input[ContactFields.firstName], lastName: input[ContactFields.lastName],
            position: input[ContactFields.position])
    }
}

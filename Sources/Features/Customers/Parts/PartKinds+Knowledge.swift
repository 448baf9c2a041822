import People
import Platform
import Web

// What is known about the customer, and who looks after it.
extension PartKinds {
    var number: PartKind {
        PartKind(
            path: "numbers", about: "the number that another system has",
            fields: [
                .optional("system", .text(0...50), "e.g. DATEV."), .required("number", .text(0...100)),
            ], example: NumberJSON(ExternalNumber(system: "", number: "")), title: { $0.externalNumbers },
            needs: [.numbers],
            inputs: { _ in
                [
                    PartInput(name: "system", limit: 50),
                    PartInput(name: "number", isRequired: true, limit: 100),
                ]
            },
            present: {
                $0.whole.numbers.map { .init(name: $0.line, path: "numbers/\(PercentCoding.encode($0.key))") }
            },
            add: { [service] id, request in
                let number = ExternalNumber(
                    system: request.input.text("system"), number: request.input.text("number"))
                try await service.add(number, to: id, by: request.viewer)
                return NumberJSON(number)
            },
            remove: { [service] in try await service.remove(number: $1.text("part"), from: $0, by: $1.viewer)
            })
    }

    var tag: PartKind {
        PartKind(
            path: "tags", about: "a tag", fields: [.required("tag", .name(0...100))],
            example: TagJSON(tag: ""),
            title: { $0.tags }, needs: [.tags],
            inputs: { [service] asked in
                let inUse = try await service.service.tagsInUse(for: asked.request.viewer)
                return [PartInput(name: "tag", isRequired: true, limit: 100, suggestions: inUse)]
            },
            present: { $0.whole.tags.map { .init(name: $0, path: "tags/\(PercentCoding.encode($0))") } },
            add: { [service] id, request in
                let tag = request.input.text("tag")
                try await service.add(tag: tag, to: id, by: request.viewer)
                return TagJSON(tag: tag)
            },
            remove: { [service] in try await service.remove(tag: $1.text("part"), from: $0, by: $1.viewer) })
    }

    var fact: PartKind {
        PartKind(
            path: "soft-facts", about: "what somebody noticed about the customer",
            fields: [
                .required("kind", .choice(SoftFact.Kind.allCases.map(\.rawValue))),
                .required("text", .text(0...2000)),
                .optional("said_by", .text(0...200), "Absent: you noticed it."),
                .optional("confidence", .choice(SoftFact.Confidence.allCases.map(\.rawValue))),
                .optional("expires", .date, "The last day on which it holds."),
            ], example: FactJSON.example, title: { $0.goodToKnow }, needs: [.facts],
            inputs: { asked in
                let texts = asked.texts
                return [
                    PartInput(
                        name: "kind",
                        control: .choice(SoftFact.Kind.allCases.map { ($0.rawValue, texts.name(of: $0)) })),
                    PartInput(name: "text", control: .area, isRequired: true, limit: 2000),
                    PartInput(name: "said_by", hint: texts.saidByHint),
                    PartInput(
                        name: "confidence",
                        control: .choice(
                            SoftFact.Confidence.allCases.map { ($0.rawValue, texts.name(of: $0)) })),
                    PartInput(name: "expires", control: .line("date"), hint: texts.expiresHint),
                ]
            },
            add: { [service] id, request in
                FactJSON(try await service.add(Self.factDraft(request.input), to: id, by: request.viewer))
            },
            editing: PartKind.Editing(
                row: { whole, id in
                    whole.facts.first { $0.id.text == id }.map {
                        PartKind.Row(
                            values: [
                                "kind": $0.kind.rawValue, "text": $0.text, "said_by": $0.saidBy,
                                "confidence": $0.confidence.rawValue, "expires": $0.expires?.iso ?? "",
                            ], version: $0.version)
                    }
                },
                save: { [service] id, request in
                    let fact = try await service.change(
                        try request.id("part"), to: Self.factDraft(request.input),
                        seen: request.expectedVersion, of: id, by: request.viewer)
                    return (FactJSON(fact), fact.version)
                }),
            remove: { [service] in
                try await service.remove(try $1.id("part", as: SoftFact.self), of: $0, by: $1.viewer)
            })
    }

    private static func factDraft(_ input: Input) -> CustomerPartsService.FactDraft {
        var draft = CustomerPartsService.FactDraft(
            kind: input.choice("kind") ?? .other, text: input.text("text"))
        draft.saidBy = input.text("said_by")
        draft.confidence = input.choice("confidence") ?? .certain
        draft.expires = input.date("expires")
        return draft
    }

    var consent: PartKind {
        PartKind(
            path: "consents", about: "what the customer said about being contacted",
            fields: [
                .required("purpose", .text(0...100), "e.g. Werbung."),
                .required("channel", .choice(Channel.allCases.map(\.rawValue))),
                .required("granted", .choice(["yes", "no"])),
                .required("source", .text(0...200), "Where it comes from."),
                .optional("proof", .text(0...2000), "The words."),
                .optional("said_on", .date, "Absent: today."),
            ], example: ConsentJSON.example, title: { $0.consent }, needs: [.consents],
            inputs: { asked in
                let texts = asked.texts
                let purposes = Set(asked.whole.consents.map(\.purpose)).union(texts.consentPurposes)
                return [
                    PartInput(name: "purpose", isRequired: true, limit: 100, suggestions: purposes.sorted()),
                    PartInput(
                        name: "channel",
                        control: .choice(Channel.allCases.map { ($0.rawValue, texts.name(of: $0)) })),
                    PartInput(
                        name: "granted",
                        control: .choice([("yes", texts.yesNo(true)), ("no", texts.yesNo(false))])),
                    PartInput(name: "source", isRequired: true, hint: texts.consentSourceHint),
                    PartInput(name: "proof", control: .area, limit: 2000),
                    PartInput(name: "said_on", control: .line("date")),
                ]
            }, preset: ["channel": Channel.email.rawValue],
            add: { [service] id, request in
                let input = request.input
                var draft = CustomerPartsService.ConsentDraft(
                    purpose: input.text("purpose"), channel: input.choice("channel") ?? .email,
                    isGranted: input.text("granted") == "yes", source: input.text("source"))
                draft.proof = input.text("proof")
                // Said today means now: it comes after what was written down this morning.
                draft.at = input.date("said_on").flatMap {
                    $0 == request.texts.today ? nil : Timestamp(startOf: $0)
                }
                return ConsentJSON(try await service.add(draft, to: id, by: request.viewer))
            })
    }

    var relation: PartKind {
        PartKind(
            path: "relations", about: "a related customer",
            fields: [
                .required("kind", .choice(Relation.Kind.allCases.map(\.rawValue))),
                .required(
                    "other", .text(0...200),
                    "An id, a number in another system, or a name that fits one customer."),
                .optional("note", .text(0...200)),
            ], example: RelationJSON.example, title: { $0.related },
            inputs: { [service] asked in
                let texts = asked.texts
                return [
                    PartInput(
                        name: "kind",
                        control: .choice(Relation.Kind.allCases.map { ($0.rawValue, texts.name(of: $0)) })),
                    try await service.otherInput(asked.typed("other"), asked.request),
                    PartInput(name: "note"),
                ]
            },
            add: { [service] id, request in
                let input = request.input
                let other = try await service.choose(input.text("other"), by: request.viewer)
                return RelationJSON(
                    try await service.relate(
                        id, to: other.id, input.choice("kind") ?? .other, note: input.text("note"),
                        by: request.viewer))
            },
            remove: { [service] in
                try await service.remove(try $1.id("part", as: Relation.self), of: $0, by: $1.viewer)
            })
    }

    var responsibility: PartKind {
        PartKind(
            path: "responsibilities", about: "who looks after the customer for what",
            fields: [
                .required("topic", .name(0...100), "e.g. Vertrieb."), .required("colleague", .id, "Who."),
            ],
            example: ResponsibilityJSON.example, title: { $0.responsible }, needs: [.responsibilities],
            inputs: { [service] asked in
                let people = try await service.colleagues()
                let topics = Set(asked.whole.responsibilities.map(\.topic)).union(
                    asked.texts.responsibilityTopics)
                return [
                    PartInput(name: "topic", isRequired: true, limit: 100, suggestions: topics.sorted()),
                    PartInput(name: "colleague", control: .choice(people.map { ($0.id.text, $0.name) })),
                ]
            },
            present: {
                guard $0.part.isEmpty else { return [] }
                return $0.whole.responsibilities.map {
                    .init(name: $0.line, path: "responsibilities/\($0.id)", isEditable: true)
                }
            },
            add: { [service] id, request in
                ResponsibilityJSON(
                    try await service.assign(
                        try Self.colleague(request.input), topic: request.input.text("topic"), to: id,
                        by: request.viewer))
            },
            editing: PartKind.Editing(
                row: { whole, id in
                    whole.responsibilities.first { $0.id.text == id }.map {
                        PartKind.Row(
                            values: ["topic": $0.topic, "colleague": $0.person.text], version: $0.version)
                    }
                },
                save: { [service] id, request in
                    let now = try await service.reassign(
                        try request.id("part"), to: try Self.colleague(request.input),
                        topic: request.input.text("topic"), seen: request.expectedVersion, of: id,
                        by: request.viewer)
                    return (ResponsibilityJSON(now), now.version)
                }),
            remove: { [service] in
                try await service.remove(try $1.id("part", as: Responsibility.self), of: $0, by: $1.viewer)
            })
    }

    private static func colleague(_ input: Input) throws -> PersonID {
        guard let person: PersonID = input.id("colleague") else {
            throw AppError.invalid(["colleague": "choice"])
        }
        return person
    }

    var guest: PartKind {
        PartKind(
            path: "guests", about: "a guest whom the customer is shared with",
            fields: [.required("guest", .id, "A guest's person id.")], example: GuestJSON.example,
            title: { $0.shareWithGuest },
            inputs: { [service] asked in
                let guests = try await service.guestsToChoose()
                return [
                    PartInput(
                        name: "guest", control: .choice(guests.map { ($0.id.text, $0.name) }),
                        hint: asked.texts.guestHint)
                ]
            },
            instead: { asked, inputs in
                guard case .choice(let guests)? = inputs.first?.control, guests.isEmpty else { return nil }
                let texts = asked.texts
                let isAdministrator = asked.request.viewer.role == .administrator
                return EmptyState(
                    .people, texts.noGuests,
                    isAdministrator ? texts.noGuestsInvite : texts.noGuestsAskFor,
                    action: isAdministrator
                        ? "<a class=\"btn primary\" href=\"\(Link.invitations)\">\(texts.inviteGuest)</a>"
                        : .empty
                ).html
            },
            add: { [service] id, request in
                guard let person = request.input.id("guest", as: Kinds.Person.self) else {
                    throw AppError.invalid(["guest": "choice"])
                }
                return GuestJSON(try await service.share(id, with: person, by: request.viewer))
            },
            remove: { [service] in try await service.unshare($0, from: try $1.id("part"), by: $1.viewer) })
    }
}

extension CustomerPartsService {
    /// The one customer that `text` means (`candidates`).
    /// - Throws: `AppError` `.invalid` (`other`: required; choice: none; several).
    func choose(_ text: String, by viewer: Viewer) async throws -> Customer {
        guard !text.isEmpty else { throw AppError.invalid(["other": "required"]) }
        let found = try await candidates(for: text, by: viewer)
        guard let other = found.first else { throw AppError.invalid(["other": "choice"]) }
        guard found.count == 1 else { throw AppError.invalid(["other": "several"]) }
        return other
    }

    /// The input for another customer: a line to type in, then a choice when what was typed fits several.
    func otherInput(_ typed: String, _ request: Request) async throws -> PartInput {
        let found =
            typed.isEmpty || request.rendering == .json
            ? [] : try await candidates(for: typed, by: request.viewer)
        guard found.count > 1 else {
            return PartInput(name: "other", isRequired: true, hint: request.texts.relatedHint)
        }
        return PartInput(
            name: "other", control: .choice(found.map { ($0.id.text, "\($0.name), \($0.city)") }))
    }
}

extension PartKind.Asked {
    /// The row that the form is about, as its path names it; empty: a new one.
    var part: String { request.text("part") }
    /// What was entered in a form that is shown again.
    func typed(_ name: String) -> String { request.input.sent(name) ?? "" }
}

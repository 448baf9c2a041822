import People
import Platform
import Web

// What is known about the customer, and who looks after it.
extension PartKinds {
    private enum NumberFields {
        static let system = Field.optional("system", .text(0...50), or: "", "e.g. DATEV.")
        static let number = Field.required("number", .text(0...100))
    }

    var number: PartKind {
        PartKind(
            path: "numbers", about: "the number that another system has",
            fields: [NumberFields.system, NumberFields.number],
            example: NumberJSON(ExternalNumber(system: "", number: "")), title: { $0.externalNumbers },
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
                let number = try ExternalNumber(
                    system: request.input[NumberFields.system],
                    number: request.input[NumberFields.number])
                try await service.add(number, to: id, by: request.viewer)
                return NumberJSON(number)
            },
            remove: { [service] in try await service.remove(number: $1.text("part"), from: $0, by: $1.viewer)
            })
    }

    private static let tag = Field.required("tag", .name(0...100))

    var tag: PartKind {
        PartKind(
            path: "tags", about: "a tag", fields: [Self.tag],
            example: TagJSON(tag: ""),
            title: { $0.tags }, needs: [.tags],
            inputs: { [service] asked in
                let inUse = try await service.service.tagsInUse(for: asked.request.viewer)
                return [PartInput(name: "tag", isRequired: true, limit: 100, suggestions: inUse)]
            },
            present: { $0.whole.tags.map { .init(name: $0, path: "tags/\(PercentCoding.encode($0))") } },
            add: { [service] id, request in
                let tag = try request.input[Self.tag]
                try await service.add(tag: tag, to: id, by: request.viewer)
                return TagJSON(tag: tag)
            },
            remove: { [service] in try await service.remove(tag: $1.text("part"), from: $0, by: $1.viewer) })
    }

    private enum FactFields {
        static let kind = Field.required("kind", .choice(SoftFact.Kind.self))
        static let text = Field.required("text", .text(0...2000))
        static let saidBy = Field.optional("said_by", .text(0...200), or: "", "Absent: you noticed it.")
        static let confidence = Field.optional(
            "confidence", .choice(SoftFact.Confidence.self), or: .certain)
        static let expires = Field.optional("expires", .date, "The last day on which it holds.")
        static let all: [any InputField] = [kind, text, saidBy, confidence, expires]
    }

    var fact: PartKind {
        PartKind(
            path: "soft-facts", about: "what somebody noticed about the customer",
            fields: FactFields.all, example: FactJSON.example, title: { $0.goodToKnow }, needs: [.facts],
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

    private static func factDraft(_ input: Input) throws -> CustomerPartsService.FactDraft {
        var draft = try CustomerPartsService.FactDraft(
            kind: input[FactFields.kind], text: input[FactFields.text])
        draft.saidBy = try input[FactFields.saidBy]
        draft.confidence = try input[FactFields.confidence]
        draft.expires = try input[FactFields.expires]
        return draft
    }

    private enum ConsentFields {
        static let purpose = Field.required("purpose", .text(0...100), "e.g. Werbung.")
        static let channel = Field.required("channel", .choice(Channel.self))
        static let granted = Field.required("granted", .choice(["yes": true, "no": false]))
        static let source = Field.required("source", .text(0...200), "Where it comes from.")
        static let proof = Field.optional("proof", .text(0...2000), or: "", "The words.")
        static let saidOn = Field.optional("said_on", .date, "Absent: today.")
        static let all: [any InputField] = [purpose, channel, granted, source, proof, saidOn]
    }

    var consent: PartKind {
        PartKind(
            path: "consents", about: "what the customer said about being contacted",
            fields: ConsentFields.all, example: ConsentJSON.example, title: { $0.consent },
            needs: [.consents],
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
                var draft = try CustomerPartsService.ConsentDraft(
                    purpose: input[ConsentFields.purpose], channel: input[ConsentFields.channel],
                    isGranted: input[ConsentFields.granted], source: input[ConsentFields.source])
                draft.proof = try input[ConsentFields.proof]
                // Said today means now: it comes after what was written down this morning.
                draft.at = try input[ConsentFields.saidOn].flatMap {
                    $0 == request.texts.today ? nil : Timestamp(startOf: $0)
                }
                return ConsentJSON(try await service.add(draft, to: id, by: request.viewer))
            })
    }

    private enum RelationFields {
        static let kind = Field.required("kind", .choice(Relation.Kind.self))
        static let other = Field.required(
            "other", .text(0...200), "An id, a number in another system, or a name that fits one customer.")
        static let note = Field.optional("note", .text(0...200), or: "")
    }

    var relation: PartKind {
        PartKind(
            path: "relations", about: "a related customer",
            fields: [RelationFields.kind, RelationFields.other, RelationFields.note],
            example: RelationJSON.example, title: { $0.related },
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
                let other = try await service.choose(input[RelationFields.other], by: request.viewer)
                return RelationJSON(
                    try await service.relate(
                        id, to: other.id, input[RelationFields.kind], note: input[RelationFields.note],
                        by: request.viewer))
            },
            remove: { [service] in
                try await service.remove(try $1.id("part", as: Relation.self), of: $0, by: $1.viewer)
            })
    }

    private static let topic = Field.required("topic", .name(0...100), "e.g. Vertrieb.")
    private static let colleague = Field.required("colleague", .id(PersonID.self), "Who.")

    var responsibility: PartKind {
        PartKind(
            path: "responsibilities", about: "who looks after the customer for what",
            fields: [Self.topic, Self.colleague], example: ResponsibilityJSON.example,
            title: { $0.responsible }, needs: [.responsibilities],
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
                        request.input[Self.colleague], topic: request.input[Self.topic], to: id,
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
                        try request.id("part"), to: request.input[Self.colleague],
                        topic: request.input[Self.topic], seen: request.expectedVersion, of: id,
                        by: request.viewer)
                    return (ResponsibilityJSON(now), now.version)
                }),
            remove: { [service] in
                try await service.remove(try $1.id("part", as: Responsibility.self), of: $0, by: $1.viewer)
            })
    }

    private static let guest = Field.required("guest", .id(PersonID.self), "A guest's person id.")

    var guest: PartKind {
        PartKind(
            path: "guests", about: "a guest whom the customer is shared with",
            fields: [Self.guest], example: GuestJSON.example, title: { $0.shareWithGuest },
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
                let person = try request.input[Self.guest]
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

import Customers
import People
import Platform
import Web

extension DuplicateRoutes {
    var mergeRoutes: [Route] { [sideBySide, merge, merges, mergePage, unmerge] }

    private var sideBySide: Route {
        Route(
            .get, "duplicates/:pair", .employee,
            summary: "Two customers side by side, with what speaks for one.",
            example: ComparisonJSON.example
        ) { [service] request in
            let comparison = try await service.compare(
                try request.pair, on: request.texts.today, for: request.viewer)
            return .show(ComparisonJSON(comparison)) { MergePage(comparison: comparison).page($0) }
        }
    }

    private static let winner = Field.required(
        "winner", .id(CustomerID.self), "The customer who stays; the other one leads to it.")
    private static let versions = Field.required(
        "versions", .text(3...41), "The versions that were seen, lower id first: `3,1`.")
    private static let responsibilities = Field.optional(
        "responsibilities", .texts(maxLength: 13), or: [],
        "Ids of those that stay where both customers have one for a topic; else the winner's.")

    private var merge: Route {
        Route(
            .post, "duplicates/:pair/merge", .employee, summary: "Makes one customer of two.",
            fields: [Self.winner, Self.versions, Self.responsibilities] + CustomerField.all.map(\.side),
            example: MergeJSON.example
        ) { [service] request in
            let pair = try request.pair
            let merge = try await service.merge(
                pair, try Self.choice(request.input, pair), by: request.viewer, address: request.address)
            return .changed(
                MergeJSON(merge), status: 201, goTo: Link.customer(merge.winner).with("done", "merged"))
        }
    }

    private static func choice(_ input: Input, _ pair: CustomerPair) throws -> MergeChoice {
        let versions = try input[versions].split(separator: ",").compactMap { Int($0) }
        guard versions.count == 2 else { throw AppError.invalid(["versions": "choice"]) }
        var choice = MergeChoice(winner: try input[winner], versions: versions)
        for field in CustomerField.all {
            guard let side = try input[field.side] else { continue }
            choice.fields[field.name] = side == .low ? pair.low : pair.high
        }
        choice.responsibilities = try input[responsibilities].compactMap { ID(text: $0) }
        return choice
    }

    private static let stayed = Field.optional(
        "customer", .id(CustomerID.self), "Only those from which this customer stayed.")
    private static let afterMerge = Field.optional(
        "after", .id(MergeID.self), "The cursor `next` of the list before.")

    private var merges: Route {
        Route(
            .get, "merges", .employee, summary: "Merges that hold, newest first, 30 at a time.",
            fields: [Self.stayed, Self.afterMerge], example: ListJSON([MergeJSON.example], next: "")
        ) { [service] request in
            let customer = try request.input[Self.stayed]
            let list = try await service.list(
                of: customer, before: request.input[Self.afterMerge], for: request.viewer)
            return .show(ListJSON(list.merges.map(MergeJSON.init), next: list.next?.text)) {
                MergeListPage(
                    merges: list.merges, next: list.next, customer: customer, openCount: list.openCount
                ).page($0)
            }
        }
    }

    private var mergePage: Route {
        Route(
            .get, "merges/:id", .employee, summary: "A merge, with what taking it back would lose.",
            example: MergeViewJSON.example
        ) { [service] request in
            let view = try await service.view(try request.id(), for: request.viewer)
            return .show(MergeViewJSON(view)) { UnmergePage(view: view).page($0) }
        }
    }

    private static let losses = Field.optional(
        "losses", .text(0...64), or: "",
        "`lossesKnown` of the merge as you saw it, when later changes will be lost.")

    private var unmerge: Route {
        Route(
            .post, "merges/:id/undo", .employee,
            summary: "Puts both customers back exactly as they were before they were merged.",
            fields: [Self.losses], example: MergeJSON.example
        ) { [service] request in
            let merge = try await service.unmerge(
                try request.id(), knowing: request.input[Self.losses], by: request.viewer,
                address: request.address)
            return .changed(MergeJSON(merge), goTo: Link.customer(merge.loser).with("done", "unmerged"))
        }
    }
}

/// One of two customers side by side, the one with the lower id or the other.
private enum PairSide: String, CaseIterable {
    case low
    case high
}

extension CustomerField {
    /// What takes the side whose value holds.
    fileprivate var side: Field<PairSide?> {
        .optional(
            name, .choice(PairSide.self), "Whose value holds; else the winner's unless it is empty.")
    }
}

extension Link {
    /// What was merged.
    static let merges = Link("/merges")
    /// One merge.
    static func merge(_ id: MergeID) -> Link { Link("/merges/\(id)") }
}

/// Two customers, for programs.
struct ComparisonJSON: Encodable, Sendable {
    /// One of them.
    struct Side: Encodable, Sendable {
        let id: CustomerID
        let version: Int
        let details: [String: String]
    }

    let pair: String
    let probability: Double
    let reasons: [DuplicateCandidate.Reason]
    let low: Side
    let high: Side
    /// Of whom more is known.
    let winner: CustomerID
    /// What to send as `versions`.
    let versions: String

    init(_ comparison: DuplicateService.Comparison) {
        func side(_ customer: Customer) -> Side {
            let values = CustomerField.all.map { ($0.name, $0.value(of: customer.details)) }
            return Side(
                id: customer.id, version: customer.version, details: Dictionary(uniqueKeysWithValues: values))
        }
        pair = comparison.pair.text
        probability = Double(comparison.percent) / 100
        reasons = comparison.reasons
        low = side(comparison.low.customer)
        high = side(comparison.high.customer)
        winner = comparison.winner
        versions = comparison.versions
    }

    private init() {
        (pair, probability, reasons, versions) = ("0000000000001-0000000000002", 0.98, [], "1,1")
        low = Side(id: CustomerID(1), version: 1, details: ["company_name": "Groß"])
        high = Side(id: CustomerID(2), version: 1, details: ["company_name": "Gross"])
        winner = CustomerID(1)
    }

    static let example = ComparisonJSON()
}

extension DuplicateService.Comparison {
    /// The versions of both, lower id first.
    var versions: String { "\(low.customer.version),\(high.customer.version)" }
}

/// A merge, for programs.
struct MergeJSON: Encodable, Sendable {
    let id: MergeID
    let winner: CustomerID
    let winnerName: String
    let loser: CustomerID
    let loserName: String
    let at: Timestamp
    let person: PersonID
    let personName: String
    let undoneAt: Timestamp?

    init(_ merge: Merge) {
        (id, winner, winnerName) = (merge.id, merge.winner, merge.winnerName)
        (loser, loserName, at) = (merge.loser, merge.loserName, merge.at)
        (person, personName, undoneAt) = (merge.person, merge.personName, merge.undoneAt)
    }

    static let example = MergeJSON(.example)
}

extension Merge {
    fileprivate static let example = Merge(
        id: MergeID(1), winner: CustomerID(1), loser: CustomerID(2), winnerName: "Groß", loserName: "Gross",
        at: Timestamp(us: 0), person: PersonID(1), personName: "Anna", entry: EntryID(1),
        undoneAt: Timestamp(us: 0))
}

/// A merge with what taking it back means, for programs.
struct MergeViewJSON: Encodable, Sendable {
    /// Something that was changed since and would be lost.
    struct Loss: Encodable, Sendable {
        let part: String
        let before: String
        let after: String
    }

    let merge: MergeJSON
    let losses: [Loss]
    let lossesKnown: String
    /// A later merge that must be taken back first.
    let onTop: MergeID?

    init(_ view: DuplicateService.MergeView) {
        merge = MergeJSON(view.merge)
        losses = view.losses.map { Loss(part: $0.part, before: $0.before, after: $0.after) }
        lossesKnown = view.lossesKnown
        onTop = view.onTop?.id
    }

    private init() {
        (merge, onTop) = (.example, MergeID(2))
        losses = [Loss(part: "website", before: "", after: "x")]
        lossesKnown = ""
    }

    static let example = MergeViewJSON()
}

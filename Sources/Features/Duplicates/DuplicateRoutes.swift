import Customers
import Platform
import Web

/// The routes of duplicates: the list, the decisions, merging and taking it back.
package struct DuplicateRoutes: Sendable {
    let service: DuplicateService

    /// Routes over `service`.
    package init(service: DuplicateService) { self.service = service }

    /// All of them.
    package var routes: [Route] { [list, dismiss, reopen] + mergeRoutes }

    private static let state = Field.optional(
        "state", .choice([DuplicateCandidate.State.open, .dismissed]), or: .open)
    private static let customer = Field.optional(
        "customer", .id(CustomerID.self), "Only pairs with this customer.")
    private static let after = Field.optional(
        "after", .text(0...100), or: "", "The cursor `next` of the list before.")

    private var list: Route {
        Route(
            .get, "duplicates", .employee, summary: "Likely duplicates, the likeliest first, 30 at a time.",
            fields: [Self.state, Self.customer, Self.after],
            example: ListJSON([DuplicateJSON.example], next: "")
        ) { [service] request in
            let cursor = try Self.cursor(request.input)
            let list = try await service.list(
                request.input[Self.state], customer: request.input[Self.customer], after: cursor,
                for: request.viewer)
            let json = ListJSON(
                list.candidates.map { DuplicateJSON($0, list.sides) }, next: list.next?.text)
            return .show(json) { DuplicateListPage(list: list).page($0) }
        }
    }

    private static func cursor(_ input: Input) throws -> DuplicateCursor? {
        guard let text = try input[after].filled else { return nil }
        guard let cursor = DuplicateCursor(text: text) else { throw AppError.invalid(["after": "choice"]) }
        return cursor
    }

    private var dismiss: Route {
        Route(
            .post, "duplicates/:pair/different", .employee, summary: "Says that two customers are not one."
        ) { [service] request in
            try await service.dismiss(try request.pair, by: request.viewer)
            return .removed(goTo: .duplicates)
        }
    }

    private var reopen: Route {
        Route(
            .delete, "duplicates/:pair/different", .employee,
            summary: "Takes it back that two customers are not one."
        ) { [service] request in
            try await service.reopen(try request.pair, by: request.viewer)
            return .removed(goTo: Link.duplicates.with("state", "dismissed"))
        }
    }
}

extension Request {
    /// The pair in the path. - Throws: `.notFound` when it is none.
    var pair: CustomerPair {
        get throws {
            guard let pair = CustomerPair(text: text("pair")) else { throw AppError.notFound }
            return pair
        }
    }
}

extension Link {
    /// The list of likely duplicates.
    package static let duplicates = Link("/duplicates")
    /// Two customers side by side.
    static func duplicates(_ pair: CustomerPair) -> Link { Link("/duplicates/\(pair.text)") }
}

/// A likely duplicate, for programs.
struct DuplicateJSON: Encodable, Sendable {
    /// One of its customers.
    struct Side: Encodable, Sendable {
        let id: CustomerID
        let name: String
    }

    let pair: String
    let state: String
    let probability: Double
    let low: Side
    let high: Side
    let reasons: [DuplicateCandidate.Reason]
    let at: Timestamp
    let decidedBy: String?

    init(_ candidate: DuplicateCandidate, _ sides: [CustomerID: DuplicateService.Side]) {
        pair = candidate.pair.text
        state = candidate.state.rawValue
        probability = Double(candidate.score) / 1_000_000
        low = Side(id: candidate.pair.low, name: sides[candidate.pair.low]?.name ?? "")
        high = Side(id: candidate.pair.high, name: sides[candidate.pair.high]?.name ?? "")
        reasons = candidate.reasons
        at = candidate.at
        decidedBy = candidate.decidedBy
    }

    private init() {
        pair = "0000000000001-0000000000002"
        (state, probability, at, decidedBy) = ("open", 0.98, Timestamp(us: 0), "Anna")
        (low, high) = (Side(id: CustomerID(1), name: "Groß"), Side(id: CustomerID(2), name: "Gross"))
        reasons = []
    }

    static let example = DuplicateJSON()
}

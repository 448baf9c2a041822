import ArgumentParser
import Foundation
import Linkage

/// `lab linkage customers FILE`: how well and how fast doubles are found.
struct LinkageCustomers: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "customers", abstract: "Finds doubles among customers.")

    @Argument(help: "Customers, with commas and a header.")
    var file: String

    @Option(help: "Which customer each record is: id,kunde.")
    var gold: String?

    @Option(help: "Lowest probability of a double.")
    var threshold = 0.5

    @Flag(help: "Prints wrong and missing pairs.")
    var errors = false

    func run() throws {
        let customers = try CustomerFile(file)
        var links: [Link] = []
        let time = ContinuousClock().measure {
            links = Linkage.result(among: customers.records.map(Features.init), atLeast: threshold).links
        }
        let seconds = String(format: "%.2f", time / .seconds(1))
        guard let gold else {
            print("result: pairs=\(links.count) f1=- precision=- recall=- seconds=\(seconds)")
            return
        }
        try report(customers, links, gold, seconds)
    }

    private func report(_ customers: CustomerFile, _ links: [Link], _ gold: String, _ seconds: String) throws
    {
        let answers = try CustomerFile.rows(gold)
        let owner = Dictionary(
            answers.map { ($0["id"] ?? "", $0["kunde"] ?? "") }, uniquingKeysWith: { first, _ in first })
        let owners = customers.names.map { owner[$0] ?? $0 }
        print("kind     pairs  right  true  precision  recall")
        var all = Score()
        for kind in [Record.Kind.person, .company] {
            let score = score(kind, customers, links, owners)
            print(kind.rawValue.padding(toLength: 7, withPad: " ", startingAt: 0), score)
            all = all + score
        }
        if errors { printErrors(customers, links, owners) }
        print(
            "result: pairs=\(links.count) f1=\(three(all.f1)) precision=\(three(all.precision)) "
                + "recall=\(three(all.recall)) seconds=\(seconds)")
    }

    private func score(
        _ kind: Record.Kind, _ customers: CustomerFile, _ links: [Link], _ owners: [String]
    )
        -> Score
    {
        let records = customers.records.filter { $0.kind == kind }
        let sizes = Dictionary(grouping: records) { owners[Int($0.id)] }.values.map(\.count)
        let ours = links.filter { customers.records[Int($0.first)].kind == kind }
        let right = ours.count { owners[Int($0.first)] == owners[Int($0.second)] }
        return Score(found: ours.count, right: right, all: sizes.reduce(0) { $0 + $1 * ($1 - 1) / 2 })
    }

    private func printErrors(_ customers: CustomerFile, _ links: [Link], _ owners: [String]) {
        let linkage = Linkage.learned(from: customers.records.map(Features.init))
        let found = Set(links.map { [$0.first, $0.second].sorted() })
        for link in links where owners[Int(link.first)] != owners[Int(link.second)] {
            show("WRONG", link.first, link.second, customers, linkage)
        }
        for group in Dictionary(grouping: customers.records, by: { owners[Int($0.id)] }).values {
            for (index, a) in group.enumerated() {
                for b in group[(index + 1)...] where !found.contains([a.id, b.id].sorted()) {
                    show("MISSING", a.id, b.id, customers, linkage)
                }
            }
        }
    }

    private func show(_ title: String, _ a: Int64, _ b: Int64, _ customers: CustomerFile, _ linkage: Linkage)
    {
        let records = [a, b].map { customers.records[Int($0)] }
        let judgement = linkage.judge(Features(records[0]), Features(records[1]))
        let reasons = judgement.reasons.map { "\($0.field) \($0.agreement) \(three($0.weight))" }
        print(title, three(judgement.probability), reasons.joined(separator: ", "))
        for record in records {
            let fields: [String?] = [
                record.salutation, record.given, record.family, record.company, record.street,
                record.postcode,
                record.city, record.phones.first, record.emails.first, record.birthDate, record.vatID,
            ]
            print("    ", fields.map { $0 ?? "" }.joined(separator: "|"))
        }
    }
}

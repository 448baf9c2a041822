import ArgumentParser
import Foundation
import Linkage

/// `lab linkage messages CUSTOMERS MESSAGES`: how surely messages find their customer.
struct LinkageMessages: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "messages", abstract: "Matches messages to customers.")

    @Argument(help: "Customers, with commas and a header.")
    var customers: String

    @Argument(help: "Messages, one JSON object a line: id, kanal, von_name, von_adresse, von_telefon, text.")
    var messages: String

    @Option(help: "Which customer each message is from: id,kunde, - for none.")
    var gold: String?

    @Option(help: "Which customer each record is: id,kunde. Default: gold.csv beside the customers.")
    var customerGold: String?

    @Flag(help: "Prints wrong and missing matches.")
    var errors = false

    struct Line: Decodable {
        let id: String
        let channel: String
        let name: String
        let address: String
        let phone: String
        let text: String

        enum CodingKeys: String, CodingKey {
            case id, text
            case channel = "kanal"
            case name = "von_name"
            case address = "von_adresse"
            case phone = "von_telefon"
        }

        var message: Message { Message(name: name, address: address, phone: phone, text: text) }
    }

    func run() throws {
        let file = try CustomerFile(customers)
        let lines = try Input.jsonLines(Line.self, messages)
        let index = CustomerIndex(file.records.map(Features.init))
        var matches: [Int64?] = []
        let time = ContinuousClock().measure {
            matches = lines.map { index.match($0.message)?.customer }
        }
        let ms = three(time / .milliseconds(1) / Double(max(lines.count, 1)))
        let matched = matches.count { $0 != nil }
        guard let gold else {
            print("result: matched=\(matched) precision=- recall=- ms_per_message=\(ms)")
            return
        }
        let score = try report(file, lines, matches, gold, index)
        print(
            "result: matched=\(matched) precision=\(three(score.precision)) recall=\(three(score.recall)) "
                + "ms_per_message=\(ms)")
    }

    private func report(
        _ file: CustomerFile, _ lines: [Line], _ matches: [Int64?], _ gold: String, _ index: CustomerIndex
    ) throws -> Score {
        let folder = URL(fileURLWithPath: customers).deletingLastPathComponent()
        let owners = try answers(customerGold ?? folder.appendingPathComponent("gold.csv").path)
        let senders = try answers(gold)
        var scores: [String: Score] = [:]
        for (line, match) in zip(lines, matches) {
            guard let sender = senders[line.id] else {
                throw Input.Failure(file: gold, reason: "no answer for \(line.id)")
            }
            let found = match.map { file.names[Int($0)] }
            let isRight = found.map { owners[$0] == sender } ?? false
            let isKnown = sender != "-"
            let one = Score(found: found == nil ? 0 : 1, right: isRight ? 1 : 0, all: isKnown ? 1 : 0)
            scores[line.channel] = scores[line.channel, default: Score()] + one
            if errors, found != nil ? !isRight : isKnown {
                print(found == nil ? "MISSING" : "WRONG", line.id, sender, found ?? "-")
                for candidate in index.candidates(line.message).sorted(by: { $0.points > $1.points }).prefix(
                    3)
                {
                    let evidence = candidate.evidence.map { "\($0.field) \($0.points)" }
                    print("    ", file.names[Int(candidate.customer)], candidate.points, evidence)
                }
            }
        }
        print("channel    found  right  true  precision  recall")
        for (channel, score) in scores.sorted(by: { $0.key < $1.key }) {
            print(channel.padding(toLength: 9, withPad: " ", startingAt: 0), score)
        }
        return scores.values.reduce(Score(), +)
    }

    private func answers(_ file: String) throws -> [String: String] {
        Dictionary(
            try CustomerFile.rows(file).map { ($0["id"] ?? "", $0["kunde"] ?? "") },
            uniquingKeysWith: { first, _ in first })
    }
}

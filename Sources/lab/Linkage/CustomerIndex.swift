import Linkage

/// Customers by their keys, doubles taken together.
struct CustomerIndex {
    private var customers: [[Features]] = []
    private var numbers: [String: [Int]] = [:]
    /// A key that so many customers share tells nothing.
    private let limit = 100

    init(_ records: [Features]) {
        let groups = Linkage.result(among: records).groups.map { $0.map { records[Int($0)] } }
        let grouped = Set(groups.joined().map(\.id))
        customers = groups + records.filter { !grouped.contains($0.id) }.map { [$0] }
        for (number, records) in customers.enumerated() {
            for key in Set(records.flatMap(\.keys)) { numbers[key, default: []].append(number) }
        }
    }

    func candidates(_ message: Message) -> [MessageMatching.Candidate] {
        let sender = Sender(message)
        let found = Set(
            sender.keys.flatMap { key in
                let numbers = numbers[key] ?? []
                return numbers.count <= limit ? numbers : []
            })
        return found.sorted().map {
            MessageMatching.candidate(customers[$0][0].id, customers[$0], for: sender)
        }
    }

    func match(_ message: Message) -> MessageMatching.Candidate? {
        MessageMatching.decide(candidates(message))
    }
}

import Foundation

extension CriticismDetector {
    private static let rounds = 6
    /// A wave is fitted anew when it has grown by so much.
    private static let refitGrowth = 1.3

    // MARK: Finding

    /// The terms of the message that are most surprisingly frequent among the free messages, first the most;
    /// without those that were tried lately.
    func seeds(in words: [WordForms]) -> [UInt32] {
        var found: [(term: UInt32, surprise: Double)] = []
        let all = Double(window.count)
        for word in words {
            word.forEach { term in
                let count = freeCounts[Int(term)]
                guard count >= 3, Double(count) >= settings.seedGrowth * Double(tried[term] ?? 0) else {
                    return
                }
                let value = surprise(Double(count), expected: all * history.share(term) + 0.5)
                if value >= settings.seedSurprise { found.append((term, value)) }
            }
        }
        return found.sorted { $0.surprise > $1.surprise }.prefix(settings.seeds).map(\.term)
    }

    /// Fits a wave around the term and opens it when it is more than usual.
    /// - Returns: whether it was.
    mutating func found(around seed: UInt32, _ update: inout CriticismUpdate) -> Bool {
        let free = window.indices.filter { window[$0].wave == nil }
        var members = free.filter {
            window[$0].words.contains { $0.stem == seed || $0.start == seed || $0.end == seed }
        }
        var model = WaveModel(members.map { window[$0].words })
        for _ in 0..<Self.rounds {
            let next = fit(model, members, among: free)
            if next == members { break }
            members = next
            model = WaveModel(members.map { window[$0].words })
        }
        let usual = usual(model, members: members.count)
        let customers = Set(members.map { window[$0].customer }).count
        guard customers >= settings.minimumCustomers,
            surprise(Double(customers), expected: settings.usualFactor * usual) >= settings.waveSurprise
        else {
            tried[seed] = freeCounts[Int(seed)]
            return false
        }
        let same = waves.indices.first {
            model.similarity(waves[$0].model, history, settings) >= settings.sameWave
        }
        let wave = same ?? open(model, usual: usual)
        for member in members { assign(member, to: wave, &update) }
        waves[wave].bar = bar(waves[wave].model, members: waves[wave].inWindow)
        waves[wave].fittedMessages = waves[wave].messages
        return true
    }

    /// The messages that belong to the model, ascending.
    private func fit(_ model: WaveModel, _ members: [Int], among free: [Int]) -> [Int] {
        let bar = bar(model, members: members.count)
        let own = Set(members)
        return free.filter {
            model.evidence(window[$0].words, isOwn: own.contains($0), history, settings) > bar
        }
    }

    /// How many of as many past messages would have belonged.
    private func usual(_ model: WaveModel, members: Int) -> Double {
        let bar = bar(model, members: members)
        let alike = history.sample.count { model.evidence($0, isOwn: false, history, settings) > bar }
        let share = (Double(alike) + 0.5) / Double(history.sample.count + 1)
        return share * Double(window.count - members)
    }

    // MARK: Growing

    /// Fits a wave anew when it has grown: earlier messages may belong to it after all, or not any more.
    mutating func refitIfGrown(_ index: Int, _ update: inout CriticismUpdate) {
        guard Double(waves[index].messages) >= Self.refitGrowth * Double(waves[index].fittedMessages) else {
            return
        }
        let id = waves[index].id
        waves[index].bar = bar(waves[index].model, members: waves[index].inWindow)
        for entry in window.indices where window[entry].wave == nil || window[entry].wave == id {
            let isOwn = window[entry].wave == id
            let evidence = waves[index].model.evidence(window[entry].words, isOwn: isOwn, history, settings)
            let belongs = evidence > waves[index].bar
            if belongs != isOwn { assign(entry, to: belongs ? index : nil, &update) }
        }
        waves[index].fittedMessages = max(1, waves[index].messages)
        waves[index].usual = usual(waves[index].model, members: waves[index].inWindow)
        mergeLike(index, &update)
    }

    /// Takes in a younger wave that turns out to be the same.
    private mutating func mergeLike(_ index: Int, _ update: inout CriticismUpdate) {
        let model = waves[index].model
        guard
            let other = waves.indices.first(where: {
                $0 != index && model.similarity(waves[$0].model, history, settings) >= settings.sameWave
            })
        else { return }
        let (elder, younger) = (min(index, other), max(index, other))
        let id = waves[younger].id
        for entry in window.indices where window[entry].wave == id { assign(entry, to: elder, &update) }
        waves.remove(at: younger)
    }
}

extension WaveModel {
    /// The model of a wave with these messages.
    init(_ messages: [[WordForms]]) {
        self.init()
        for words in messages { add(words) }
    }

    /// Cosine of two waves over their typical terms, each weighed by its share and its evidence.
    func similarity(_ other: WaveModel, _ history: TermHistory, _ settings: CriticismSettings) -> Double {
        let mine = typical(history, settings)
        let others = other.typical(history, settings)
        let product = mine.reduce(0) { $0 + $1.value * (others[$1.key] ?? 0) }
        func length(_ terms: [UInt32: Double]) -> Double {
            terms.values.reduce(0) { $0 + $1 * $1 }.squareRoot()
        }
        let lengths = length(mine) * length(others)
        return lengths > 0 ? product / lengths : 0
    }

    private func typical(_ history: TermHistory, _ settings: CriticismSettings) -> [UInt32: Double] {
        var weights: [UInt32: Double] = [:]
        for (term, count) in counts where count >= 2 {
            let weight = evidence(term, isOwn: false, history, settings) * Double(count / max(messages, 1))
            if weight > 0 { weights[term] = weight }
        }
        return weights
    }
}

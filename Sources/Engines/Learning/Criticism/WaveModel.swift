import Foundation

/// What the messages of a wave are like: in how many of them each term stands.
struct WaveModel: Sendable {
    private(set) var counts: [UInt32: Float] = [:]
    private(set) var messages: Float = 0

    /// Over so many terms those seen once are dropped.
    private static let capacity = 8192

    mutating func add(_ words: [WordForms]) {
        for word in words { word.forEach { counts[$0, default: 0] += 1 } }
        messages += 1
        if counts.count > Self.capacity { counts = counts.filter { $0.value > 1 } }
    }

    mutating func remove(_ words: [WordForms]) {
        for word in words {
            word.forEach { term in
                guard let count = counts[term] else { return }
                counts[term] = count > 1 ? count - 1 : nil
            }
        }
        messages = max(0, messages - 1)
    }

    /// The evidence of a term, as log-odds of the wave against everyday messages.
    /// - Parameter isOwn: whether the message that holds it is counted already; then it does not vouch for
    ///   itself.
    func evidence(
        _ term: UInt32, isOwn: Bool, _ history: TermHistory, _ settings: CriticismSettings
    ) -> Double {
        let share = history.share(term)
        let own: Float = isOwn ? 1 : 0
        let count = max(0, Double((counts[term] ?? 0) - own) - settings.discount)
        let inWave = (count + settings.prior * share) / (Double(max(0, messages - own)) + settings.prior)
        return min(max(log(inWave / share), -settings.strongestDoubt), settings.strongestWord)
    }

    /// A word speaks with the strongest of its forms.
    func evidence(
        _ word: WordForms, isOwn: Bool, _ history: TermHistory, _ settings: CriticismSettings
    ) -> Double {
        var best = evidence(word.stem, isOwn: isOwn, history, settings)
        if word.start != 0 { best = max(best, evidence(word.start, isOwn: isOwn, history, settings)) }
        if word.end != 0 { best = max(best, evidence(word.end, isOwn: isOwn, history, settings)) }
        return best
    }

    /// Log-odds that a message belongs to the wave, before it is weighed how many do.
    func evidence(
        _ words: [WordForms], isOwn: Bool, _ history: TermHistory, _ settings: CriticismSettings
    ) -> Double {
        words.reduce(0) { $0 + evidence($1, isOwn: isOwn, history, settings) }
    }
}

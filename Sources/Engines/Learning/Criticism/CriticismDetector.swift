import Foundation

/// Groups messages of many customers that say the same while they come, and tells when that is more than
/// usual.
///
/// A term that stands in surprisingly many of the recent messages is a seed: a mixture of a new wave and of
/// everyday messages is fitted around it by expectation and maximisation. It becomes a wave when far more
/// customers belong to it than past messages would. From then on messages join by their log-odds, and the
/// wave is fitted anew as it grows. Memory is bounded by `CriticismSettings`: the window, the sample, the
/// table of terms, the waves that are followed.
public struct CriticismDetector: Sendable {
    /// What makes messages one wave.
    public let settings: CriticismSettings
    let terms = MessageTerms()
    var history: TermHistory
    var window = MessageWindow()
    var waves: [ActiveWave] = []
    /// How many free messages of the window hold each term.
    var freeCounts = [Int32](repeating: 0, count: MessageTerms.count)
    /// The count at which a term was last tried in vain as a seed.
    var tried: [UInt32: Int32] = [:]
    private var nextWave = 1

    /// A detector that knows nothing yet.
    public init(_ settings: CriticismSettings = CriticismSettings()) {
        self.settings = settings
        history = TermHistory(settings)
    }

    /// Takes in a message and says what it did.
    public mutating func add(_ message: CriticismMessage) -> CriticismUpdate {
        forget(before: message.minute - settings.windowMinutes)
        var update = CriticismUpdate()
        let words = terms.words(message.text)
        let entry = window.append(message, words.forms, words.names)
        count(words.forms, by: 1)
        if let wave = bestWave(for: words.forms) {
            assign(entry, to: wave, &update)
            refitIfGrown(wave, &update)
        } else if history.messages >= settings.warmUpMessages {
            for seed in seeds(in: words.forms) where found(around: seed, &update) { break }
        }
        tell(&update)
        return update
    }

    /// The waves that are followed now, in the order in which they were found.
    public func current() -> [CriticismWave] { waves.map(snapshot) }

    // MARK: Belonging

    /// How strong the evidence must be for a message to belong: better than even, given how many of the
    /// window belong; and stronger than that of nearly all past messages, which a model of single words takes
    /// too lightly.
    func bar(_ model: WaveModel, members: Int) -> Double {
        let prior = log(Double(members + 1) / Double(max(window.count - members, 0) + 1))
        let even = min(max(-prior, 1), 4.5)
        let past = history.sample.map { model.evidence($0, isOwn: false, history, settings) }.sorted(by: >)
        let allowed = Int(settings.everydayShare * Double(past.count))
        return past.indices.contains(allowed) ? max(even, past[allowed]) : even
    }

    /// The wave that the message exceeds the bar of by most.
    private func bestWave(for words: [WordForms]) -> Int? {
        var best: (wave: Int, excess: Double)?
        for index in waves.indices {
            let evidence = waves[index].model.evidence(words, isOwn: false, history, settings)
            let excess = evidence - waves[index].bar
            if excess > best?.excess ?? 0 { best = (index, excess) }
        }
        return best?.wave
    }

    /// Moves a message of the window to a wave, or with nil to none.
    mutating func assign(_ entry: Int, to index: Int?, _ update: inout CriticismUpdate) {
        let words = window[entry].words
        if let old = window[entry].wave {
            if let oldIndex = waves.firstIndex(where: { $0.id == old }) {
                waves[oldIndex].remove(window[entry])
            }
        } else {
            count(words, by: -1)
        }
        window[entry].wave = index.map { waves[$0].id }
        if let index {
            waves[index].add(window[entry])
        } else {
            count(words, by: 1)
        }
        update.changes.append(.init(message: window[entry].id, wave: window[entry].wave))
    }

    private mutating func count(_ words: [WordForms], by step: Int32) {
        for word in words { word.forEach { freeCounts[Int($0)] += step } }
    }

    // MARK: Forgetting

    /// Lets old messages leave the window: free ones become history, members just go, so that a wave never
    /// becomes usual.
    private mutating func forget(before minute: Int) {
        while let oldest = window.first, oldest.minute < minute || window.count >= settings.windowCapacity {
            window.removeFirst()
            if let id = oldest.wave {
                if let index = waves.firstIndex(where: { $0.id == id }) { waves[index].inWindow -= 1 }
            } else {
                count(oldest.words, by: -1)
                history.add(oldest.words, minute: oldest.minute)
            }
        }
        // A wave is over when no more belong to it than usual.
        waves.removeAll {
            $0.fittedMessages > 1
                && surprise(Double($0.inWindow), expected: settings.usualFactor * $0.usual) < 1
        }
        if tried.count > 8192 { tried.removeAll() }
    }

    // MARK: Telling

    mutating func open(_ model: WaveModel, usual: Double) -> Int {
        if waves.count == settings.waveCapacity,
            let stalest = waves.indices.min(by: { waves[$0].lastMinute < waves[$1].lastMinute })
        {
            waves.remove(at: stalest)
        }
        waves.append(ActiveWave(id: nextWave, usual: usual))
        nextWave += 1
        return waves.count - 1
    }

    private mutating func tell(_ update: inout CriticismUpdate) {
        for index in waves.indices where waves[index].messages >= 2 * waves[index].toldMessages {
            waves[index].toldMessages = waves[index].messages
            update.told.append(snapshot(waves[index]))
        }
    }

    private func snapshot(_ wave: ActiveWave) -> CriticismWave {
        let members = window.indices.filter { window[$0].wave == wave.id }
        var typical: (id: Int64, weight: Double)?
        for member in members {
            let words = window[member].words
            let evidence = wave.model.evidence(words, isOwn: true, history, settings)
            // Per word, so that the typical message is to the point; two imagined words keep one-word
            // messages back.
            let weight = evidence / Double(words.count + 2)
            if weight > typical?.weight ?? -.infinity { typical = (window[member].id, weight) }
        }
        let usual = wave.usual
        return CriticismWave(
            id: wave.id, messages: wave.messages,
            recentCustomers: Set(members.map { window[$0].customer }).count,
            startMinute: wave.startMinute, messagesPerHour: wave.perHour(members.map { window[$0].minute }),
            usual: usual, spread: (usual + usual * usual / 4).squareRoot(),
            sources: wave.sources.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
                .init(source: $0.key, messages: $0.value)
            },
            typicalMessage: typical?.id ?? wave.firstMessage, reasons: reasons(wave))
    }

    private func reasons(_ wave: ActiveWave) -> [Reason] {
        wave.names.map { stem, name in
            let share = Double(wave.model.counts[stem] ?? 0) / Double(max(wave.model.messages, 1))
            let evidence = wave.model.evidence(stem, isOwn: false, history, settings)
            return (reason: Reason(name, weight: evidence), rank: evidence * share)
        }.sorted { ($0.rank, $1.reason.part) > ($1.rank, $0.reason.part) }.prefix(8).map(\.reason)
    }
}

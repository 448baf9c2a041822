import Foundation
import Learning
import Statistics

/// A month of messages with known waves in it. Everything follows from the seed.
struct CriticismWorld {
    /// A message and the wave it truly belongs to.
    struct Labelled {
        let message: CriticismMessage
        let wave: Int?
        /// Whether it is right in the wave and right outside: it follows the crowd without a word about the
        /// matter, or makes the same criticism by itself shortly before or after.
        let isOpen: Bool
    }

    /// A wave as it was put in.
    struct Truth {
        let topic: Topic
        let isGerman: Bool
        let start: Int
        let end: Int
        let hashtag: String?
        let product: String
        let city: String
    }

    static let days = 30
    static let minutes = days * 24 * 60

    private(set) var messages: [Labelled] = []
    private(set) var waves: [Truth] = []
    private var random: SeededRandom
    private let half: Half
    private var nextCustomer: Int64 = 1

    /// A month with one wave or two among `perDay` everyday messages a day.
    init(seed: UInt64, half: Half, perDay: Double = 100) {
        random = SeededRandom(seed: seed &* 0x9e37_79b9 &+ 1)
        self.half = half
        var drafts: [(minute: Int, draft: Draft)] = []
        placeWaves()
        for wave in waves.indices { drafts += draftWave(wave) }
        drafts += draftEveryday(perDay: perDay)
        drafts.sort { ($0.minute, $0.draft.order) < ($1.minute, $1.draft.order) }
        write(drafts)
    }

    // MARK: What happens when

    /// What a message is going to be.
    private struct Draft {
        let order: UInt64
        let kind: Kind
        let wave: Int?
        let isGerman: Bool
        let customer: Int64

        var isMeToo: Bool {
            if case .meToo = kind { return true }
            return false
        }
    }

    private enum Kind {
        case matter(Topic, isAngry: Bool)
        case meToo
        case pileOn
    }

    private mutating func placeWaves() {
        let number = random.unit() < 0.3 ? 2 : 1
        var topics = Topic.criticism
        var tags = ["#NovaSkandal", "#niewieder", "#fail", "#novagate"]
        for _ in 0..<number {
            let topic = topics.remove(at: random.below(topics.count))
            let start = 5 * 24 * 60 + random.below(21 * 24 * 60)
            let length = 6 * 60 + random.below(54 * 60)
            waves.append(
                Truth(
                    topic: topic, isGerman: random.unit() < 0.6, start: start, end: start + length,
                    hashtag: random.unit() < 0.3 ? tags.remove(at: random.below(tags.count)) : nil,
                    product: pick(Phrases.products), city: pick(Phrases.cities)))
        }
    }

    /// 30 to 200 members that swell and ebb, and those who follow the crowd with nothing to say about the
    /// matter.
    private mutating func draftWave(_ index: Int) -> [(minute: Int, draft: Draft)] {
        let wave = waves[index]
        let size = Int(30 * exp(random.unit() * log(200.0 / 30)))
        var drafts: [(Int, Draft)] = []
        func minute(_ random: inout SeededRandom) -> Int {
            // The mean of two even chances, bent towards the start: a quick rise and a long tail.
            let place = pow((random.unit() + random.unit()) / 2, 1.5)
            return wave.start + Int(place * Double(wave.end - wave.start))
        }
        for number in 0..<size {
            let time = number == 0 ? wave.start : minute(&random)
            drafts.append(
                (time, draft(.matter(wave.topic, isAngry: true), wave: index, isGerman: wave.isGerman)))
        }
        for _ in 0..<(size / 5) {
            let kind: Kind = random.unit() < 0.4 ? .meToo : .pileOn
            drafts.append((minute(&random), draft(kind, wave: nil, isGerman: wave.isGerman)))
        }
        return drafts
    }

    private mutating func draftEveryday(perDay: Double) -> [(minute: Int, draft: Draft)] {
        let matters = Topic.everyday + Topic.everydayToo
        var drafts: [(Int, Draft)] = []
        for day in 0..<Self.days {
            // Some matters are asked more on some days.
            let weights = matters.indices.map { exp(0.4 * random.normal()) / (1 + Double($0) / 6) }
            let weekend = day % 7 >= 5 ? 0.5 : 1
            for _ in 0..<random.poisson(perDay * weekend) {
                let minute = day * 24 * 60 + minuteOfDay()
                let isGerman = random.unit() < 0.7
                let isSingle = random.unit() < 0.04
                let topic = isSingle ? pick(Topic.criticism) : matters[random.weighted(weights)]
                let wave = waves.firstIndex {
                    $0.topic.name == topic.name && $0.isGerman == isGerman
                        && ($0.start...$0.end).contains(minute)
                }
                let isAngry = random.unit() < (isSingle ? 0.5 : 0.1)
                let draft = draft(.matter(topic, isAngry: isAngry), wave: wave, isGerman: isGerman)
                drafts.append((minute, draft))
                guard random.unit() < 0.01 else { continue }
                // Somebody who writes again and again.
                for again in 1...(1 + random.below(4)) {
                    let copy = Draft(
                        order: random.next(), kind: draft.kind, wave: wave, isGerman: isGerman,
                        customer: draft.customer)
                    drafts.append((min(minute + 60 * again, Self.minutes - 1), copy))
                }
            }
        }
        return drafts
    }

    /// Mostly by day.
    private mutating func minuteOfDay() -> Int {
        random.unit() < 0.9 ? 7 * 60 + random.below(15 * 60) : random.below(24 * 60)
    }

    private mutating func draft(_ kind: Kind, wave: Int?, isGerman: Bool) -> Draft {
        nextCustomer += 1
        return Draft(order: random.next(), kind: kind, wave: wave, isGerman: isGerman, customer: nextCustomer)
    }

    // MARK: What is written

    private mutating func write(_ drafts: [(minute: Int, draft: Draft)]) {
        var lastOfWave: [Int: [String]] = [:]
        for (number, (minute, draft)) in drafts.enumerated() {
            var writer = CriticismWriter(random: random, half: half, isGerman: draft.isGerman)
            let near = waves.first { ($0.start...$0.end).contains(minute) }
            var text: String
            switch draft.kind {
            case .matter(let topic, let isAngry):
                let wave = draft.wave.map { waves[$0] }
                text = writer.matter(topic, isAngry: isAngry, product: wave?.product, city: wave?.city)
            case .meToo: text = writer.line(Phrases.meToo)
            case .pileOn: text = writer.pileOn()
            }
            if let index = draft.wave {
                text = writer.answering(lastOfWave[index] ?? [], text)
                lastOfWave[index, default: []].append(text)
            }
            text = writer.finish(
                text, hashtag: draft.wave.map { waves[$0] }?.hashtag ?? crowdTag(draft, near))
            random = writer.random
            messages.append(
                Labelled(
                    message: CriticismMessage(
                        id: Int64(number), customer: draft.customer, source: pick(Phrases.sources),
                        minute: minute,
                        text: text),
                    wave: draft.wave, isOpen: draft.isMeToo || isSingle(draft, minute)))
        }
    }

    /// Whether the message makes a wave's criticism within two days of the wave, and is none of it.
    private func isSingle(_ draft: Draft, _ minute: Int) -> Bool {
        guard draft.wave == nil, case .matter(let topic, _) = draft.kind else { return false }
        return waves.contains {
            $0.topic.name == topic.name && $0.isGerman == draft.isGerman
                && ($0.start - 2880...$0.end + 2880).contains(minute)
        }
    }

    /// Who follows the crowd takes its hashtag along.
    private func crowdTag(_ draft: Draft, _ near: Truth?) -> String? {
        if case .matter = draft.kind { return nil }
        return near?.hashtag
    }

    private mutating func pick<Value>(_ values: [Value]) -> Value { values[random.below(values.count)] }
}

extension SeededRandom {
    /// A standard normal number (Box and Muller).
    mutating func normal() -> Double {
        (-2 * log(1 - unit())).squareRoot() * cos(2 * .pi * unit())
    }

    /// A Poisson number (Knuth), for means of some hundreds at most.
    mutating func poisson(_ mean: Double) -> Int {
        let limit = exp(-mean)
        var product = unit()
        var count = 0
        while product > limit {
            product *= unit()
            count += 1
        }
        return count
    }

    /// An index by its weight.
    mutating func weighted(_ weights: [Double]) -> Int {
        var rest = unit() * weights.reduce(0, +)
        for (index, weight) in weights.enumerated() {
            rest -= weight
            if rest < 0 { return index }
        }
        return weights.count - 1
    }
}

import Learning

/// Adds up how well the waves of many worlds were found.
struct CriticismScore {
    private(set) var pairs = Score()
    private var months = 0
    private var waves = 0
    private var early = 0
    private var found = 0
    private var falseWaves = 0
    private var fragments = 0
    /// For each wave found: which message of it raised the alarm.
    private var delays: [Int] = []
    private var topics: [String: (waves: Int, early: Int)] = [:]

    var foundWithin20: Double { Double(early) / Double(max(waves, 1)) }
    var falsePerMonth: Double { Double(falseWaves) / Double(max(months, 1)) }

    mutating func add(_ world: CriticismWorld, number: Int, verbose: Bool) {
        var detector = CriticismDetector()
        var wave: [Int64: Int] = [:]
        var seen = Array(repeating: 0, count: world.waves.count)
        var firstTold: [Int: Int] = [:]
        var tellings: [Int: Int] = [:]
        for labelled in world.messages {
            if let truth = labelled.wave { seen[truth] += 1 }
            let update = detector.add(labelled.message)
            for change in update.changes { wave[change.message] = change.wave }
            for told in update.told where tellings[told.id] == nil {
                let truth = Self.truth(of: told.id, wave, world)
                tellings[told.id] = truth ?? -1
                guard let truth else {
                    falseWaves += 1
                    if verbose { Self.show(told, world, number) }
                    continue
                }
                if firstTold[truth] == nil { firstTold[truth] = seen[truth] } else { fragments += 1 }
            }
        }
        months += 1
        waves += world.waves.count
        found += firstTold.count
        early += firstTold.values.count { $0 <= 20 }
        delays += firstTold.values
        for (index, truth) in world.waves.enumerated() {
            let name = truth.topic.name + (truth.isGerman ? " (de)" : " (en)")
            topics[name, default: (0, 0)].waves += 1
            if firstTold[index] ?? .max <= 20 { topics[name, default: (0, 0)].early += 1 }
        }
        addPairs(world, wave, told: Set(tellings.keys))
    }

    func report(half: Half) {
        let median = delays.isEmpty ? 0 : delays.sorted()[delays.count / 2]
        print("\(months) months, \(half.rawValue) half of the templates: \(waves) waves, \(found) found,")
        print("\(early) of them within 20 messages, the median with message \(median);")
        let monthsPerFalse = Stopwatch.text(Double(months) / Double(max(falseWaves, 1)), 2)
        print(
            "\(fragments) told again as another wave, \(falseWaves) false; months_per_false=\(monthsPerFalse)"
        )
        print("pairs: precision \(three(pairs.precision)), recall \(three(pairs.recall))")
        for (name, topic) in topics.sorted(by: { $0.key < $1.key }) {
            print("  \(name): \(topic.early) of \(topic.waves) within 20")
        }
    }

    /// The true wave of which most members are; nil when fewer than half are of one.
    private static func truth(of id: Int, _ wave: [Int64: Int], _ world: CriticismWorld) -> Int? {
        var counts: [Int: Int] = [:]
        var all = 0
        for (message, found) in wave where found == id {
            all += 1
            if let truth = world.messages[Int(message)].wave { counts[truth, default: 0] += 1 }
        }
        return counts.first { 2 * $0.value >= all }?.key
    }

    private mutating func addPairs(_ world: CriticismWorld, _ wave: [Int64: Int], told: Set<Int>) {
        func pairs(_ count: Int) -> Int { count * (count - 1) / 2 }
        var foundSizes: [Int: Int] = [:]
        var trueSizes: [Int: Int] = [:]
        var both: [[Int]: Int] = [:]
        for labelled in world.messages where !labelled.isOpen {
            let found = wave[labelled.message.id].flatMap { told.contains($0) ? $0 : nil }
            if let found { foundSizes[found, default: 0] += 1 }
            if let truth = labelled.wave { trueSizes[truth, default: 0] += 1 }
            if let found, let truth = labelled.wave { both[[found, truth], default: 0] += 1 }
        }
        self.pairs =
            self.pairs
            + Score(
                found: foundSizes.values.reduce(0) { $0 + pairs($1) },
                right: both.values.reduce(0) { $0 + pairs($1) },
                all: trueSizes.values.reduce(0) { $0 + pairs($1) })
    }

    private static func show(_ wave: CriticismWave, _ world: CriticismWorld, _ number: Int) {
        print("false in month \(number): \(wave.english)")
        print("    \(world.messages[Int(wave.typicalMessage)].message.text)")
    }
}

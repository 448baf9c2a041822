/// Chooses the pairs of features that say more together than each by itself (the interaction search of Lou, Caruana,
/// Gehrke and Hooker 2013, DOI 10.1145/2487575.2487579): a pair must explain, cell by cell, what the features alone
/// leave over, by more than its many weights would explain by chance (Akaike 1974, DOI 10.1109/TAC.1974.1100705).
struct Crosses {
    /// A pair of features, by number.
    struct Pair: Hashable {
        let first: Int
        let second: Int
    }

    let features: [LogisticRidge.Part]
    let ridge: Double
    /// For each case: outcome minus probability, and p(1 − p).
    private let gradients: [Double]
    private let information: [Double]

    init(_ features: [LogisticRidge.Part], _ outcomes: [Double], logOdds: [Double], ridge: Double) {
        self.features = features
        self.ridge = ridge
        let probabilities = logOdds.map(LogisticRidge.probability)
        gradients = zip(outcomes, probabilities).map { $0 - $1 }
        information = probabilities.map { $0 * (1 - $0) }
    }

    /// The pairs that gain anything, best first.
    func best(_ limit: Int) -> [Pair] {
        var found: [(pair: Pair, gain: Double)] = []
        for first in features.indices {
            for second in features.indices.dropFirst(first + 1) {
                let pair = Pair(first: first, second: second)
                let gain = gain(pair)
                if gain > 0 { found.append((pair, gain)) }
            }
        }
        return found.sorted { $0.gain > $1.gain }.prefix(limit).map(\.pair)
    }

    /// The cells of all cases.
    func part(_ pair: Pair) -> LogisticRidge.Part {
        let (first, second) = (features[pair.first], features[pair.second])
        let cells = zip(first.bins, second.bins).map { $0 * Int32(second.count) + $1 }
        return LogisticRidge.Part(bins: cells, count: first.count * second.count, ridge: ridge)
    }

    /// How far one weight for each cell would lift the log-likelihood, less the weights' effective number.
    private func gain(_ pair: Pair) -> Double {
        let (first, second) = (features[pair.first], features[pair.second])
        var sums = Array(repeating: (gradient: 0.0, information: 0.0), count: first.count * second.count)
        for index in gradients.indices {
            let cell = Int(first.bins[index]) * second.count + Int(second.bins[index])
            sums[cell].gradient += gradients[index]
            sums[cell].information += information[index]
        }
        return sums.reduce(0) { gain, cell in
            let total = cell.information + ridge
            let weight = cell.gradient / total
            return gain + weight * cell.gradient - weight * weight * cell.information / 2
                - cell.information / total
        }
    }
}

/// How alike two names are (Jaro 1989, Winkler 1990).
package enum JaroWinkler {
    /// 0 for nothing in common to 1 for equal; names with the same beginning count as more alike. Cost: the
    /// product of the lengths.
    package static func similarity(_ first: String, _ second: String) -> Double {
        let a = Array(first.utf8)
        let b = Array(second.utf8)
        if a == b { return 1 }
        let jaro = jaro(a, b)
        let prefix = zip(a, b).prefix(4).prefix { $0.0 == $0.1 }.count
        return jaro + Double(prefix) * 0.1 * (1 - jaro)
    }

    private static func jaro(_ a: [UInt8], _ b: [UInt8]) -> Double {
        guard !a.isEmpty, !b.isEmpty else { return 0 }
        let window = max(max(a.count, b.count) / 2 - 1, 0)
        var isTaken = [Bool](repeating: false, count: b.count)
        var matchesOfA: [UInt8] = []
        for (position, letter) in a.enumerated() {
            let low = max(0, position - window)
            let high = min(b.count - 1, position + window)
            guard low <= high, let match = (low...high).first(where: { !isTaken[$0] && b[$0] == letter })
            else {
                continue
            }
            isTaken[match] = true
            matchesOfA.append(letter)
        }
        guard !matchesOfA.isEmpty else { return 0 }
        let matchesOfB = zip(b, isTaken).filter(\.1).map(\.0)
        let moved = Double(zip(matchesOfA, matchesOfB).filter { $0 != $1 }.count / 2)
        let matches = Double(matchesOfA.count)
        return (matches / Double(a.count) + matches / Double(b.count) + (matches - moved) / matches) / 3
    }
}

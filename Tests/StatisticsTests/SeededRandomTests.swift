import Statistics
import Testing

@Suite("Seeded random numbers") struct SeededRandomTests {
    @Test("One seed gives one sequence, the published one")
    func published() {
        // The first numbers of SplitMix64 from seed 1234567, as in the reference implementation's test
        // values.
        var random = SeededRandom(seed: 1_234_567)
        #expect(random.next() == 6_457_827_717_110_365_317)
        #expect(random.next() == 3_203_168_211_198_807_973)
    }

    @Test("Units fill [0, 1) evenly")
    func units() {
        var random = SeededRandom(seed: 2)
        let values = (0..<10_000).map { _ in random.unit() }
        #expect(values.allSatisfy { $0 >= 0 && $0 < 1 })
        #expect(abs(values.reduce(0, +) / 10_000 - 0.5) < 0.01)
    }
}

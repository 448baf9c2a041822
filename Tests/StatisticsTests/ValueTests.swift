import Statistics
import Testing

@Suite("Social return on investment") struct SROITests {
    private static func known(_ value: Double) throws -> Assumption { try Assumption(value) }

    @Test("The formula, by hand: two years with drop-off and discount")
    func formula() throws {
        // 100 × 50 × .8 × .9 × .75 = 2,700 in the first year, 2,160 in the second.
        let outcome = try SROI.Outcome(
            "hours", quantity: Self.known(100), proxy: Self.known(50), deadweight: Self.known(0.2),
            displacement: Self.known(0.1), attribution: Self.known(0.25), dropOff: Self.known(0.2), years: 2)
        let result = try SROI([outcome], inputs: Self.known(3000), discountRate: 0.035).result()
        let value = 2700 / 1.035 + 2160 / (1.035 * 1.035)
        #expect(abs(result.presentValue - value) < 1e-9)
        #expect(
            abs(result.ratio - value / 3000) < 1e-12 && abs(result.netRatio - (value - 3000) / 3000) < 1e-12)
        #expect(
            result.yearly.count == 2 && abs(result.yearly[0] - 2700) < 1e-9
                && abs(result.yearly[1] - 2160) < 1e-9)
        let open = 3000 - 2700 / 1.035
        #expect(abs((result.paybackYears ?? 0) - (1 + open / (2160 / (1.035 * 1.035)))) < 1e-12)
        #expect(result.swings.isEmpty && result.lowRatio == result.ratio)
        #expect(result.sentence.english.contains("no range, because no assumption is given as uncertain"))
    }

    /// Knowledge that is used again (FeverBee): 48 hours a year for three years at 70 $ an hour is about
    /// 10,000 $.
    @Test("Reuse of knowledge: the published example")
    func reuse() throws {
        let outcome = try SROI.Outcome("hours", quantity: Self.known(48), proxy: Self.known(70), years: 3)
        let result = try SROI([outcome], inputs: Self.known(1000), discountRate: 0).result()
        #expect(result.presentValue == 10_080)
    }

    @Test("The range comes from the two strongest assumptions")
    func range() throws {
        let outcome = try SROI.Outcome(
            "answers", quantity: Assumption(low: 80, likely: 100, high: 110), proxy: Self.known(10),
            deadweight: Assumption(low: 0.1, likely: 0.2, high: 0.6),
            attribution: Assumption(low: 0, likely: 0, high: 0.01))
        let result = try SROI(
            [outcome], inputs: Assumption(low: 400, likely: 500, high: 520), discountRate: 0
        ).result()
        #expect(result.swings.map(\.part) == [.deadweight, .quantity, .inputs, .attribution])
        #expect(abs(result.ratio - 1.6) < 1e-12)
        #expect(abs(result.lowRatio - 80 * 10 * 0.4 / 500) < 1e-12)
        #expect(abs(result.highRatio - 110 * 10 * 0.9 / 500) < 1e-12)
        #expect(result.paybackYears == 0.625)
        #expect(result.sentence.german.contains("Eine Rechnung mit Annahmen, keine Messung."))
    }

    @Test("What is never paid back says so")
    func never() throws {
        let outcome = try SROI.Outcome("little", quantity: Self.known(1), proxy: Self.known(1), years: 5)
        #expect(try SROI([outcome], inputs: Self.known(100)).result().paybackYears == nil)
        #expect(throws: StatisticsError.badSetting(.inputs)) { try SROI([outcome], inputs: Self.known(0)) }
        #expect(throws: StatisticsError.empty) { try SROI([], inputs: Self.known(1)) }
    }
}

@Suite("Community equity") struct EquityTests {
    private typealias Ledger = Equity<String, Int>

    private static func kind(
        _ name: String = "view", cap: Int? = nil, once: Bool = false, lifespan: Int = 10
    ) throws -> Ledger.Kind {
        try Ledger.Kind(
            name, information: 10, participation: 2, lifespanDays: lifespan, dailyCap: cap,
            isOnceWhileActive: once)
    }

    @Test("Worth falls in a straight line: V (t₀ + L − t) / L, then nothing")
    func decay() throws {
        var ledger = Ledger(from: 100)
        ledger.add(1, by: "ada")
        try ledger.record(Self.kind(), by: "ben", on: 1, day: 100)
        for (day, worth) in [(100, 10.0), (103, 7), (109, 1), (110, 0), (300, 0)] {
            try ledger.advance(to: day)
            #expect(abs(ledger.information(of: 1) - worth) < 1e-12)
            #expect(abs(ledger.contribution(of: "ada") - worth) < 1e-12)
            #expect(abs(ledger.participation(of: "ben") - worth / 5) < 1e-12)
        }
        #expect(ledger.personal("ada") == 0 && ledger.participation(of: "ada") == 0)
    }

    @Test("Guards: own items, repetition on one day, caps, once while active, days that go back")
    func guards() throws {
        var ledger = Ledger(from: 0)
        for item in 1...4 { ledger.add(item, by: "ada") }
        #expect(try !ledger.record(Self.kind(), by: "ada", on: 1, day: 0))
        #expect(try !ledger.record(Self.kind(), by: "ben", on: 99, day: 0))
        #expect(try ledger.record(Self.kind(), by: "ben", on: 1, day: 0))
        #expect(try !ledger.record(Self.kind(), by: "ben", on: 1, day: 0))
        #expect(try ledger.record(Self.kind(), by: "ben", on: 1, day: 1))
        let capped = try Self.kind("vote", cap: 2)
        #expect(
            try (1...4).map { try ledger.record(capped, by: "ben", on: $0, day: 1) } == [
                true, true, false, false,
            ])
        #expect(try !ledger.record(Self.kind("off", cap: 0), by: "ben", on: 1, day: 1))
        let once = try Self.kind("reuse", once: true)
        #expect(
            try [1, 5, 11].map { try ledger.record(once, by: "ben", on: 1, day: $0) } == [true, false, true])
        #expect(throws: StatisticsError.badSetting(.day)) {
            try ledger.record(once, by: "ben", on: 1, day: 3)
        }
    }

    @Test("A removed item takes its worth from its author, its successor starts empty")
    func removal() throws {
        var ledger = Ledger(from: 0)
        ledger.add(1, by: "ada")
        ledger.add(2, by: "ada")
        try ledger.record(Self.kind(), by: "ben", on: 1, day: 0)
        try ledger.record(Self.kind(), by: "ben", on: 2, day: 0)
        #expect(ledger.contribution(of: "ada") == 20)
        ledger.remove(1)
        #expect(ledger.contribution(of: "ada") == 10 && ledger.information(of: 1) == 0)
        ledger.add(1, by: "ada")
        try ledger.record(Self.kind(), by: "cem", on: 1, day: 5)
        try ledger.advance(to: 12)
        #expect(abs(ledger.information(of: 1) - 3) < 1e-12 && abs(ledger.contribution(of: "ada") - 3) < 1e-12)
    }

    @Test("The sums agree with adding up every act, over two random years")
    func sums() throws {
        var random = SeededRandom(seed: 9)
        var ledger = Ledger(from: 0)
        for item in 0..<20 { ledger.add(item, by: "author \(item % 4)") }
        var acts: [(item: Int, day: Int, lifespan: Int)] = []
        for day in 0..<730 {
            for _ in 0..<3 {
                let (item, lifespan) = (random.below(20), 5 + random.below(200))
                let kind = try Self.kind("kind \(lifespan)", lifespan: lifespan)
                if try ledger.record(kind, by: "member \(random.below(50))", on: item, day: day) {
                    acts.append((item, day, lifespan))
                }
            }
        }
        let last = ledger.day
        func worth(_ act: (item: Int, day: Int, lifespan: Int)) -> Double {
            max(10 * Double(act.day + act.lifespan - last) / Double(act.lifespan), 0)
        }
        for item in 0..<20 {
            let sum = acts.filter { $0.item == item }.map(worth).reduce(0, +)
            #expect(abs(ledger.information(of: item) - sum) < 1e-8)
        }
        let all = ledger.contributors(to: Array(0..<20))
        #expect(all.count == 4 && all.map(\.value) == all.map(\.value).sorted(by: >))
        #expect(abs(all.map(\.value).reduce(0, +) - acts.map(worth).reduce(0, +)) < 1e-7)
    }
}

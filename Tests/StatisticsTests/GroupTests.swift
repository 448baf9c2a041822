import Statistics
import Testing

@Suite("Figures about groups of people") struct GroupTests {
    private typealias Shown = [(name: String, figures: Disclosed<GroupFigures>)]

    /// Answers of people 0 ..< count, 1 to 5.
    private static func answers(_ count: Int) throws -> Answers<Int> {
        try Answers((0..<count).map { ($0, Double($0 % 5 + 1)) })
    }

    private static func shown(_ result: Shown) -> [String] {
        result.filter { $0.figures.content != nil }.map(\.name)
    }

    @Test("Five answers give a figure, four do not")
    func five() throws {
        let result = try Disclosure.figures(
            of: try Self.answers(9), in: [Group("five", [0, 1, 2, 3, 4]), Group("four", [5, 6, 7, 8])])
        #expect(Self.shown(result) == ["five"])
        #expect(result[0].figures.content?.count == 5 && result[0].figures.content?.mean == 3)
        #expect(try result[0].figures.content?.mean(on: 1...5).sample == [5])
    }

    @Test("Members who did not answer do not make a group large enough")
    func silent() throws {
        let result = try Disclosure.figures(of: try Self.answers(4), in: [Group("team", Set(0..<20))])
        #expect(Self.shown(result).isEmpty)
    }

    @Test("A small team hides the next-smallest, so that it is not the rest of the whole")
    func complementary() throws {
        let result = try Disclosure.figures(
            of: try Self.answers(53),
            in: [
                Group("A", Set(0..<30)), Group("B", Set(30..<50)), Group("C", Set(50..<53)),
                Group("all", Set(0..<53)),
            ])
        #expect(Self.shown(result) == ["A", "all"])
    }

    @Test("Small teams that are five together need nobody else hidden")
    func enoughTogether() throws {
        let result = try Disclosure.figures(
            of: try Self.answers(56),
            in: [
                Group("A", Set(0..<30)), Group("B", Set(30..<50)), Group("C", Set(50..<53)),
                Group("D", Set(53..<56)), Group("all", Set(0..<56)),
            ])
        #expect(Self.shown(result) == ["A", "B", "all"])
    }

    @Test("A filter that leaves out three people is refused beside the whole")
    func differencing() throws {
        let result = try Disclosure.figures(
            of: try Self.answers(30),
            in: [Group("all", Set(0..<30)), Group("without apprentices", Set(3..<30))])
        #expect(Self.shown(result) == ["all"])
    }

    @Test("In a table with totals no small cell can be computed")
    func table() throws {
        // Two divisions by three ages; one cell holds two people.
        let cells = [[8, 9, 2], [10, 12, 11]]
        var groups: [Group<Int>] = []
        var next = 0
        var rows = [Set<Int>](repeating: [], count: 2)
        var columns = [Set<Int>](repeating: [], count: 3)
        for row in 0..<2 {
            for column in 0..<3 {
                let people = Set(next..<next + cells[row][column])
                next += cells[row][column]
                rows[row].formUnion(people)
                columns[column].formUnion(people)
                groups.append(Group("\(row)\(column)", people))
            }
        }
        groups += rows.enumerated().map { Group("row \($0.offset)", $0.element) }
        groups += columns.enumerated().map { Group("column \($0.offset)", $0.element) }
        groups.append(Group("all", Set(0..<next)))
        let result = try Disclosure.figures(of: try Self.answers(next), in: groups)
        // The smallest cell takes one of its row, one of its column and the one across with it.
        #expect(
            Self.shown(result) == ["01", "11", "row 0", "row 1", "column 0", "column 1", "column 2", "all"])
    }

    @Test("Whatever the groups, no set of one to four people is in the span of what is shown")
    func span() throws {
        var random = SeededRandom(seed: 4)
        var withheld = 0
        for _ in 0..<100 {
            let people = 7 + random.below(5)
            let sets = (0..<2 + random.below(7)).map { _ in
                Set((0..<people).filter { _ in random.below(3) > 0 })
            }
            let result = try Disclosure.figures(
                of: try Self.answers(people), in: sets.map { Group("group", $0) })
            let shown = zip(sets, result).filter { $0.1.figures.content != nil }.map(\.0)
            withheld += sets.count - shown.count
            let rows = shown.map { set in (0..<people).map { set.contains($0) ? 1.0 : 0 } }
            #expect(Self.smallestDerivable(rows, people: people) >= 5)
        }
        #expect(withheld > 50)
    }

    @Test("Comments need ten writers, also those that remain when parts are taken from the whole")
    func comments() throws {
        func shown(_ groups: [Group<Int>], writers: Int) throws -> [String] {
            let comments = Comments((0..<writers).map { ($0, "comment \(100 - $0)") })
            return try Disclosure.comments(of: comments, in: groups).filter { $0.comments.content != nil }
                .map(\.name)
        }
        let all = Group("all", Set(0..<100))
        #expect(try shown([all], writers: 9).isEmpty)
        #expect(try shown([all], writers: 10) == ["all"])
        #expect(try shown([all, Group("A", Set(0..<30))], writers: 39) == ["all"])
        #expect(try shown([all, Group("A", Set(0..<30))], writers: 40) == ["all", "A"])
        let texts = try Disclosure.comments(of: Comments((0..<12).map { ($0, "\(20 - $0)") }), in: [all])
        let content = try #require(texts[0].comments.content)
        #expect(content == content.sorted() && content.count == 12)
    }

    @Test(
        "Many overlapping groups of few people are answered in bounded time, and safely",
        .timeLimit(.minutes(1)))
    func bounded() throws {
        var random = SeededRandom(seed: 5)
        let sets = (0..<40).map { _ in Set((0..<24).filter { _ in random.below(3) == 0 }) }
        let result = try Disclosure.figures(
            of: try Self.answers(24), in: sets.map { Group("filter", $0) })
        #expect(Self.shown(result).count >= 2 && Self.shown(result).count < 24)
    }

    @Test("Thresholds can be raised")
    func raised() throws {
        let result = try Disclosure.figures(
            of: try Self.answers(9), in: [Group("nine", Set(0..<9))], minimum: GroupMinimum(figures: 10))
        #expect(Self.shown(result).isEmpty)
        #expect(throws: StatisticsError.tooManyGroups(501)) {
            try Disclosure.figures(of: try Self.answers(9), in: (0...500).map { Group("\($0)", [$0]) })
        }
    }

    /// The smallest set of people that can be computed from `rows`, by trying every set of one to four.
    private static func smallestDerivable(_ rows: [[Double]], people: Int) -> Int {
        let basis = orthogonal(rows)
        func isDerivable(_ set: [Int]) -> Bool {
            var vector = [Double](repeating: 0, count: people)
            for person in set { vector[person] = 1 }
            let left = remainder(vector, basis)
            return left.reduce(0) { $0 + $1 * $1 } < 1e-12
        }
        for size in 1...4 {
            var set = Array(0..<size)
            while true {
                if isDerivable(set) { return size }
                guard let place = set.indices.last(where: { set[$0] < people - size + $0 }) else { break }
                set[place] += 1
                for next in set.indices where next > place { set[next] = set[next - 1] + 1 }
            }
        }
        return 5
    }

    private static func orthogonal(_ rows: [[Double]]) -> [[Double]] {
        var basis: [[Double]] = []
        for row in rows {
            let left = remainder(remainder(row, basis), basis)
            let length = left.reduce(0) { $0 + $1 * $1 }.squareRoot()
            if length > 1e-9 { basis.append(left.map { $0 / length }) }
        }
        return basis
    }

    private static func remainder(_ vector: [Double], _ basis: [[Double]]) -> [Double] {
        basis.reduce(vector) { left, unit in
            let dot = zip(vector, unit).reduce(0) { $0 + $1.0 * $1.1 }
            return zip(left, unit).map { $0 - dot * $1 }
        }
    }
}

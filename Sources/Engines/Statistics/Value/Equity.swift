/// Community equity (Reiser): what contributions are worth to others, by what others do with them, fading
/// with time. For items and for finding experts by topic; not a public score of people.
///
/// Each act is worth V on its day and loses V / lifespan a day in a straight line. So the worth of many acts
/// is one line, and reading costs O(1) however many there were (the implementation of Liferay 6 works the
/// same way). `Member` and `Item` are the caller's ids. Days count from any start and never go back.
public struct Equity<Member: Hashable & Sendable, Item: Hashable & Sendable>: Sendable {
    /// What kind of act counts how much.
    public struct Kind: Hashable, Sendable {
        /// A name of its own, e.g. "view", "reuse", "answer".
        public let name: String
        /// What it adds to the item, and so to the item's author.
        public let information: Double
        /// What it adds to the one who acts.
        public let participation: Double
        /// After how many days it is worth nothing.
        public let lifespanDays: Int
        /// How many acts of the kind by one member count on one day; nil: any number.
        public let dailyCap: Int?
        /// Whether the same act on the same item counts only once while it is still worth something.
        public let isOnceWhileActive: Bool

        /// A kind of act.
        /// - Throws: `.notFinite`, `.outOfRange` for a negative worth, `.negativeCount` for the cap,
        ///   `.badSetting(.duration)` for a lifespan outside 1…36,500 days.
        public init(
            _ name: String, information: Double, participation: Double, lifespanDays: Int,
            dailyCap: Int? = nil,
            isOnceWhileActive: Bool = false
        ) throws(StatisticsError) {
            try Check.values([information, participation])
            guard information >= 0 else { throw .outOfRange(index: 0) }
            guard participation >= 0 else { throw .outOfRange(index: 1) }
            guard (1...36_500).contains(lifespanDays) else { throw .badSetting(.duration) }
            if let dailyCap, dailyCap < 0 { throw .negativeCount(dailyCap) }
            self.name = name
            self.information = information
            self.participation = participation
            self.lifespanDays = lifespanDays
            self.dailyCap = dailyCap
            self.isOnceWhileActive = isOnceWhileActive
        }
    }

    /// The last day that was told.
    public private(set) var day: Int

    private var items: [Item: Entry] = [:]
    /// Numbers the items as they were added, so that acts on a removed item do not touch its successor.
    private var serial = 0
    private var contributions: [Member: Line] = [:]
    private var participations: [Member: Line] = [:]
    /// Acts by the day on which they are worth nothing any more.
    private var ending: [Int: [Act]] = [:]
    /// On which day an act of this kind by this member on this item ends.
    private var active: [Repeat: Int] = [:]
    /// Acts of the current day.
    private var today: [Repeat: Int] = [:]

    /// An empty ledger from `day` on.
    public init(from day: Int) {
        self.day = day
    }

    /// Registers an item with its author, whose contribution it is.
    public mutating func add(_ item: Item, by author: Member) {
        remove(item)
        serial += 1
        items[item] = Entry(author: author, serial: serial)
    }

    /// Removes an item; what others did with it is taken from its author.
    public mutating func remove(_ item: Item) {
        guard let entry = items.removeValue(forKey: item) else { return }
        contributions[entry.author, default: Line()].subtract(entry.line)
    }

    /// Counts an act of `member` on `item`, unless a guard refuses it: identical acts of one day count once,
    /// beyond the daily cap nothing does, and acts on one's own or on unknown items count for nobody.
    /// - Returns: whether it counted.
    /// - Throws: `.badSetting(.day)` for a day before the last one told.
    @discardableResult
    public mutating func record(
        _ kind: Kind, by member: Member, on item: Item, day: Int
    ) throws(StatisticsError) -> Bool {
        try advance(to: day)
        guard let entry = items[item], entry.author != member else { return false }
        let same = Repeat(kind: kind.name, member: member, item: item)
        let all = Repeat(kind: kind.name, member: member, item: nil)
        guard today[same] == nil, today[all, default: 0] < kind.dailyCap ?? .max else { return false }
        guard !kind.isOnceWhileActive || active[same] == nil else { return false }
        today[same] = 1
        today[all, default: 0] += 1
        let act = Act(kind: kind, member: member, item: item, serial: entry.serial, day: day)
        items[item]?.line.add(act.information)
        contributions[entry.author, default: Line()].add(act.information)
        participations[member, default: Line()].add(act.participation)
        ending[act.end, default: []].append(act)
        active[same] = max(active[same] ?? act.end, act.end)
        return true
    }

    /// Moves to `day`, and forgets what is worth nothing any more: O(1) for each act over its whole life.
    /// - Throws: `.badSetting(.day)` for a day before the last one told.
    public mutating func advance(to day: Int) throws(StatisticsError) {
        guard day >= self.day else { throw .badSetting(.day) }
        guard day > self.day else { return }
        today = [:]
        let ended =
            day - self.day > ending.count ? ending.keys.filter { $0 <= day } : Array(self.day + 1...day)
        self.day = day
        for end in ended.sorted() {
            for act in ending.removeValue(forKey: end) ?? [] { forget(act) }
        }
    }

    /// What others' acts on `item` are worth today.
    public func information(of item: Item) -> Double { items[item]?.line.value(on: day) ?? 0 }

    /// What others' acts on the items of `member` are worth today.
    public func contribution(of member: Member) -> Double { contributions[member]?.value(on: day) ?? 0 }

    /// What the acts of `member` on others' items are worth today.
    public func participation(of member: Member) -> Double { participations[member]?.value(on: day) ?? 0 }

    /// Contribution and participation together, for the member's own eyes and for finding experts.
    public func personal(_ member: Member) -> Double { contribution(of: member) + participation(of: member) }

    /// The authors of `items` by what these are worth today, the most valuable first: who knows about a
    /// topic. Equal ones stay in the order of the items.
    public func contributors(to items: [Item]) -> [(member: Member, value: Double)] {
        var places: [Member: Int] = [:]
        var sums: [(member: Member, value: Double)] = []
        for item in items {
            guard let entry = self.items[item] else { continue }
            let value = entry.line.value(on: day)
            guard value > 0 else { continue }
            if let place = places[entry.author] {
                sums[place].value += value
            } else {
                places[entry.author] = sums.count
                sums.append((entry.author, value))
            }
        }
        return sums.enumerated().sorted { ($1.element.value, $0.offset) < ($0.element.value, $1.offset) }
            .map(\.element)
    }

    private mutating func forget(_ act: Act) {
        if let entry = items[act.item], entry.serial == act.serial {
            items[act.item]?.line.subtract(act.information)
            contributions[entry.author]?.subtract(act.information)
        }
        participations[act.member]?.subtract(act.participation)
        let same = Repeat(kind: act.kind.name, member: act.member, item: act.item)
        if active[same] == act.end { active[same] = nil }
    }

    private struct Entry {
        let author: Member
        let serial: Int
        var line = Line()
    }

    private struct Repeat: Hashable {
        let kind: String
        let member: Member
        let item: Item?
    }

    private struct Act {
        let kind: Kind
        let member: Member
        let item: Item
        let serial: Int
        let day: Int
        var end: Int { day + kind.lifespanDays }
        var information: Line { Line(kind.information, from: day, lifespan: kind.lifespanDays) }
        var participation: Line { Line(kind.participation, from: day, lifespan: kind.lifespanDays) }
    }
}

/// A sum of straight lines k·t + b.
struct Line: Hashable, Sendable {
    private var slope = 0.0
    private var start = 0.0
    private var count = 0

    init() {}

    /// `value` on the day `from`, nothing after `lifespan` days.
    init(_ value: Double, from day: Int, lifespan: Int) {
        slope = -value / Double(lifespan)
        start = value * Double(day + lifespan) / Double(lifespan)
        count = 1
    }

    mutating func add(_ other: Line) {
        slope += other.slope
        start += other.start
        count += other.count
    }

    mutating func subtract(_ other: Line) {
        count -= other.count
        // An empty sum is exactly nothing, whatever rounding left.
        (slope, start) = count == 0 ? (0, 0) : (slope - other.slope, start - other.start)
    }

    func value(on day: Int) -> Double { max(slope * Double(day) + start, 0) }
}

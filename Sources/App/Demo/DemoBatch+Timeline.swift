import Platform
import Storage
import Timeline

// What happened with the customers of a batch.
extension DemoBatch {
    /// What an entry says, before it becomes a row.
    private struct Entry {
        let kind: TimelineEntry.Kind
        var direction = TimelineEntry.Direction.none
        /// The number of a colleague; nil: the customer.
        var author: Int?
        var title = ""
        var text = ""
        var audience: SQLValue = .null
        var isShared = false
    }

    /// Writes as many entries as are this customer's share. - Returns: when something happened last; 0: never.
    mutating func entries(of customer: DemoCustomer, isShared: Bool) -> Int64 {
        let customersLeft = range.count - told
        told += 1
        let mean = entriesLeft / max(1, customersLeft)
        // Some customers are spoken to far more often than others; the last one takes what is left.
        var share = customersLeft == 1 ? entriesLeft : min(entriesLeft, random.below(2 * mean + 1))
        entriesLeft -= share
        if share > 2, random.once(in: 10) {
            handOver(customer)
            share -= 1
        }
        var last: Int64 = 0
        // Matters come in turn, so that the same one seldom comes up twice with one customer.
        let own = DemoSphere.matters[customer.sphere.rawValue]
        var turn = random.below(DemoMatter.common.count * own.count)
        while share > 0 {
            let isCommon = turn % 5 < 2
            let matter = isCommon ? DemoMatter.common[turn % DemoMatter.common.count] : own[turn % own.count]
            share -= tell(matter, customer, atMost: share, isShared, &last)
            turn += 1
        }
        return last
    }

    /// - Returns: how many entries it came to; none when it would begin after today.
    private mutating func tell(
        _ matter: DemoMatter, _ customer: DemoCustomer, atMost limit: Int, _ isShared: Bool,
        _ last: inout Int64
    ) -> Int {
        let ours = random.once(in: 2) ? customer.keeper : random.below(staff.people.count)
        var day = today - 1 - random.below(Self.historyDays)
        var second = 0
        var told = 0
        for step in matter.steps.prefix(limit) {
            day = Self.workday(day + step.days)
            guard day < today else { break }
            // On the same day an hour later or so, else at any working hour.
            second =
                told > 0 && step.days == 0 ? second + 900 + random.below(5400) : 25_200 + random.below(21_600)
            let at = (Int64(day) * 86400 + Int64(second)) * 1_000_000
            let isTalk = step.kind == .talk
            append(
                Entry(
                    kind: step.kind, direction: step.direction,
                    author: step.kind == .mail && step.direction == .inward
                        ? nil : isTalk ? random.below(staff.people.count) : ours,
                    title: step.kind != .mail ? "" : told == 0 ? matter.subject : matter.reply,
                    text: step.text,
                    audience: step.isForTeam ? staff.team(of: ours).sqlValue : .null,
                    isShared: isShared && !step.isForTeam && !isTalk), of: customer, at: at)
            last = max(last, at)
            told += 1
        }
        return told
    }

    /// `day` or the Monday after it. Days count from a Thursday.
    private static func workday(_ day: Int) -> Int {
        let weekday = (day + 3) % 7
        return weekday < 5 ? day : day + 7 - weekday
    }

    private mutating func append(_ entry: Entry, of customer: DemoCustomer, at us: Int64) {
        let author = entry.author.map { staff.people[$0] }
        let theirs = customer.contact.isEmpty ? customer.name : customer.contact
        entryRows.append([
            newID(), customer.id.sqlValue, us.sqlValue, entry.kind.sqlValue, entry.direction.sqlValue,
            author?.id.sqlValue ?? .null, (author?.name ?? theirs).sqlValue, entry.title.sqlValue,
            entry.text.sqlValue, entry.audience, (entry.isShared ? 1 : 0).sqlValue, "".sqlValue, .null,
            customer.id.sqlValue,
        ])
    }

    /// The first reminder comes two weeks after the bill was due, each further one three weeks later.
    mutating func dun(_ customer: DemoCustomer, invoice: String, _ cents: Int, _ level: Int, due: Int) {
        guard level > 0, entriesLeft >= 4 * level else { return }
        let euros = cents / 100
        let whole = euros < 1000 ? "\(euros)" : "\(euros / 1000).\(padded(euros % 1000, 3))"
        let open = "\(whole),\(padded(cents % 100, 2))"
        for step in 1...level {
            let day = min(due + 14 * step, today - 1)
            append(
                Entry(
                    kind: .dunning, author: 2 + 5 * random.below(4), title: "Mahnstufe \(step)",
                    text: "Rechnung \(invoice): Mahnstufe \(step - 1) → \(step), offen \(open)\u{A0}€"),
                of: customer, at: (Int64(day) * 86400 + 32_400) * 1_000_000 + Int64(step))
        }
        entriesLeft -= level
    }

    /// Somebody else looks after the customer from a day in the past on.
    private mutating func handOver(_ customer: DemoCustomer) {
        let count = staff.people.count
        let before = staff.people[(customer.keeper + 1 + random.below(count - 1)) % count].name
        let now = staff.people[customer.keeper].name
        append(
            Entry(
                kind: .responsibility, author: 4 + 5 * random.below(4), title: "Vertrieb: \(before) → \(now)"),
            of: customer, at: moment(daysAgo: 600).us)
    }

    /// A working hour on one of the last `daysAgo` days.
    mutating func moment(daysAgo: Int) -> Timestamp {
        let day = today - 1 - random.below(daysAgo)
        return Timestamp(us: (Int64(day) * 86400 + 25_200 + Int64(random.below(32_400))) * 1_000_000)
    }
}

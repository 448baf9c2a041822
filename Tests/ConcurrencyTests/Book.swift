import Foundation

/// The plain model: what was acknowledged, and so must stand on exactly one living customer.
actor Book {
    /// Something that was written.
    struct Row: Sendable {
        let sign: String
        /// Behind `customers/ID`: where it is changed and removed.
        let path: String
        let part: String
        let writer: Int
        var version: Int?
    }

    private(set) var present: [String: String] = [:]
    private(set) var absent: [String: String] = [:]
    /// Nobody knows: the answer was an error of the server.
    private(set) var unsure: Set<String> = []
    /// Changes of details, of which the history tells.
    private(set) var told: Set<String> = []
    private(set) var failures: [String] = []
    private(set) var figures: [String: Int] = [:]
    private var rows: [String: Row] = [:]
    /// All that a row ever held, by its path.
    private var earlier: [String: [String]] = [:]
    /// The signs of rows that came lately; older ones are left alone.
    private var recent: [String] = []
    private var busy: Set<String> = []
    /// What a separation took along: its answer may be the faster one.
    private var lost: Set<String> = []
    private var restores: [String: Int] = [:]
    private var marks = 0

    func nextMark() -> Int {
        marks += 1
        return marks
    }

    func count(_ what: String) { figures[what, default: 0] += 1 }
    func fail(_ text: String) { failures.append(text) }
    func doubt(_ sign: String) { unsure.insert(sign) }
    func tell(_ sign: String) { told.insert(sign) }

    func added(_ sign: String, _ what: String, _ row: Row?) {
        count("written")
        guard !lost.contains(sign) else { return }
        present[sign] = what
        if let row { keep(row) }
    }

    private func keep(_ row: Row) {
        rows[row.sign] = row
        earlier[row.path, default: []].append(row.sign)
        recent.append(row.sign)
        if recent.count > 60 { rows[recent.removeFirst()] = nil }
    }

    /// A row that stands there and that nobody is working on.
    func takeRow(_ number: Int) -> (row: Row, restores: Int)? {
        guard !recent.isEmpty, case let sign = recent[number % recent.count], !busy.contains(sign),
            let row = rows[sign]
        else { return nil }
        busy.insert(sign)
        return (row, restores[sign, default: 0])
    }

    func giveBack(_ row: Row) { busy.remove(row.sign) }

    func removed(_ row: Row, since restores: Int) {
        count("removed")
        // A separation may have put back what the row held before, and then that went.
        for sign in earlier[row.path, default: []] where sign != row.sign { unsure.insert(sign) }
        guard self.restores[row.sign, default: 0] == restores else { return }
        forget(row.sign)
    }

    func replaced(_ row: Row, by sign: String, version: Int?, since restores: Int) {
        count("changed")
        let isRestored = self.restores[row.sign, default: 0] != restores
        if !isRestored { forget(row.sign) }
        guard !lost.contains(sign) else { return }
        present[sign] = row.part
        keep(Row(sign: sign, path: row.path, part: row.part, writer: row.writer, version: version))
    }

    private func forget(_ sign: String) {
        absent[sign] = rows[sign]?.part ?? present[sign] ?? "never seen"
        present[sign] = nil
        rows[sign] = nil
    }

    /// A merge was taken back, and these losses were known.
    func separated(_ losses: [(before: String, after: String)]) {
        count("separated")
        for loss in losses {
            for sign in Mark.signs(in: loss.after) {
                lost.insert(sign)
                forget(sign)
            }
            for sign in Mark.signs(in: loss.before) {
                restores[sign, default: 0] += 1
                lost.remove(sign)
                absent[sign] = nil
                present[sign] = "restored"
            }
        }
    }

    /// What the losses of guests are is not said by name.
    func doubtGuests() { for (sign, what) in present where what == "/guests" { unsure.insert(sign) } }
}

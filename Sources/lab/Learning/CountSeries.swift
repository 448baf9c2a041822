import Foundation

/// Counts at times, with the windows in which something was going on.
struct CountSeries {
    let name: String
    /// Minutes since 1970, ascending.
    let minutes: [Int]
    let counts: [Double]
    /// Rows of each labelled window.
    let windows: [ClosedRange<Int>]

    /// The smallest step between rows.
    var rowMinutes: Double { Double(zip(minutes, minutes.dropFirst()).map { $1 - $0 }.min() ?? 5) }

    /// Labels as in NAB's file of windows.
    struct Label: Decodable {
        let windows: [[String]]
    }

    /// Reads files with the columns `timestamp` and `value`, and their windows by the file's name.
    static func read(_ files: [String], labels: String) throws -> [CountSeries] {
        let labels = try JSONDecoder().decode([String: Label].self, from: Data(try Input.bytes(labels)))
        return try files.map { file in
            var name = URL(fileURLWithPath: file).lastPathComponent
            if name.hasSuffix(".gz") { name.removeLast(3) }
            guard let label = labels[name] else {
                throw Input.Failure(file: file, reason: "no labels for \(name)")
            }
            return try CountSeries(name: name, file: file, label: label)
        }
    }

    private init(name: String, file: String, label: Label) throws {
        var seconds: [Int] = []
        var counts: [Double] = []
        for line in try Input.text(file).split(whereSeparator: \.isNewline).dropFirst() {
            let fields = line.split(separator: ",")
            guard fields.count == 2, let time = Self.seconds(fields[0]), let count = Double(fields[1]) else {
                throw Input.Failure(file: file, reason: "not a time and a count: \(line)")
            }
            seconds.append(time)
            counts.append(count)
        }
        windows = try label.windows.map { window in
            guard window.count == 2, let start = Self.seconds(window[0][...]),
                let end = Self.seconds(window[1][...]),
                let first = seconds.firstIndex(where: { $0 >= start }),
                let last = seconds.lastIndex(where: { $0 <= end }), first <= last
            else { throw Input.Failure(file: file, reason: "no window: \(window)") }
            return first...last
        }
        self.name = name
        self.counts = counts
        minutes = seconds.map { $0 / 60 }
    }

    /// Seconds since 1970 of `2015-02-26 21:42:53`, with or without a fraction.
    private static func seconds(_ text: Substring) -> Int? {
        let parts = text.split { "- :.".contains($0) }.compactMap { Int($0) }
        guard parts.count >= 6 else { return nil }
        // Days from the civil calendar, March first (Hinnant, "chrono-compatible low-level date algorithms").
        let year = parts[1] <= 2 ? parts[0] - 1 : parts[0]
        let month = (parts[1] + 9) % 12
        let days =
            year * 365 + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + parts[2] - 719_469
        return days * 86_400 + parts[3] * 3600 + parts[4] * 60 + parts[5]
    }
}

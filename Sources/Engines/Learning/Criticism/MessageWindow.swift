/// The messages that are still compared, oldest first. Indices are stable until messages leave.
struct MessageWindow: Sendable {
    struct Entry: Sendable {
        let id: Int64
        let customer: Int64
        let source: String
        let minute: Int
        let words: [WordForms]
        /// How each word is written.
        let names: [String]
        /// The wave it belongs to; nil when free.
        var wave: Int?
    }

    private var entries: [Entry] = []
    /// Entries before this one have left.
    private var start = 0

    var count: Int { entries.count - start }
    var first: Entry? { start < entries.count ? entries[start] : nil }
    var indices: Range<Int> { start..<entries.count }

    subscript(index: Int) -> Entry {
        get { entries[index] }
        _modify { yield &entries[index] }
    }

    /// Adds a free message at the end.
    /// - Returns: its index.
    mutating func append(_ message: CriticismMessage, _ words: [WordForms], _ names: [String]) -> Int {
        if start > 1024, start > entries.count / 2 {
            entries.removeFirst(start)
            start = 0
        }
        entries.append(
            Entry(
                id: message.id, customer: message.customer, source: message.source, minute: message.minute,
                words: words, names: names, wave: nil))
        return entries.count - 1
    }

    mutating func removeFirst() { start += 1 }
}

/// A wave that is followed.
struct ActiveWave: Sendable {
    let id: Int
    /// Customers that everyday would bring in the time of the window.
    var usual: Double
    var model = WaveModel()
    var messages = 0
    /// Members still in the window.
    var inWindow = 0
    var startMinute = Int.max
    var lastMinute = Int.min
    var firstMessage: Int64 = 0
    var sources: [String: Int] = [:]
    /// How the stems are written, for reasons.
    var names: [UInt32: String] = [:]
    /// Evidence above this makes a message one of the wave.
    var bar = Double.infinity
    var fittedMessages = 1
    var toldMessages = 0

    private static let nameCapacity = 512
    private static let sourceCapacity = 32

    init(id: Int, usual: Double) {
        self.id = id
        self.usual = usual
    }

    mutating func add(_ entry: MessageWindow.Entry) {
        model.add(entry.words)
        for (word, name) in zip(entry.words, entry.names) where names.count < Self.nameCapacity {
            if names[word.stem] == nil { names[word.stem] = name }
        }
        messages += 1
        inWindow += 1
        if entry.minute < startMinute { (startMinute, firstMessage) = (entry.minute, entry.id) }
        lastMinute = max(lastMinute, entry.minute)
        if sources[entry.source] != nil || sources.count < Self.sourceCapacity {
            sources[entry.source, default: 0] += 1
        }
    }

    mutating func remove(_ entry: MessageWindow.Entry) {
        model.remove(entry.words)
        messages -= 1
        inWindow -= 1
        if let count = sources[entry.source] { sources[entry.source] = count > 1 ? count - 1 : nil }
    }

    /// Messages in the hour before the latest.
    func perHour(_ minutes: [Int]) -> Int { minutes.count { $0 > lastMinute - 60 } }
}

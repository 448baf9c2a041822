/// A message of a customer, as the waves need it.
public struct CriticismMessage: Hashable, Sendable {
    /// The caller's name for it.
    public let id: Int64
    /// Who wrote it: waves count customers, not messages.
    public let customer: Int64
    /// Where it came from: mail, form, a network.
    public let source: String
    /// When, in minutes since 1970; ascending from message to message.
    public let minute: Int
    /// What it says. Lines that begin with `>` are somebody else's words and are left out.
    public let text: String

    /// A message with all its parts.
    public init(id: Int64, customer: Int64, source: String, minute: Int, text: String) {
        self.id = id
        self.customer = customer
        self.source = source
        self.minute = minute
        self.text = text
    }
}

/// Many customers with the same criticism.
public struct CriticismWave: Hashable, Sendable {
    /// Numbered from 1 in the order in which they were found.
    public let id: Int
    /// Messages and customers so far.
    public let messages: Int
    /// Distinct customers among the messages that are still compared.
    public let recentCustomers: Int
    /// When the first of them was written, in minutes since 1970.
    public let startMinute: Int
    /// Messages in the latest hour in which one came.
    public let messagesPerHour: Int
    /// Customers that would have said the same in the same time before, and one standard deviation of that.
    public let usual: Double
    /// One standard deviation of `usual`.
    public let spread: Double
    /// How many came from where, most first.
    public let sources: [SourceCount]
    /// The message that says best what all say.
    public let typicalMessage: Int64
    /// The words that make the wave, strongest first, with their log-odds against everyday messages.
    public let reasons: [Reason]

    /// How many messages came from one source.
    public struct SourceCount: Hashable, Sendable {
        /// As the messages named it.
        public let source: String
        /// So many.
        public let messages: Int
    }

    /// Why it is a wave, in German.
    public var german: String {
        "\(recentCustomers) Kunden sagen dasselbe, üblich \(WaveAlarm.figure(usual, ",")) ± "
            + "\(WaveAlarm.figure(spread, ",")): \(words(", "))"
    }

    /// Why it is a wave, in English.
    public var english: String {
        "\(recentCustomers) customers say the same, usual \(WaveAlarm.figure(usual, ".")) ± "
            + "\(WaveAlarm.figure(spread, ".")): \(words(", "))"
    }

    private func words(_ separator: String) -> String {
        reasons.prefix(5).map(\.part).joined(separator: separator)
    }
}

/// What a message did to the waves.
public struct CriticismUpdate: Hashable, Sendable {
    /// A message's place in a wave.
    public struct Membership: Hashable, Sendable {
        /// The caller's name for the message.
        public let message: Int64
        /// The wave it now belongs to; nil when it turned out to belong to none.
        public let wave: Int?
    }

    /// Messages whose wave changed, this one or earlier ones, in the order of the changes.
    public internal(set) var changes: [Membership] = []
    /// Waves that were found, or that have doubled since they were last told.
    public internal(set) var told: [CriticismWave] = []

    /// Nothing.
    public init() {}
}

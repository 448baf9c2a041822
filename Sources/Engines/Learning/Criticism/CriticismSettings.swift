/// What makes messages one wave of criticism. `README.md` says how the defaults were chosen.
public struct CriticismSettings: Hashable, Sendable {
    /// Messages older than this are no longer compared with new ones.
    public var windowMinutes = 48 * 60
    /// Nor are more than so many.
    public var windowCapacity = 4096
    /// So many past messages are kept as a sample of what is usual.
    public var sampleCapacity = 2048
    /// No wave before so many messages are history.
    public var warmUpMessages = 300
    /// A wave has at least so many customers.
    public var minimumCustomers = 6
    /// How surprising, in nats, the number of like-minded customers must be.
    public var waveSurprise = 12.0
    /// How surprising the number of messages with one term must be for a wave to be looked for around it.
    public var seedSurprise = 6.0
    /// After so many days a message weighs half in what is usual.
    public var historyHalfLifeDays = 30.0
    /// At most this share of past messages may look as if they belonged to a wave.
    public var everydayShare = 0.01
    /// A wave's term counts by so many messages less: what two say by chance is no evidence.
    public var discount = 1.0
    /// How many imagined everyday messages stand beside a wave's own when its terms are weighed.
    public var prior = 8.0
    /// A missing or an unknown word speaks at most so much against a wave.
    public var strongestDoubt = 0.7
    /// No single word speaks more than so much for a wave.
    public var strongestWord = 4.0
    /// Waves that are followed at once.
    public var waveCapacity = 32

    /// The defaults.
    public init() {}
}

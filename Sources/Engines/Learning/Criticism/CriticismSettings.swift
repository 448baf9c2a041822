/// What makes messages one wave of criticism. `README.md` says how the defaults were chosen.
public struct CriticismSettings: Hashable, Sendable {
    /// Messages older than this are no longer compared with new ones.
    public var windowMinutes = 24 * 60
    /// Nor are more than so many.
    public var windowCapacity = 4096
    /// So many past messages are kept as a sample of what is usual.
    public var sampleCapacity = 2048
    /// No wave before so many messages are history.
    public var warmUpMessages = 300
    /// A wave has at least so many customers.
    public var minimumCustomers = 6
    /// Everyday matters come and go more than chance makes them: the usual number times this is still usual.
    public var usualFactor = 3.25
    /// Two waves are one when their typical terms are so alike (cosine).
    public var sameWave = 0.2
    /// How surprising, in nats, the number of like-minded customers must be.
    public var waveSurprise = 4.0
    /// How surprising the number of messages with one term must be for a wave to be looked for around it.
    public var seedSurprise = 4.0
    /// So many terms of a message are tried as seeds, and each again when its number has grown so much.
    public var seeds = 3
    /// See `seeds`.
    public var seedGrowth = 1.1
    /// After so many days a message weighs half in what is usual.
    public var historyHalfLifeDays = 30.0
    /// At most this share of past messages may look as if they belonged to a wave.
    public var everydayShare = 0.007
    /// A wave's term counts by so many messages less: what two say by chance is no evidence.
    public var discount = 0.3
    /// How many imagined everyday messages stand beside a wave's own when its terms are weighed.
    public var prior = 16.0
    /// A missing or an unknown word speaks at most so much against a wave.
    public var strongestDoubt = 0.4
    /// No single word speaks more than so much for a wave.
    public var strongestWord = 5.0
    /// Waves that are followed at once.
    public var waveCapacity = 32

    /// The defaults.
    public init() {}
}

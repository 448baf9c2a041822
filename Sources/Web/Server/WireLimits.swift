/// What a connection may take. Stated in `ARCHITECTURE.md`.
package struct WireLimits: Sendable {
    /// A connection whose sender is silent for so long in the middle of a request, or between two, is closed. Streams
    /// of events are not: their request has been read.
    package var idleSeconds: Int64 = 60
    /// The address of a request, its path and query.
    package var addressBytes = 8 << 10
    /// All header fields of a request together, and how many.
    package var headerBytes = 64 << 10
    package var headerFields = 100
    /// Once its sender has been waited for so long, a body must have come at the least rate…
    package var bodyGraceSeconds: Int64 = 30
    package var leastBytesPerSecond = 4 << 10
    /// …and be there altogether. Only time in which we were ready to read counts.
    package var bodySeconds: Int64 = 3600
    /// An asker who takes nothing of what waits for them (some 64 kB) for so long is given up…
    package var stallSeconds: Int64 = 30
    /// …and so is who has not taken a whole answer in so long; streams of events have no end.
    package var answerSeconds: Int64 = 3600
    /// The work for an answer; then it is 503.
    package var workSeconds: Int64 = 30
    /// What is left of a refused body is read on up to here, so that the refusal arrives; then the connection is closed.
    package var lingerBytes = 1 << 20
    package var lingerMilliseconds: Int64 = 1000

    /// The stated ones.
    package init() {}
}

/// A parser that is fed chunks of bytes and asked for values, so that input of any size is read in bounded
/// memory.
///
/// It does no input itself: the caller appends what it has (a file's next 64 KiB, an upload's next buffer),
/// takes values until there are none, and appends again. The values do not depend on where the chunks are
/// cut.
package protocol ChunkedReader: Sendable {
    associatedtype Element: Sendable

    /// Whether `finish()` was called.
    var isFinished: Bool { get }

    /// Hands over the next bytes of the input; any length. Take values until `next()` is nil before appending
    /// more.
    mutating func append(_ chunk: [UInt8])

    /// Says that the input has ended.
    mutating func finish()

    /// The next value; nil when more bytes are needed or, after `finish()`, at the end.
    mutating func next() -> Element?
}

extension ChunkedReader {
    /// The next value, pulling as many chunks as it takes; nil at the end.
    /// - Parameter pull: the next chunk; nil at the end of the input. Its errors pass through unchanged.
    package mutating func next<Failure: Error>(
        pulling pull: () throws(Failure) -> [UInt8]?
    ) throws(Failure) -> Element? {
        while true {
            if let element = next() { return element }
            if isFinished { return nil }
            if let chunk = try pull() { append(chunk) } else { finish() }
        }
    }

    /// All values of bytes that are in memory already.
    package static func all(of bytes: [UInt8], with reader: Self) -> [Element] {
        var reader = reader
        reader.append(bytes)
        reader.finish()
        var elements: [Element] = []
        while let element = reader.next() { elements.append(element) }
        return elements
    }
}

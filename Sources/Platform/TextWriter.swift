/// Puts a text together in its own memory. Every date and link on a page passes here, so no text and no list is made in
/// between; interpolation is the way everywhere else.
package struct TextWriter {
    private let buffer: UnsafeMutableBufferPointer<UInt8>
    fileprivate private(set) var count = 0

    fileprivate init(_ buffer: UnsafeMutableBufferPointer<UInt8>) { self.buffer = buffer }

    /// A piece of text.
    package mutating func write(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            precondition(bytes.count <= buffer.count - count, "room is what the longest text takes")
            count = buffer[count...].update(fromContentsOf: bytes)
        }
    }

    /// A number with zeros in front up to `width` characters. - Parameter number: not negative.
    package mutating func write(_ number: Int, width: Int = 1) {
        var (rest, end) = (number, count)
        repeat { (rest, end) = (rest / 10, end + 1) } while rest > 0
        end = max(end, count + width)
        precondition(end <= buffer.count, "room is what the longest text takes")
        rest = number
        for index in stride(from: end - 1, through: count, by: -1) {
            buffer[index] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
        count = end
    }

    /// `2026-11-22`
    mutating func write(_ date: CivilDate) {
        write(date.year, width: 4)
        write("-")
        write(date.month, width: 2)
        write("-")
        write(date.day, width: 2)
    }
}

extension String {
    /// What `write` puts together. - Parameter room: how many bytes it takes at most; up to 15 need no memory of their own.
    package init(room: Int, _ write: (inout TextWriter) -> Void) {
        self.init(unsafeUninitializedCapacity: room) { buffer in
            var writer = TextWriter(buffer)
            write(&writer)
            return writer.count
        }
    }
}

/// `value` in decimal, with zeros in front up to `width` characters. - Parameter value: not negative.
package func padded(_ value: Int, _ width: Int) -> String {
    String(room: max(width, 19)) { $0.write(value, width: width) }
}

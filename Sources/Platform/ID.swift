import Synchronization

/// The identity of one thing of kind `Kind`: a positive 64-bit integer in time order (see `IDSource`).
///
/// In links and JSON it is written as 13 characters of Crockford's base32, so that it survives a phone call.
package struct ID<Kind>: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The number that the database stores.
    package let raw: Int64

    /// Wraps a stored number.
    package init(_ raw: Int64) { self.raw = raw }

    /// Reads the 13 characters; nil when `text` is not an id. Lower case and the look-alikes I, L, O are accepted.
    package init?(text: some StringProtocol) {
        guard text.utf8.count == 13 else { return nil }
        var value: UInt64 = 0
        for byte in text.utf8 {
            guard let digit = Crockford.value(of: byte) else { return nil }
            value = value << 5 | UInt64(digit)
        }
        guard value <= UInt64(Int64.max) else { return nil }
        raw = Int64(value)
    }

    /// The 13 characters.
    package var text: String {
        let digits = Crockford.digits
        return String(unsafeUninitializedCapacity: 13) { buffer in
            var rest = UInt64(raw)
            for index in stride(from: 12, through: 0, by: -1) {
                buffer[index] = digits[Int(rest & 31)]
                rest >>= 5
            }
            return 13
        }
    }

    /// The number of the process that made it (`IDSource`).
    package var node: Int { Int(raw >> 12 & 1023) }

    package var description: String { text }

    package static func < (left: ID, right: ID) -> Bool { left.raw < right.raw }
}

/// The kinds of things that more than one feature speaks of. The features' own kinds stay with them.
package enum Kinds {
    /// Somebody who signs in.
    package enum Person {}
    /// A team of colleagues.
    package enum Team {}
    /// A company or private person that we look after.
    package enum Customer {}
    /// One thing that happened with a customer.
    package enum Entry {}
    /// A stored file.
    package enum Blob {}
}

/// Identifies a colleague or guest.
package typealias PersonID = ID<Kinds.Person>
/// Identifies a team.
package typealias TeamID = ID<Kinds.Team>
/// Identifies a customer.
package typealias CustomerID = ID<Kinds.Customer>
/// Identifies a timeline entry.
package typealias EntryID = ID<Kinds.Entry>

/// Crockford's base32: digits and letters without I, L, O, U (https://www.crockford.com/base32.html).
enum Crockford {
    static let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    static func value(of byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "o"), UInt8(ascii: "O"): 0
        case UInt8(ascii: "i"), UInt8(ascii: "I"), UInt8(ascii: "l"), UInt8(ascii: "L"): 1
        case UInt8(ascii: "a")...UInt8(ascii: "z"): position(of: byte - 32)
        default: position(of: byte)
        }
    }

    private static func position(of byte: UInt8) -> UInt8? {
        digits.firstIndex(of: byte).map { UInt8($0) }
    }
}

/// Makes ids: 41 bits of milliseconds since 2025, 10 bits for the process, 12 bits to count within the millisecond.
///
/// Ids of one process only ever grow, even when the system's clock jumps back; two processes never share a number
/// because each leases its process number from the database.
package final class IDSource: Sendable {
    private struct State {
        var node: Int?
        var last: Int64 = 0
    }

    private let state = Mutex(State())
    private let clock: Clock

    /// 2025-01-01T00:00:00Z in milliseconds.
    private static let epochMs: Int64 = 1_735_689_600_000

    /// A source that makes ids as soon as it is given its number.
    package init(clock: Clock) { self.clock = clock }

    /// Gives this process its leased number, 0…1023.
    package func assign(node: Int) {
        precondition((0..<1024).contains(node), "a process number has ten bits")
        state.withLock { $0.node = node }
    }

    /// This process's number; -1 before it has one.
    package var node: Int { state.withLock { $0.node ?? -1 } }

    /// The next id. When a millisecond's 4,096 numbers are used up it borrows from the next one.
    package func next<Kind>() -> ID<Kind> {
        let tick = max(0, clock.now().us / 1000 - Self.epochMs) << 12
        return state.withLock { state in
            guard let node = state.node else { preconditionFailure("the process has leased no number yet") }
            state.last = max(state.last + 1, tick)
            return ID((state.last >> 12) << 22 | Int64(node) << 12 | state.last & 0xFFF)
        }
    }
}

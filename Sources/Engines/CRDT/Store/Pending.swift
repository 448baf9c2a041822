/// A stretch of one client's clocks.
public struct ClockRange: Sendable, Hashable {
    /// First clock.
    public var clock: UInt32
    /// How many clocks; more than 0.
    public var length: UInt32

    /// A stretch from `clock`.
    public init(clock: UInt32, length: UInt32) {
        self.clock = clock
        self.length = length
    }

    /// The clock after the last one.
    public var end: UInt32 { clock + length }
}

/// What arrived before its past: structs by what they wait for, and deletes of structs that are not here.
///
/// Each parcel waits for exactly one clock, so an update costs nothing while other parcels wait, and a long list
/// delivered backwards is taken up once, from its end.
struct Pending {
    /// Structs of one client in wire format v1, consecutive in one update.
    struct Parcel {
        let client: UInt64
        /// First clock, and the clock after the last struct.
        let clock: UInt32
        let end: UInt32
        let awaitedClock: UInt32
        /// Structs in `bytes`.
        let structCount: Int
        let bytes: [UInt8]

        /// Memory that the parcel takes.
        var cost: Int { bytes.count + Pending.parcelCost }
    }

    /// Where a parcel that waits for another client begins, and for what it waits.
    struct Crossing: Equatable {
        let clock: UInt32
        let awaitedClient: UInt64
        let awaitedClock: UInt32
    }

    /// Memory that a parcel takes besides its bytes, that one stretch of deletes takes, and that a client with some
    /// takes: small things are counted for what they are.
    static let parcelCost = 128
    private static let deleteCost = 16
    private static let clientCost = 128

    /// Parcels by the client they wait for, the lowest awaited clock last.
    private(set) var parcels: [UInt64: [Parcel]] = [:]
    private(set) var deletes: [UInt64: [ClockRange]] = [:]
    /// The parcels that wait for another client than their own, by their own.
    private var crossings: [UInt64: [Crossing]] = [:]
    /// Clients whose deletes were added to since the last `settleDeletes`.
    private var unsettled: Set<UInt64> = []
    /// Memory of all parcels and delete ranges.
    private(set) var bytes = 0

    var isEmpty: Bool { parcels.isEmpty && deletes.isEmpty }

    /// Keeps a parcel; the same structs sent again are kept once.
    mutating func add(_ parcel: Parcel, awaiting client: UInt64) {
        var waiting = parcels[client] ?? []
        var place = Self.place(of: parcel.awaitedClock, in: waiting)
        while place < waiting.count, waiting[place].awaitedClock == parcel.awaitedClock {
            let other = waiting[place]
            if other.client == parcel.client, other.clock == parcel.clock {
                if other.end >= parcel.end { return }
                bytes += parcel.cost - other.cost
                waiting[place] = parcel
                parcels[client] = waiting
                return
            }
            place += 1
        }
        parcels[client] = nil
        waiting.insert(parcel, at: place)
        parcels[client] = waiting
        bytes += parcel.cost
        if parcel.client != client {
            crossings[parcel.client, default: []].append(
                Crossing(clock: parcel.clock, awaitedClient: client, awaitedClock: parcel.awaitedClock))
        }
    }

    /// Drops parcels of `client` that begin below its `state` though what they wait for is not here. An honest
    /// client's clocks cannot pass a struct that cannot be integrated: this one gave a clock two contents.
    mutating func dropOvertaken(of client: UInt64, below state: UInt32) {
        for overtaken in crossings(of: client) where overtaken.clock < state {
            let waiting = parcels[overtaken.awaitedClient] ?? []
            let kept = waiting.filter { $0.client != client || $0.clock >= state }
            bytes -= waiting.reduce(0) { $0 + $1.cost } - kept.reduce(0) { $0 + $1.cost }
            parcels[overtaken.awaitedClient] = kept.isEmpty ? nil : kept
            forget(overtaken, of: client)
        }
    }

    /// The parcels of `client` that wait for others.
    func crossings(of client: UInt64) -> [Crossing] { crossings[client] ?? [] }

    private mutating func forget(_ crossing: Crossing, of client: UInt64) {
        crossings[client]?.removeAll { $0 == crossing }
        if crossings[client]?.isEmpty == true { crossings[client] = nil }
    }

    /// First place whose awaited clock is not above `clock` (the list falls).
    private static func place(of clock: UInt32, in waiting: [Parcel]) -> Int {
        var low = 0
        var high = waiting.count
        while low < high {
            let middle = (low + high) / 2
            if waiting[middle].awaitedClock > clock { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Takes a parcel that waits for a clock below `state` of `client`.
    mutating func take(client: UInt64, below state: UInt32) -> Parcel? {
        guard let last = parcels[client]?.last, last.awaitedClock < state else { return nil }
        parcels[client]?.removeLast()
        if parcels[client]?.isEmpty == true { parcels[client] = nil }
        bytes -= last.cost
        if last.client != client {
            forget(
                Crossing(clock: last.clock, awaitedClient: client, awaitedClock: last.awaitedClock),
                of: last.client)
        }
        return last
    }

    /// Keeps deletes of clocks that are not here; `settleDeletes` must follow.
    mutating func addDelete(_ range: ClockRange, of client: UInt64) {
        if deletes[client] == nil { bytes += Self.clientCost }
        deletes[client, default: []].append(range)
        unsettled.insert(client)
        bytes += Self.deleteCost
    }

    /// Makes one of overlapping stretches, once for all that an update brought.
    mutating func settleDeletes() {
        for client in unsettled {
            guard let ranges = deletes[client], ranges.count > 1 else { continue }
            let joined = Self.joined(ranges)
            bytes -= Self.deleteCost * (ranges.count - joined.count)
            deletes[client] = joined
        }
        unsettled.removeAll()
    }

    /// Takes the deletes kept for a client that begin below its `state`. They must be settled.
    mutating func takeDeletes(of client: UInt64, below state: UInt32) -> ArraySlice<ClockRange> {
        guard let ranges = deletes[client], let first = ranges.first, first.clock < state else { return [] }
        let count = ranges.firstIndex { $0.clock >= state } ?? ranges.count
        deletes[client] = count == ranges.count ? nil : Array(ranges[count...])
        bytes -= Self.deleteCost * count + (count == ranges.count ? Self.clientCost : 0)
        return ranges[..<count]
    }

    /// Sorted stretches without overlap and without touching neighbours.
    static func joined(_ ranges: [ClockRange]) -> [ClockRange] {
        var result: [ClockRange] = []
        for range in ranges.sorted(by: { $0.clock < $1.clock }) {
            if let last = result.last, last.end >= range.clock {
                result[result.count - 1].length = max(last.end, range.end) - last.clock
            } else {
                result.append(range)
            }
        }
        return result
    }
}

/// A growable block of plain values outside Swift's reference counting: the engine's arena.
///
/// All unmanaged memory of the engine lives in this file and in `ByteReader`. Every subscript checks its bounds, in
/// release builds too, so a wrong index ends the process instead of reading foreign memory. Growing moves the block.
struct Slab<Element: BitwiseCopyable>: ~Copyable {
    private var base: UnsafeMutablePointer<Element>
    private(set) var count = 0
    private(set) var capacity = 0

    init() {
        base = .allocate(capacity: 0)
    }

    deinit {
        base.deallocate()
    }

    subscript(index: UInt32) -> Element {
        @inline(__always) unsafeAddress {
            precondition(Int(index) < count, "index outside the slab")
            return UnsafePointer(base + Int(index))
        }
        @inline(__always) unsafeMutableAddress {
            precondition(Int(index) < count, "index outside the slab")
            return base + Int(index)
        }
    }

    /// Adds one value and answers its index.
    @inline(__always)
    @discardableResult
    mutating func append(_ element: Element) -> UInt32 {
        if count == capacity { grow(to: count + 1) }
        base[count] = element
        count += 1
        return UInt32(truncatingIfNeeded: count - 1)
    }

    /// Adds `filler` until there are `newCount` values; never shrinks.
    mutating func extend(to newCount: Int, with filler: Element) {
        guard newCount > count else { return }
        if newCount > capacity { grow(to: newCount) }
        (base + count).update(repeating: filler, count: newCount - count)
        count = newCount
    }

    /// Forgets all values and keeps the memory.
    mutating func removeAll() {
        count = 0
    }

    /// Forgets all values, and gives back the memory when it was needed for something large.
    mutating func reset() {
        if capacity > 1 << 12 { self = Slab() } else { count = 0 }
    }

    /// Forgets the values from `newCount` on.
    mutating func truncate(to newCount: Int) {
        precondition(newCount <= count)
        count = newCount
    }

    /// Moves `length` values inside the block, which may overlap; both ranges lie inside the first `count` values.
    @inline(__always)
    mutating func move(from source: UInt32, to target: UInt32, length: Int) {
        precondition(length >= 0 && Int(source) + length <= count && Int(target) + length <= count)
        if target > source {
            var index = length
            while index > 0 {
                index -= 1
                base[Int(target) + index] = base[Int(source) + index]
            }
        } else {
            for index in 0..<length { base[Int(target) + index] = base[Int(source) + index] }
        }
    }

    /// Calls `body` with the first `count` values in place.
    @inline(__always)
    func withBuffer<Result, Failure: Error>(
        _ body: (UnsafeBufferPointer<Element>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeBufferPointer(start: base, count: count))
    }

    /// Calls `body` with the first `count` values in place, to change them.
    @inline(__always)
    mutating func withMutableBuffer<Result>(_ body: (UnsafeMutableBufferPointer<Element>) -> Result) -> Result
    {
        body(UnsafeMutableBufferPointer(start: base, count: count))
    }

    /// Bytes that the block occupies.
    var allocatedBytes: Int { capacity * MemoryLayout<Element>.stride }

    /// Doubles small blocks and adds half to large ones, so that a big document does not hold twice its size.
    @inline(never)
    private mutating func grow(to needed: Int) {
        let step = capacity * MemoryLayout<Element>.stride > 1 << 20 ? capacity / 2 : capacity
        let newCapacity = Swift.max(needed, capacity + step, 8)
        let fresh = UnsafeMutablePointer<Element>.allocate(capacity: newCapacity)
        fresh.moveInitialize(from: base, count: count)
        base.deallocate()
        base = fresh
        capacity = newCapacity
    }
}

extension Slab where Element == UInt8 {
    /// Adds `length` bytes that start at `source`, which must not lie in this slab.
    @inline(__always)
    mutating func append(_ source: UnsafePointer<UInt8>, length: Int) {
        reserve(length)
        (base + count).update(from: source, count: length)
        count += length
    }

    /// Makes room for `length` more bytes without adding them.
    @inline(__always)
    mutating func reserve(_ length: Int) {
        if count + length > capacity { grow(to: count + length) }
    }

    /// Adds a copy of bytes that are already here.
    mutating func appendCopy(of range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        reserve(range.count)
        (base + count).update(from: base + range.lowerBound, count: range.count)
        count += range.count
    }

    /// The 16-bit unit stored at byte `offset`, low byte first.
    @inline(__always)
    func unit(at offset: Int) -> UInt16 {
        precondition(offset >= 0 && offset + 1 < count)
        return UInt16(base[offset]) | UInt16(base[offset + 1]) << 8
    }

    /// Stores a 16-bit unit at byte `offset`, low byte first.
    @inline(__always)
    mutating func setUnit(_ unit: UInt16, at offset: Int) {
        precondition(offset >= 0 && offset + 1 < count)
        base[offset] = UInt8(truncatingIfNeeded: unit)
        base[offset + 1] = UInt8(truncatingIfNeeded: unit >> 8)
    }
}

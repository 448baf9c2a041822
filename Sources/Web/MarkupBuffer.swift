import Platform

/// Bytes of markup being put together, in memory that the thread uses for the next ones again: a page is made of a
/// thousand pieces, and most of them would otherwise grow an array of their own.
struct MarkupBuffer {
    private var memory: Memory
    private var count = 0

    init() { memory = Self.pool.take() }

    /// Adds `bytes`.
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let source = bytes.baseAddress else { return }
        if memory.capacity - count < bytes.count { grow(toHold: count + bytes.count) }
        withExtendedLifetime(memory) { ($0.start + count).initialize(from: source, count: bytes.count) }
        count += bytes.count
    }

    /// Adds `bytes`.
    mutating func append(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { append($0) }
    }

    /// Adds a text's bytes as they are.
    mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }

    /// All of it. The buffer must not be used afterwards: its memory is the next one's.
    consuming func finish() -> [UInt8] {
        let bytes = withExtendedLifetime(memory) { Array(UnsafeBufferPointer(start: $0.start, count: count)) }
        Self.pool.give(memory)
        return bytes
    }

    private mutating func grow(toHold needed: Int) {
        let larger = Memory(capacity: max(needed, 2 * memory.capacity))
        withExtendedLifetime(memory) { larger.start.initialize(from: $0.start, count: count) }
        memory = larger
    }

    // MARK: Memory

    /// The calling thread's.
    private static var pool: Pool {
        if let pool = pools.value { return pool }
        let pool = Pool()
        pools.value = pool
        return pool
    }

    private static let pools = ThreadLocal<Pool>()

    /// What nobody writes in at present: as many as literals stood in one another at most.
    private final class Pool {
        // Nobody but its thread ever has a pool in hand, and neither method calls the other.
        @exclusivity(unchecked) private var free: [Memory] = []

        func take() -> Memory { free.popLast() ?? Memory(capacity: 8 << 10) }

        func give(_ memory: Memory) {
            if memory.capacity <= 1 << 20 { free.append(memory) }
        }
    }

    private final class Memory {
        let start: UnsafeMutablePointer<UInt8>
        let capacity: Int

        init(capacity: Int) {
            start = .allocate(capacity: capacity)
            self.capacity = capacity
        }

        deinit { start.deallocate() }
    }
}

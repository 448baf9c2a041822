/// Pairs of records which share a blocking key, each pair once, however many records there are.
///
/// Memory: 16 bytes a key and record. Pairs are never stored.
struct Blocks {
    private struct Entry {
        let key: Int
        let record: Int32
    }

    /// Sorted by key.
    private var entries: [Entry] = []
    /// Keys of each record, those of small blocks only.
    private var keys: [[Int]]
    private let limit: Int

    init(_ records: [Features], limit: Int) {
        self.limit = limit
        keys = records.map { record in record.keys.map { Self.hash($0) }.sorted() }
        entries.reserveCapacity(keys.reduce(0) { $0 + $1.count })
        for (record, keys) in keys.enumerated() {
            for key in keys { entries.append(Entry(key: key, record: Int32(record))) }
        }
        entries.sort { $0.key == $1.key ? $0.record < $1.record : $0.key < $1.key }
        let large = Set(blocks { $0 > limit }.map { entries[$0.lowerBound].key })
        if !large.isEmpty { for record in keys.indices { keys[record].removeAll(where: large.contains) } }
    }

    /// Calls `body` with the positions of both records of each pair, in a fixed order.
    func forEachPair(_ body: (Int, Int) throws -> Void) rethrows {
        for block in blocks({ (2...limit).contains($0) }) {
            for first in block {
                for second in (first + 1)..<block.upperBound {
                    let (a, b) = (Int(entries[first].record), Int(entries[second].record))
                    if isFirstShared(entries[first].key, a, b) { try body(a, b) }
                }
            }
        }
    }

    /// A pair is met in every block it shares; the one with the smallest key counts.
    private func isFirstShared(_ key: Int, _ a: Int, _ b: Int) -> Bool {
        var i = 0
        var j = 0
        while keys[a][i] != keys[b][j] {
            if keys[a][i] < keys[b][j] { i += 1 } else { j += 1 }
        }
        return keys[a][i] == key
    }

    private func blocks(_ isWanted: (Int) -> Bool) -> [Range<Int>] {
        var blocks: [Range<Int>] = []
        var start = 0
        while start < entries.count {
            var end = start + 1
            while end < entries.count, entries[end].key == entries[start].key { end += 1 }
            if isWanted(end - start) { blocks.append(start..<end) }
            start = end
        }
        return blocks
    }

    /// FNV-1a (RFC draft eastlake-fnv), the same in every run, unlike Swift's own.
    private static func hash(_ key: String) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in key.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: hash)
    }
}

// What the fuzzers ask.

extension Document {
    /// Whether every struct stands between its origin and its right origin: always so in what clients wrote, who saw
    /// both neighbours side by side. Where a hostile client names the same unit twice, or the two the wrong way round,
    /// the order depends on the order of integration, in Yjs too, so such a document need not load again to the same
    /// state. O(n log n).
    package var isOrderly: Bool {
        var place = [UInt32](repeating: 0, count: store.items.count)
        for branch in 0..<UInt32(store.branches.count) {
            var count: UInt32 = 0
            number(from: store.branches[branch].start, &count, &place)
            var entry = store.branches[branch].entries
            while entry != none {
                number(from: store.entries[entry].first, &count, &place)
                entry = store.entries[entry].next
            }
        }
        return (0..<UInt32(store.items.count)).allSatisfy { index in
            let own = place[Int(index)]
            guard own > 0 else { return true }
            let item = store.items[index]
            return placeOf(item.origin, place).map { $0 < own } ?? true
                && placeOf(item.rightOrigin, place).map { own < $0 } ?? true
        }
    }

    private func placeOf(_ mark: Mark, _ place: [UInt32]) -> UInt32? {
        mark.client == none ? nil : place[Int(store.item(at: mark.clock, of: mark.client))]
    }

    /// Numbers the items of a list, or of a key's chain, from left to right.
    private func number(from first: UInt32, _ count: inout UInt32, _ place: inout [UInt32]) {
        var index = first
        while index != none {
            count += 1
            place[Int(index)] = count
            index = store.items[index].right
        }
    }
}

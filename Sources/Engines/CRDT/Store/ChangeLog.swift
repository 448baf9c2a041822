/// What the transaction at work changed, noted only while somebody listens.
struct ChangeLog: ~Copyable {
    struct Note: BitwiseCopyable, Hashable {
        let branch: UInt32
        /// Key number, or `none` for the list.
        let key: UInt32
    }

    var isOn = false
    private(set) var notes = Slab<Note>()

    @inline(__always)
    mutating func note(_ branch: UInt32, _ key: UInt32) {
        if isOn { add(branch, key) }
    }

    private mutating func add(_ branch: UInt32, _ key: UInt32) {
        let note = Note(branch: branch, key: key)
        if notes.count > 0, notes[UInt32(notes.count - 1)] == note { return }
        notes.append(note)
    }

    /// The keys noted for each branch.
    var keysByBranch: [UInt32: Set<UInt32>] {
        var keys: [UInt32: Set<UInt32>] = [:]
        for index in 0..<UInt32(notes.count) {
            keys[notes[index].branch, default: []].insert(notes[index].key)
        }
        return keys
    }

    mutating func removeAll() {
        notes.removeAll()
    }
}

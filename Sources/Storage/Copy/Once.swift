import Synchronization

/// For bodies of transactions whose input can be read only once: they cannot be run again after a lost connection.
final class Once: Sendable {
    private let hasBegun = Mutex(false)

    /// - Throws: `StorageError.unreachable` the second time.
    func begin() throws {
        let isSecond = hasBegun.withLock { hasBegun in
            defer { hasBegun = true }
            return hasBegun
        }
        if isSecond { throw StorageError.unreachable("the connection was lost half way") }
    }
}

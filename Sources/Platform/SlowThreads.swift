import Foundation
import Synchronization

/// Work on many things at once that takes long and waits for the disk.
package enum SlowThreads {
    /// Does `work` for each of `0..<count`, on as many threads as there are cores, at low priority, and waits for all.
    package static func perform(_ count: Int, _ work: @escaping @Sendable (Int) -> Void) {
        let next = Mutex(0)
        let run: @Sendable () -> Void = {
            while let index = next.withLock({ next -> Int? in
                guard next < count else { return nil }
                next += 1
                return next - 1
            }) {
                work(index)
            }
        }
        let others = DispatchGroup()
        for _ in 1..<max(1, min(ProcessInfo.processInfo.activeProcessorCount, count)) {
            others.enter()
            Thread.detachNewThread {
                ThreadPriority.lower()
                run()
                others.leave()
            }
        }
        run()
        others.wait()
    }
}

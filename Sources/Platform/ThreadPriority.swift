import Foundation

/// What the system is told of threads.
package enum ThreadPriority {
    /// Lets others go before the calling thread: what it does takes long, and somebody waits for short answers. Cheap to
    /// say again.
    package static func lower() {
        // Nobody is told when it is refused: everything works without, only less evenly. Linux takes 0 for this thread.
        setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
    }
}

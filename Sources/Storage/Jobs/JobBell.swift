import Platform
import Synchronization

/// Wakes the process's job runner when a job has been enqueued, here or in another process.
package final class JobBell: Sendable {
    private let listener = Mutex<AsyncStream<Void>.Continuation?>(nil)

    /// One element for any number of rings since the last one was taken. Who listens later takes the place.
    func rings() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        listener.withLock { $0 = continuation }
        return stream
    }

    func ring() { listener.withLock { $0 }?.yield() }

    /// Hands on to `sink` all events but those that ring.
    func listening(before sink: EventSink) -> EventSink {
        EventSink(
            deliver: { [self] events in
                let others = events.filter { $0.topic != JobStore.wakeTopic }
                if others.count < events.count { ring() }
                if !others.isEmpty { sink.deliver(others) }
            },
            resync: { [self] in
                ring()
                sink.resync()
            })
    }
}

import Platform

/// Where an engine hands over what was published, in this process or another one, after its commit.
package struct EventSink: Sendable {
    /// Takes events in the order of their commits. Must return quickly.
    package let deliver: @Sendable ([Event]) -> Void
    /// Some events may have been missed: whoever shows something live should fetch it again.
    package let resync: @Sendable () -> Void

    /// A sink.
    package init(deliver: @escaping @Sendable ([Event]) -> Void, resync: @escaping @Sendable () -> Void) {
        self.deliver = deliver
        self.resync = resync
    }

    /// For programs that show nothing live.
    package static let none = EventSink(deliver: { _ in }, resync: {})
}

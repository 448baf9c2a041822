import Foundation

/// One end of the line between a process and its cell: messages, each behind its length.
struct CellLine: Sendable {
    let descriptor: Int32

    /// The line has ended, or stayed silent beyond the deadline.
    enum Failure: Error { case closed, silent }

    /// Sends a message whole. - Parameter deadline: nil: however long it takes.
    func send(_ message: [UInt8], until deadline: ContinuousClock.Instant?) throws(Failure) {
        let length = withUnsafeBytes(of: UInt64(message.count).littleEndian) { Array($0) }
        try sendBytes(length, until: deadline)
        try sendBytes(message, until: deadline)
    }

    /// The next message; nil when the other end has closed the line between two.
    /// - Throws: `.closed` also for a message longer than `limit`.
    func receive(limit: Int, until deadline: ContinuousClock.Instant?) throws(Failure) -> [UInt8]? {
        guard let head = try receiveBytes(8, until: deadline) else { return nil }
        let length = head.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard length <= UInt64(limit) else { throw .closed }
        guard let message = try receiveBytes(Int(length), until: deadline) else { throw .closed }
        return message
    }

    private func sendBytes(_ bytes: [UInt8], until deadline: ContinuousClock.Instant?) throws(Failure) {
        var sent = 0
        while sent < bytes.count {
            try wait(for: POLLOUT, until: deadline)
            let count = bytes.withUnsafeBytes {
                Foundation.send(
                    descriptor, $0.baseAddress.map { $0 + sent }, bytes.count - sent,
                    Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
            }
            if count < 0, errno != EINTR, errno != EAGAIN { throw .closed }
            sent += max(0, count)
        }
    }

    /// Nil when the line ends before the first byte.
    private func receiveBytes(
        _ count: Int, until deadline: ContinuousClock.Instant?
    ) throws(Failure) -> [UInt8]? {
        var failure: Failure?
        var received = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            while received < count, failure == nil {
                do throws(Failure) { try wait(for: POLLIN, until: deadline) } catch { failure = error }
                guard failure == nil else { break }
                let got = recv(descriptor, buffer.baseAddress.map { $0 + received }, count - received, 0)
                if got == 0 || got < 0 && errno != EINTR { failure = .closed }
                received += max(0, got)
            }
            initialized = received
        }
        if failure == .closed, received == 0, count > 0 { return nil }
        if let failure { throw failure }
        return bytes
    }

    private func wait(for event: Int32, until deadline: ContinuousClock.Instant?) throws(Failure) {
        while true {
            var left: Int32 = -1
            if let deadline {
                let rest = ContinuousClock.now.duration(to: deadline).components
                guard rest.seconds >= 0, rest.attoseconds >= 0 else { throw .silent }
                left = Int32(clamping: rest.seconds * 1000 + 1 + rest.attoseconds / 1_000_000_000_000_000)
            }
            var place = pollfd(fd: descriptor, events: Int16(event), revents: 0)
            let ready = poll(&place, 1, left)
            if ready > 0 { return }
            if ready < 0, errno != EINTR { throw .closed }
        }
    }
}

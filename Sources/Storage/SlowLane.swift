import Platform
import Synchronization

/// Where long work runs: on a few threads of their own, at low priority, with connections of their own. Answers that
/// others wait for are made elsewhere.
///
/// A task that prefers `executor` does everything there, and its reads use the connection of the thread it runs on.
package final class SlowLane: Sendable {
    /// The threads.
    package let executor: any TaskExecutor
    private let running = Atomic(0)

    /// Calls of `run` at work or waiting at most; one more is refused as `.busy`.
    private static let limit = 64

    init(_ executor: any TaskExecutor) { self.executor = executor }

    /// Has `work` done there. When the caller's deadline passes or its task is cancelled, it goes on at once, whatever
    /// `work` does: so `work` must be such that nobody misses its outcome (reading, parsing), and end when it is
    /// cancelled (`Deadline.check`).
    /// - Throws: what `work` throws, `StorageError.busy`, `Deadline.passed`, `CancellationError`.
    package func run<Value: Sendable>(
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        guard running.add(1, ordering: .relaxed).newValue <= Self.limit else {
            running.subtract(1, ordering: .relaxed)
            throw StorageError.busy
        }
        let outcome = FirstOutcome<Value>()
        let task = Task(executorPreference: executor) { [self] in
            do {
                try Deadline.check()
                outcome.settle(.success(try await work()))
            } catch {
                outcome.settle(.failure(error))
            }
            running.subtract(1, ordering: .relaxed)
        }
        let alarm = Deadline.current.map { deadline in
            Task {
                // Cancelled as soon as there is an outcome.
                do { try await Task.sleep(until: deadline.end) } catch { return }
                task.cancel()
                outcome.settle(.failure(Deadline.passed))
            }
        }
        defer { alarm?.cancel() }
        return try await withTaskCancellationHandler {
            try await outcome.value
        } onCancel: {
            task.cancel()
            outcome.settle(.failure(CancellationError()))
        }
    }
}

/// What comes first of several outcomes, for one who waits.
private final class FirstOutcome<Value: Sendable>: Sendable {
    private enum State {
        case open
        case waiting(CheckedContinuation<Value, any Error>)
        case settled(Result<Value, any Error>)
        case taken
    }

    private let state = Mutex(State.open)

    func settle(_ result: Result<Value, any Error>) {
        let waiting: CheckedContinuation<Value, any Error>? = state.withLock { state in
            switch state {
            case .open:
                state = .settled(result)
                return nil
            case .waiting(let continuation):
                state = .taken
                return continuation
            case .settled, .taken: return nil
            }
        }
        waiting?.resume(with: result)
    }

    var value: Value {
        get async throws {
            try await withCheckedThrowingContinuation { continuation in
                let settled: Result<Value, any Error>? = state.withLock { state in
                    if case .settled(let result) = state {
                        state = .taken
                        return result
                    }
                    state = .waiting(continuation)
                    return nil
                }
                if let settled { continuation.resume(with: settled) }
            }
        }
    }
}

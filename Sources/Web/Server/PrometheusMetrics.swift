import CoreMetrics
import Synchronization

/// Collects what swift-metrics is told and writes it in Prometheus' text format (version 0.0.4).
///
/// Series are bounded: labels come from routes and status classes, never from what people send.
package final class PrometheusMetrics: MetricsFactory {
    /// The one collector of the process; `MetricsSystem` is set up with it when the server starts.
    package static let shared = PrometheusMetrics()

    private struct Key: Hashable {
        let name: String
        let labels: String
    }

    private let counters = Mutex<[Key: PrometheusCounter]>([:])
    private let timers = Mutex<[Key: PrometheusTimer]>([:])
    private let recorders = Mutex<[Key: PrometheusGauge]>([:])

    private init() {}

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        handler(counters, label, dimensions, PrometheusCounter())
    }

    package func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        handler(recorders, label, dimensions, PrometheusGauge())
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        handler(timers, label, dimensions, PrometheusTimer())
    }

    package func destroyCounter(_ handler: any CounterHandler) {}
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    package func destroyTimer(_ handler: any TimerHandler) {}

    private func handler<Handler>(
        _ all: borrowing Mutex<[Key: Handler]>, _ name: String, _ dimensions: [(String, String)],
        _ new: @autoclosure () -> Handler
    ) -> Handler where Handler: Sendable {
        let labels = dimensions.map { "\($0)=\"\($1.filter { $0 != "\"" && $0 != "\\" && $0 != "\n" })\"" }
        let key = Key(
            name: name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? String($0) : "_" }.joined(),
            labels: labels.joined(separator: ","))
        let handler = new()
        return all.withLock { all in
            if let known = all[key] { return known }
            all[key] = handler
            return handler
        }
    }

    /// Everything collected so far.
    package var text: String {
        var lines: [String] = []
        for (key, counter) in counters.withLock({ $0 }).sorted(by: { $0.key.name < $1.key.name }) {
            lines.append("\(key.name)\(braces(key.labels)) \(counter.value)")
        }
        for (key, gauge) in recorders.withLock({ $0 }).sorted(by: { $0.key.name < $1.key.name }) {
            lines.append("\(key.name)\(braces(key.labels)) \(gauge.value)")
        }
        for (key, timer) in timers.withLock({ $0 }).sorted(by: { $0.key.name < $1.key.name }) {
            lines += timer.lines(key.name, key.labels)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func braces(_ labels: String) -> String { labels.isEmpty ? "" : "{\(labels)}" }
}

private final class PrometheusCounter: CounterHandler {
    private let count = Atomic<Int64>(0)

    var value: Int64 { count.load(ordering: .relaxed) }
    func increment(by amount: Int64) { count.wrappingAdd(amount, ordering: .relaxed) }
    func reset() { count.store(0, ordering: .relaxed) }
}

private final class PrometheusGauge: RecorderHandler {
    private let bits = Atomic<UInt64>(0)

    var value: Double { Double(bitPattern: bits.load(ordering: .relaxed)) }
    func record(_ value: Int64) { record(Double(value)) }
    func record(_ value: Double) { bits.store(value.bitPattern, ordering: .relaxed) }
}

/// A histogram of seconds with the bucket limits that pages are judged by.
private final class PrometheusTimer: TimerHandler {
    private struct State {
        var buckets = [Int](repeating: 0, count: PrometheusTimer.limits.count)
        var count = 0
        var seconds = 0.0
    }

    private static let limits = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5]
    private let state = Mutex(State())

    func recordNanoseconds(_ duration: Int64) {
        let seconds = Double(duration) / 1e9
        state.withLock { state in
            state.count += 1
            state.seconds += seconds
            if let index = Self.limits.firstIndex(where: { seconds <= $0 }) { state.buckets[index] += 1 }
        }
    }

    /// Nothing as long as nothing was timed: most of the routes' statuses never occur.
    func lines(_ name: String, _ labels: String) -> [String] {
        let state = state.withLock { $0 }
        guard state.count > 0 else { return [] }
        let prefix = labels.isEmpty ? "" : labels + ","
        var sum = 0
        var lines = zip(Self.limits, state.buckets).map { limit, count in
            sum += count
            return "\(name)_bucket{\(prefix)le=\"\(limit)\"} \(sum)"
        }
        let braces = labels.isEmpty ? "" : "{\(labels)}"
        lines.append("\(name)_bucket{\(prefix)le=\"+Inf\"} \(state.count)")
        lines.append("\(name)_sum\(braces) \(state.seconds)")
        lines.append("\(name)_count\(braces) \(state.count)")
        return lines
    }
}

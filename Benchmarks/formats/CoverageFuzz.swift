// The entry of libFuzzer, compiled together with the sources of Formats by `fuzz-coverage`. What must hold stands in
// Tests/FormatsTests/FormatProperties.swift.

import Foundation

private let properties: FormatProperties = {
    let name = ProcessInfo.processInfo.environment["FUZZED_FORMAT"] ?? ""
    guard let properties = FormatProperties(rawValue: name) else { fatalError("FUZZED_FORMAT is no format") }
    return properties
}()

/// Runs one input; always answers 0, as libFuzzer wants.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let begun = threadSeconds()
    if let broken = properties.broken(by: bytes) { fatalError(broken) }
    let seconds = threadSeconds() - begun
    // A second a megabyte, and what a cold start takes.
    if seconds > 0.1 + Double(count) / 1e6 { fatalError("\(count) bytes took \(seconds) s") }
    return 0
}

private func threadSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

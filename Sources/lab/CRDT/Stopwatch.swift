import Foundation

/// CPU time of this process.
enum Stopwatch {
    /// Processor time used so far, in seconds.
    static func cpuSeconds() -> Double {
        var time = timespec()
        guard clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 else {
            preconditionFailure("the clock is there")
        }
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// The largest memory this process has held, in bytes.
    static func peakMemory() -> Int {
        var usage = rusage()
        guard getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else {
            preconditionFailure("getrusage works on oneself")
        }
        return usage.ru_maxrss * 1024
    }

    /// Median processor time of `runs` runs, in seconds.
    static func median(_ runs: Int, _ body: () throws -> Void) rethrows -> Double {
        var times: [Double] = []
        for _ in 0..<runs {
            let start = cpuSeconds()
            try body()
            times.append(cpuSeconds() - start)
        }
        return times.sorted()[runs / 2]
    }

    /// A number with a fixed count of decimals.
    static func text(_ value: Double, _ decimals: Int) -> String {
        String(format: "%.\(decimals)f", value)
    }
}

/// SHA-256 (FIPS 180-4), for comparing texts with the data's checksums.
enum SHA256 {
    private static let constants: [UInt32] = {
        // The first 32 bits of the fractions of the cube roots of the first 64 primes.
        var primes: [Int] = []
        var candidate = 2
        while primes.count < 64 {
            if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
            candidate += 1
        }
        return primes.map { fraction(cbrt(Double($0))) }
    }()

    private static func fraction(_ value: Double) -> UInt32 {
        UInt32((value - value.rounded(.down)) * 4_294_967_296)
    }

    static func hex(_ message: [UInt8]) -> String {
        var state = [2, 3, 5, 7, 11, 13, 17, 19].map { fraction(Double($0).squareRoot()) }
        var padded = message + [0x80]
        padded += [UInt8](repeating: 0, count: (120 - padded.count % 64) % 64)
        padded += (0..<8).map { UInt8(truncatingIfNeeded: (message.count * 8) >> (56 - 8 * $0)) }
        var words = [UInt32](repeating: 0, count: 64)
        for block in stride(from: 0, to: padded.count, by: 64) {
            for index in 0..<16 {
                words[index] = (0..<4).reduce(0) { $0 << 8 | UInt32(padded[block + 4 * index + $1]) }
            }
            for index in 16..<64 {
                let (a, b) = (words[index - 15], words[index - 2])
                let s0 = rotate(a, 7) ^ rotate(a, 18) ^ a >> 3
                let s1 = rotate(b, 17) ^ rotate(b, 19) ^ b >> 10
                words[index] = words[index - 16] &+ s0 &+ words[index - 7] &+ s1
            }
            mix(&state, words)
        }
        return state.map { String(format: "%08x", $0) }.joined()
    }

    private static func mix(_ state: inout [UInt32], _ words: [UInt32]) {
        var v = state
        for index in 0..<64 {
            let s1 = rotate(v[4], 6) ^ rotate(v[4], 11) ^ rotate(v[4], 25)
            let choice = (v[4] & v[5]) ^ (~v[4] & v[6])
            let first = v[7] &+ s1 &+ choice &+ constants[index] &+ words[index]
            let s0 = rotate(v[0], 2) ^ rotate(v[0], 13) ^ rotate(v[0], 22)
            let majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2])
            v = [first &+ s0 &+ majority, v[0], v[1], v[2], v[3] &+ first, v[4], v[5], v[6]]
        }
        for index in 0..<8 { state[index] = state[index] &+ v[index] }
    }

    private static func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 {
        word >> count | word << (32 - count)
    }
}

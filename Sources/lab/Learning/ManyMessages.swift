import Learning

/// Very many messages through one detector: its rate, and that its memory does not grow.
enum ManyMessages {
    /// - Returns: messages a second of processor time.
    static func run(_ number: Int, half: Half) -> Double {
        // Thirty thousand a month, written before the clock runs and repeated month after month.
        let month = CriticismWorld(seed: 99, half: half, perDay: 700).messages.map(\.message)
        var detector = CriticismDetector()
        var waves = 0
        var quarter = 0
        let start = Stopwatch.cpuSeconds()
        for index in 0..<number {
            let message = month[index % month.count]
            let round = index / month.count
            let copy = CriticismMessage(
                id: Int64(index), customer: message.customer + Int64(round * month.count),
                source: message.source,
                minute: message.minute + round * CriticismWorld.minutes, text: message.text)
            waves += detector.add(copy).told.count
            if index == number / 4 { quarter = Stopwatch.peakMemory() }
        }
        let rate = Double(number) / (Stopwatch.cpuSeconds() - start)
        print(
            "\(number) messages, \(Int(rate)) a second; peak memory \(quarter >> 20) MB after a quarter,",
            "\(Stopwatch.peakMemory() >> 20) MB at the end; told \(waves) times")
        return rate
    }
}

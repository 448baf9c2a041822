import Platform

/// Events between processes: `NOTIFY` carries them with the commit, in the order of commits, and stores nothing.
enum PostgresEvents {
    static let channel = "rundblick"

    /// PostgreSQL takes payloads of less than 8,000 bytes.
    private static let payloadLimit = 7900
    /// Between the events of one payload, and between the fields of one event (ASCII record and unit separator).
    private static let recordSeparator: Character = "\u{1E}"
    private static let fieldSeparator: Character = "\u{1F}"

    /// The statement that sends `payload` when its transaction commits.
    static func notice(_ payload: String) -> SQL { "SELECT pg_notify(\(channel), \(payload))" }

    /// `events` of the process `node`, in order, in as few payloads as their size allows.
    static func payloads(of events: [Event], from node: Int) -> [String] {
        var payloads: [String] = []
        for event in events {
            let record = fields(of: event).joined(separator: String(fieldSeparator))
            if let last = payloads.last, last.utf8.count + record.utf8.count < payloadLimit {
                payloads[payloads.count - 1] = last + String(recordSeparator) + record
            } else {
                payloads.append("\(node)\(recordSeparator)\(record)")
            }
        }
        return payloads
    }

    /// The events in `payload`, unless the process `node` sent them itself.
    static func events(in payload: String, exceptFrom node: Int) -> [Event] {
        let records = payload.split(separator: recordSeparator)
        guard let sender = records.first, sender != String(node) else { return [] }
        return records.dropFirst().compactMap {
            event(in: $0.split(separator: fieldSeparator, omittingEmptySubsequences: false))
        }
    }

    private static func fields(of event: Event) -> [String] {
        [
            event.topic, event.kind, event.subject, event.audience.team.map { String($0.raw) } ?? "",
            event.audience == .employees ? "1" : "",
        ]
    }

    private static func event(in fields: [Substring]) -> Event? {
        guard fields.count == 5 else { return nil }
        return Event(
            topic: String(fields[0]), kind: String(fields[1]), subject: String(fields[2]),
            audience: .init(team: Int64(fields[3]).map { TeamID($0) }, isInternal: fields[4] == "1"))
    }
}

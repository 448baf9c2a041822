import Platform
import Testing
import Web

@Suite("Live hub") struct LiveHubTests {
    private let hub = LiveHub(startedAt: Timestamp(us: 1))
    private let viewer = Viewer(id: PersonID(1), name: "", role: .member, teams: [], scope: .admin)

    private func event(_ subject: String, topic: String = "customer/x") -> Event {
        Event(topic: topic, kind: "entry", subject: subject)
    }

    /// The first `count` signals: subjects of events, or `resync`.
    private func first(_ count: Int, of stream: AsyncStream<LiveHub.Signal>) async -> [String] {
        var seen: [String] = []
        for await signal in stream {
            switch signal {
            case .event(let event, _): seen.append(event.subject)
            case .resync: seen.append("resync")
            case .heartbeat: continue
            }
            if seen.count == count { break }
        }
        return seen
    }

    @Test("What happens between a page and its stream comes first, once")
    func gap() async throws {
        hub.deliver([event("known")])
        let position = hub.position
        hub.deliver([event("between"), event("elsewhere", topic: "customer/y")])
        let stream = try hub.listen(to: ["customer/x"], as: viewer, from: position)
        hub.deliver([event("after")])
        #expect(await first(2, of: stream) == ["between", "after"])
    }

    @Test("Missed events keep their audience")
    func audience() async throws {
        let position = hub.position
        hub.deliver([
            Event(topic: "customer/x", kind: "entry", subject: "secret", audience: TeamID(5)), event("open"),
        ])
        let stream = try hub.listen(to: ["customer/x"], as: viewer, from: position)
        #expect(await first(1, of: stream) == ["open"])
    }

    @Test(
        "A position that says nothing here leads to fetching everything",
        arguments: ["other-1", "x", "1-99", ""])
    func unknown(position: String) async throws {
        let stream = try hub.listen(to: ["customer/x"], as: viewer, from: position)
        #expect(await first(1, of: stream) == ["resync"])
    }

    @Test("Whoever was away for longer than is kept fetches everything")
    func tooFar() async throws {
        let position = hub.position
        for number in 0..<5_000 { hub.deliver([event("\(number)", topic: "customer/y")]) }
        let late = try hub.listen(to: ["customer/x"], as: viewer, from: position)
        #expect(await first(1, of: late) == ["resync"])
        let recent = hub.position
        hub.deliver([event("last")])
        #expect(await first(1, of: try hub.listen(to: ["customer/x"], as: viewer, from: recent)) == ["last"])
    }
}

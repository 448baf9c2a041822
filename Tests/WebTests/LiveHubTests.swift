import Platform
import Testing
import Web

@Suite("Live hub") struct LiveHubTests {
    private let hub = LiveHub(startedAt: Timestamp(us: 1))
    private let viewer = Viewer(id: PersonID(1), name: "", role: .member, teams: [], scope: .admin)

    private func event(_ subject: String, topic: String = "customer/x") -> Event {
        Event(topic: topic, kind: "entry", subject: subject, audience: .everybody)
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
            Event(topic: "customer/x", kind: "entry", subject: "secret", audience: .team(TeamID(5))),
            event("open"),
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

    /// Whether `stream` has ended, after what was in it.
    private func hasEnded(_ stream: AsyncStream<LiveHub.Signal>) async -> Bool {
        await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                for await _ in stream {}
                return !Task.isCancelled
            }
            group.addTask {
                do { try await Task.sleep(for: .milliseconds(300)) } catch {}
                return false
            }
            defer { group.cancelAll() }
            return await group.next() ?? false
        }
    }

    @Test("A change of somebody's account ends their streams and nobody else's")
    func accounts() async throws {
        let other = Viewer(id: PersonID(2), name: "", role: .member, teams: [], scope: .admin)
        let mine = try hub.listen(to: ["customer/x"], as: viewer)
        let theirs = try hub.listen(to: ["customer/x"], as: other)
        let before = hub.position
        hub.deliver([.account(viewer.id)])
        #expect(await hasEnded(mine))
        #expect(await !hasEnded(theirs))
        // Who was looked up before the change and comes after it has the old rights.
        #expect(await hasEnded(try hub.listen(to: ["customer/x"], as: viewer, knownAt: before)))
        #expect(await !hasEnded(try hub.listen(to: ["customer/x"], as: viewer, knownAt: hub.position)))
    }

    @Test("When events were missed all streams end, and whoever comes back fetches everything")
    func missed() async throws {
        let position = hub.position
        let stream = try hub.listen(to: ["customer/x"], as: viewer)
        hub.resync()
        #expect(await hasEnded(stream))
        #expect(
            await first(1, of: try hub.listen(to: ["customer/x"], as: viewer, from: position)) == ["resync"])
    }

    @Test("One person has so many streams and no more; ended ones do not count")
    func personLimit() async throws {
        var streams = try (0..<LiveHub.personLimit).map { _ in try hub.listen(to: ["customer/x"], as: viewer)
        }
        #expect(throws: AppError(.tooMany, retryAfterSeconds: 30)) {
            try hub.listen(to: ["customer/x"], as: viewer)
        }
        let other = Viewer(id: PersonID(2), name: "", role: .member, teams: [], scope: .admin)
        streams.append(try hub.listen(to: ["customer/x"], as: other))
        hub.deliver([.account(viewer.id)])
        _ = try hub.listen(to: ["customer/x"], as: viewer)
    }

    @Test("Guests learn of nothing that is for employees")
    func internalEvents() async throws {
        let guest = Viewer(id: PersonID(3), name: "", role: .guest, teams: [], scope: .admin)
        let position = hub.position
        hub.deliver([
            Event(topic: "customer/x", kind: "entry", subject: "internal", audience: .employees),
            event("shared"),
        ])
        let stream = try hub.listen(to: ["customer/x"], as: guest, from: position)
        #expect(await first(1, of: stream) == ["shared"])
        let ours = try hub.listen(to: ["customer/x"], as: viewer, from: position)
        #expect(await first(2, of: ours) == ["internal", "shared"])
    }
}

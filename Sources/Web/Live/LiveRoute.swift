import Platform

/// Decides who may listen to which topic. The part before the slash names the kind; each feature brings its gates.
package struct TopicGate: Sendable {
    /// The part of the topic before the slash, e.g. `customer`.
    package let kind: String
    /// Whether `viewer` may listen to the topic with this part behind the slash.
    package let admits: @Sendable (Viewer, String) async throws -> Bool

    /// A gate for topics of `kind`.
    package init(_ kind: String, admits: @escaping @Sendable (Viewer, String) async throws -> Bool) {
        self.kind = kind
        self.admits = admits
    }
}

/// The one event stream that a browser holds (server-sent events, HTML Living Standard § 9.2).
package struct LiveRoute: Sendable {
    let hub: LiveHub
    let gates: [String: TopicGate]

    /// Topics of one stream at most.
    private static let topicLimit = 20

    /// The stream over `hub`, guarded by `gates`.
    package init(hub: LiveHub, gates: [TopicGate]) {
        self.hub = hub
        self.gates = Dictionary(uniqueKeysWithValues: gates.map { ($0.kind, $0) })
    }

    private static let topic = Field.required(
        "topic", .texts(maxLength: 60), "Topics such as customer/ID; up to 20.")
    private static let last = Field.optional(
        "last", .text(0...60), "The position up to which everything is known.")

    /// `GET /live?topic=customer/…&topic=person/…&last=…`; a browser that comes back by itself says in `Last-Event-ID`
    /// what it saw last.
    package var route: Route {
        Route(
            .get, "live", .signedIn, summary: "Server-sent events about the given topics.",
            fields: [Self.topic, Self.last]
        ) { request in
            let topics = try Set(request.input[Self.topic]).sorted()
            guard topics.count <= Self.topicLimit else { throw AppError.invalid(["topic": "long"]) }
            for topic in topics { try await admit(request.viewer, to: topic) }
            let position = try request.headers["last-event-id"] ?? request.input[Self.last]
            let signals = try hub.listen(
                to: topics, as: request.viewer, from: position, knownAt: request.livePosition)
            return Reply.stream(type: "text/event-stream", fileName: nil, isLive: true) { writer in
                try await Self.send(signals, to: writer)
            }
            .with(header: "x-accel-buffering", "no")
        }
    }

    private func admit(_ viewer: Viewer, to topic: String) async throws {
        let halves = topic.split(separator: "/", maxSplits: 1).map(String.init)
        guard halves.count == 2, let gate = gates[halves[0]], try await gate.admits(viewer, halves[1]) else {
            throw AppError.notFound
        }
    }

    private static func send(_ signals: AsyncStream<LiveHub.Signal>, to writer: StreamWriter) async throws {
        try await writer.write("retry: 2000\n\n")
        for await signal in signals { try await writer.write(text(of: signal)) }
    }

    private static func text(of signal: LiveHub.Signal) -> String {
        switch signal {
        case .heartbeat: return ": still here\n\n"
        case .resync: return "event: resync\ndata: {}\n\n"
        case .event(let event, let position):
            // Topics, kinds and subjects are our own plain words and ids: nothing in them needs escaping.
            return """
                event: change
                id: \(position)
                data: {"topic":"\(event.topic)","kind":"\(event.kind)","id":"\(event.subject)"}


                """
        }
    }
}

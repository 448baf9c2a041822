import Timeline

/// Something that keeps the demo company and a customer busy for some days: its steps belong together.
struct DemoMatter: Sendable {
    /// The subject of its mails, and of their answers.
    let subject: String
    let reply: String
    let steps: [DemoStep]

    init(_ subject: String, _ steps: [DemoStep]) {
        self.subject = subject
        reply = "AW: \(subject)"
        self.steps = steps
    }
}

/// One thing that happens in a matter.
struct DemoStep: Sendable {
    let kind: TimelineEntry.Kind
    let direction: TimelineEntry.Direction
    let text: String
    /// Working days since the step before, about.
    let days: Int
    /// Whether only the author's team may read it.
    let isForTeam: Bool

    /// The customer writes.
    static func asks(_ text: String, after days: Int = 0) -> DemoStep {
        DemoStep(kind: .mail, direction: .inward, text: text, days: days, isForTeam: false)
    }

    /// We write.
    static func answers(_ text: String, after days: Int = 1) -> DemoStep {
        DemoStep(kind: .mail, direction: .outward, text: text, days: days, isForTeam: false)
    }

    /// The customer calls.
    static func calls(_ text: String, after days: Int = 0) -> DemoStep {
        DemoStep(kind: .call, direction: .inward, text: text, days: days, isForTeam: false)
    }

    /// We call.
    static func phones(_ text: String, after days: Int = 1) -> DemoStep {
        DemoStep(kind: .call, direction: .outward, text: text, days: days, isForTeam: false)
    }

    /// Somebody writes down what the others should know.
    static func notes(_ text: String, after days: Int = 1) -> DemoStep {
        DemoStep(kind: .note, direction: .none, text: text, days: days, isForTeam: false)
    }

    /// The same, for the own team alone.
    static func keeps(_ text: String, after days: Int = 0) -> DemoStep {
        DemoStep(kind: .note, direction: .none, text: text, days: days, isForTeam: true)
    }

    /// Colleagues talk about it.
    static func talks(_ text: String, after days: Int = 0) -> DemoStep {
        DemoStep(kind: .talk, direction: .none, text: text, days: days, isForTeam: false)
    }
}

/// What a customer's house or business needs from a firm for heating, cooling and ventilation.
enum DemoSphere: Int, CaseIterable, Sendable {
    case cooling
    case lodging
    case housing
    case workshop
    case office
    case home

    /// What comes up with such customers; static, so that ten million entries share their texts.
    static let matters: [[DemoMatter]] = allCases.map { sphere in
        switch sphere {
        case .cooling: DemoMatter.cooling
        case .lodging: DemoMatter.cooling + DemoMatter.housing
        case .housing: DemoMatter.housing
        case .workshop: DemoMatter.workshop
        case .office: DemoMatter.office
        case .home: DemoMatter.home
        }
    }
}

/// Something that a feature adds to the whole. Whoever has a use for such things declares the type, beside the code that
/// uses it, and asks `FeatureSet` for all of them; features know that type, and it knows no feature.
package protocol Contribution: Sendable {}

/// A contribution that stores and links refer to by name, e.g. a kind of timeline entry. What is stored under a name that
/// no feature has (any more, or a newer program wrote it) is shown plainly.
package protocol NamedContribution: Contribution {
    /// Unique among those of its type.
    var key: String { get }
}

/// A feature as the whole sees it: everything that it adds. Each feature exports one, and `App` lists them.
package struct Feature: Sendable {
    /// Its name, as its folder has it.
    package let name: String
    fileprivate let contributions: [any Contribution]

    /// A feature with everything that it adds.
    package init(_ name: String, @ContributionBuilder _ contributions: () -> [any Contribution]) {
        self.name = name
        self.contributions = contributions()
    }
}

/// Lists contributions of any types, one or several a line.
@resultBuilder package enum ContributionBuilder {
    /// One of a type.
    package static func buildExpression(_ one: some Contribution) -> [any Contribution] { [one] }
    /// Several of a type.
    package static func buildExpression(_ some: [some Contribution]) -> [any Contribution] { some }
    /// All lines.
    package static func buildBlock(_ lines: [any Contribution]...) -> [any Contribution] {
        lines.flatMap { $0 }
    }
}

/// All features of a program, and what they add by its type.
package final class FeatureSet: Sendable {
    /// In the order in which what they add is shown, unless it says otherwise.
    package let all: [Feature]
    /// By the type: an array of it, and for named ones a dictionary by their names.
    private let byType: [ObjectIdentifier: any Sendable]
    private let byName: [ObjectIdentifier: any Sendable]

    /// Several features as one whole. Two contributions of one type and name are a mistake in the program, which does not
    /// start then.
    package init(_ all: [Feature]) {
        self.all = all
        let groups = Dictionary(grouping: all.flatMap(\.contributions)) { ObjectIdentifier(type(of: $0)) }
        byType = groups.compactMapValues { group in group.first.map { Self.list(like: $0, group) } }
        byName = groups.compactMapValues { group in
            (group.first as? any NamedContribution).map { Self.names(like: $0, group) }
        }
    }

    private static func list<Kind: Contribution>(
        like _: Kind, _ group: [any Contribution]
    ) -> any Sendable {
        group.compactMap { $0 as? Kind }
    }

    private static func names<Kind: NamedContribution>(
        like _: Kind, _ group: [any Contribution]
    ) -> any Sendable {
        Dictionary(group.compactMap { $0 as? Kind }.map { ($0.key, $0) }) { one, _ in
            preconditionFailure("two features add \(Kind.self) \(one.key)")
        }
    }

    /// None, for texts outside a server.
    package static let none = FeatureSet([])

    /// Everything of a type, in the order of the features.
    package subscript<Kind: Contribution>(_ kind: Kind.Type) -> [Kind] {
        byType[ObjectIdentifier(kind)] as? [Kind] ?? []
    }

    /// Everything of a type by its name, for whoever looks up many.
    package func named<Kind: NamedContribution>(_ kind: Kind.Type) -> [String: Kind] {
        byName[ObjectIdentifier(kind)] as? [String: Kind] ?? [:]
    }

    /// The one of a type with this name.
    package subscript<Kind: NamedContribution>(_ kind: Kind.Type, _ key: String) -> Kind? { named(kind)[key] }
}

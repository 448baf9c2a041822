import Logging
import Platform
import ServiceLifecycle

/// An open store with all features on it: what contributions are made with.
package struct Site: Sendable {
    /// The open store.
    package let store: Store
    /// All features.
    package let features: FeatureSet
    private var parts: [ObjectIdentifier: any Sendable]

    /// The open database.
    package var database: any Database { store.database }

    /// - Parameter parts: what features share, one of a type.
    package init(_ store: Store, _ features: FeatureSet, parts: [any Sendable]) {
        self.store = store
        self.features = features
        self.parts = Dictionary(uniqueKeysWithValues: parts.map { (ObjectIdentifier(type(of: $0)), $0) })
    }

    /// The shared part of this type. A feature that asks for one which nobody brings cannot work: the program ends, at its
    /// start.
    package subscript<Part: Sendable>(_ type: Part.Type) -> Part {
        guard let part = parts[ObjectIdentifier(type)] as? Part else {
            preconditionFailure("nobody brings \(type)")
        }
        return part
    }

    /// The same site with one more part.
    package func with(_ part: some Sendable) -> Site {
        var site = self
        site.parts[ObjectIdentifier(type(of: part))] = part
        return site
    }

    /// All that features provide of a type, e.g. every `Route`.
    package func provided<Value: Sendable>(_: Value.Type = Value.self) -> [Value] {
        features[Provides<Value>.self].flatMap { $0.make(self) }
    }
}

/// What a feature adds that needs the open store: routes, checks, handlers of jobs.
package struct Provides<Value: Sendable>: Contribution {
    fileprivate let make: @Sendable (Site) -> [Value]

    /// Provides what `make` returns.
    package init(_ make: @escaping @Sendable (Site) -> [Value]) { self.make = make }
}

/// Something that features share and that is there before the store is open, made once for each store.
package struct SitePart: Contribution {
    /// Makes it. - Parameter clock: the store's.
    package let make: @Sendable (Clock) -> any Sendable

    /// A part. When it is `HearingEvents`, it is told of every event.
    package init(_ make: @escaping @Sendable (Clock) -> any Sendable) { self.make = make }
}

/// A part that is told what was published, in this process or another one, after the commit.
package protocol HearingEvents: Sendable {
    /// Takes events in the order of their commits. Must return quickly.
    func hear(_ events: [Event])
    /// Some events may have been missed.
    func missed()
}

/// Work that goes on beside the server as long as it runs.
package struct BackgroundWork: Sendable {
    /// The work; ends when it is told to stop.
    package let service: any Service
    /// Whether it does long work, on threads that leave others the way.
    package let isSlow: Bool

    /// Work.
    package init(_ service: any Service, isSlow: Bool = false) {
        self.service = service
        self.isSlow = isSlow
    }
}

extension Migration: Contribution {}

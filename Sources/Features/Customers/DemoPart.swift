import Platform
import Storage

/// The demo company as far as it stands when features add their part.
package struct DemoCompany: Sendable {
    /// Colleagues; whoever tries the demo signs in as the first.
    package let people: [Viewer]
    /// The first customers; those of the first colleague come first.
    package let customers: [CustomerID]

    /// A company.
    package init(people: [Viewer], customers: [CustomerID]) {
        (self.people, self.customers) = (people, customers)
    }
}

/// What a feature adds to the demo company: the same every time.
package struct DemoPart: Contribution {
    /// Adds it, in one transaction.
    package let fill: @Sendable (DemoCompany, any Transaction) throws -> Void

    /// A part.
    package init(_ fill: @escaping @Sendable (DemoCompany, any Transaction) throws -> Void) {
        self.fill = fill
    }
}

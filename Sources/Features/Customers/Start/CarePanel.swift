import People
import Platform
import Storage
import Web

/// The card on a colleague's page that says how many customers they look after.
package struct CarePanel: Sendable {
    let database: any Database

    /// A panel over `database`.
    package init(database: any Database) { self.database = database }

    /// Up to how many customers are counted.
    static let countLimit = 100

    /// For the routes of people.
    package var panel: PersonPanel {
        PersonPanel { [database] person, viewer in
            guard viewer.isEmployee else { return nil }
            let count = try await database.read { tx in
                try CustomerStore().count(caredForBy: person, limit: Self.countLimit + 1, in: tx)
            }
            guard count > 0 else { return nil }
            return { card(count, person, $0) }
        }
    }
}

private func card(_ count: Int, _ person: PersonID, _ texts: Texts) -> HTML {
    var query = CustomerQuery()
    query.responsible = person
    return """
        <section class="card" aria-labelledby="cares"><header><h2 id="cares">\(texts.name(of: .customers))</h2></header>
        <p><a href="\(query.link)">\(texts.responsibleForCustomers(count, limit: CarePanel.countLimit))</a></p></section>
        """
}

extension Texts {
    func responsibleForCustomers(_ count: Int, limit: Int) -> String {
        let shown = count > limit ? "\(number(limit))+" : number(count)
        return pick(
            "Zuständig für \(shown) Kunden",
            "Responsible for \(shown) \(count == 1 ? "customer" : "customers")")
    }
}

import Platform
import Storage

/// What the audit trail records. Features declare theirs beside the code that does it, and contribute them, so that the
/// page has a name for each.
package struct AuditAction: NamedContribution, Hashable {
    /// The word that is stored.
    package let key: String
    /// What people read.
    let name: Words

    /// An action, stored as `key`.
    package init(_ key: String, _ german: String, _ english: String) {
        self.key = key
        name = Words(german, english)
    }
}

extension AuditAction: SQLBindable {
    package var sqlValue: SQLValue { .text(key) }
}

/// The audit trail: what was done to accounts and rights, and what left or entered in bulk. It is only ever added to.
package struct AuditLog: Sendable {
    private let trail = AuditStore()

    /// The log needs no state.
    package init() {}

    /// Records one thing in the transaction that does it.
    /// - Parameters:
    ///   - subject: to whom or what, as people read it; never a secret.
    ///   - person: who did it; nil: nobody signed in.
    ///   - address: from where; empty: from the command line or unknown.
    package func record(
        _ action: AuditAction, subject: String, detail: String = "", by person: PersonID?,
        address: String = "",
        in tx: any Transaction
    ) throws {
        try trail.add(
            action, subject: subject.beginning(400), detail: detail.beginning(1000), by: person,
            address: address, in: tx)
    }
}

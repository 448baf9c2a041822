import Platform

/// A block of the customer's page: rendered with the page, and alone when it changed.
enum CustomerBlock: String, CaseIterable {
    case head
    case care
    case facts
    case contacts
    case softFacts = "soft-facts"
    case openItems = "open-items"
    case addresses
    case consents
    case related
    case guests

    /// What it shows.
    var needs: Set<CustomerPart> {
        switch self {
        case .head: [.numbers, .tags, .reaches, .bond]
        case .care: [.responsibilities]
        case .facts: [.reaches, .numbers]
        case .contacts: [.contacts, .reaches]
        case .softFacts: [.facts]
        case .openItems: [.openItems]
        case .addresses: [.addresses]
        case .consents: [.consents]
        case .related: [.relations]
        case .guests: [.guests]
        }
    }

    /// The kinds of events after which it looks different.
    var events: String {
        switch self {
        case .head: "details tag number reach address money merge"
        case .care: "responsibility absence"
        case .facts: "details reach number merge"
        case .contacts: "contact reach merge"
        case .softFacts: "fact merge"
        case .openItems: "money merge"
        case .addresses: "address merge"
        case .consents: "consent merge"
        case .related: "relation merge"
        case .guests: "guest merge"
        }
    }

    /// Guests see who it is and whom to call, not what we think of it.
    func isFor(_ viewer: Viewer) -> Bool {
        viewer.isEmployee || [.head, .care, .facts, .contacts, .addresses].contains(self)
    }
}

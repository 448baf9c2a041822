import Platform

// Facts and consents as other targets make them.

extension SoftFact {
    /// A fact that its author noticed and is certain of.
    package init(
        _ id: ID<SoftFact>, _ kind: Kind, _ text: String, author: PersonID, authorName: String, at: Timestamp
    ) {
        self.init(
            id: id, kind: kind, text: text, saidBy: "", author: author, authorName: authorName, at: at,
            confidence: .certain, expires: nil)
    }
}

extension Consent {
    /// A statement without the words of its proof.
    package init(
        _ id: ID<Consent>, purpose: String, channel: Channel, isGranted: Bool, source: String, at: Timestamp,
        recordedBy: String
    ) {
        self.init(
            id: id, purpose: purpose, channel: channel, isGranted: isGranted, source: source, proof: "",
            at: at,
            recordedBy: recordedBy)
    }
}

import Customers
import Formats
import Language
import Platform

/// Decides by strong evidence alone which known customer a record without a known number is: the same name, and one thing
/// more that namesakes do not share. In doubt it is a new customer; likely doubles are proposed later, by people's choice.
enum CustomerIdentity {
    /// The one among `namesakes` that the record is; nil: none, or more than one.
    static func find(
        _ record: CustomerRecord, among namesakes: [KnownCustomer], ids: IDSource
    ) -> CustomerID? {
        let same = namesakes.filter { isSame(record, $0) }
        if same.count > 1 {
            // Of several, one that says exactly the same.
            let all = Set(Fingerprint.fields)
            let exact = same.filter {
                CustomerComparison(record, with: $0, in: all, ids: ids).isEmpty
            }
            return exact.first?.customer.id
        }
        return same.first?.customer.id
    }

    /// The company of a person's card among its namesakes: the one where somebody has an address at the same domain, else
    /// the only one, unless it sits elsewhere. Nil: none, or more than one.
    static func findCompany(of card: CustomerRecord, among namesakes: [KnownCustomer]) -> CustomerID? {
        let close = namesakes.filter { sharesDomain(card, $0) }
        if !close.isEmpty { return close.count == 1 ? close[0].customer.id : nil }
        guard namesakes.count == 1, !sitsElsewhere(card.place, namesakes[0]) else { return nil }
        return namesakes[0].customer.id
    }

    private static func sitsElsewhere(_ place: CustomerRecord.Place, _ known: KnownCustomer) -> Bool {
        let postcodes = known.addresses.map(\.postcode).filter { !$0.isEmpty }
        return !place.postcode.isEmpty && !postcodes.isEmpty && !postcodes.contains(place.postcode)
    }

    private static func isSame(_ record: CustomerRecord, _ known: KnownCustomer) -> Bool {
        let (new, old) = (record.details, known.customer.details)
        guard new.kind == old.kind else { return false }
        // Father and son have one name and one address.
        if let birth = new.birthDate, let other = old.birthDate { return birth == other }
        if !new.vatID.isEmpty, !old.vatID.isEmpty { return new.vatID == old.vatID }
        return sharesReach(record, known)
            || known.addresses.contains { isSamePlace(record.place, $0, new.kind) }
    }

    private static func sharesReach(_ record: CustomerRecord, _ known: KnownCustomer) -> Bool {
        record.reaches.contains { reaching in
            known.reaches.contains { $0.kind == reaching.slot.kind && $0.value == reaching.value }
        }
    }

    /// Colleagues have one domain, unless anybody can have an address there.
    private static func sharesDomain(_ record: CustomerRecord, _ known: KnownCustomer) -> Bool {
        let domains = record.reaches.filter { $0.slot == .email }.compactMap { domain($0.value) }
        return known.reaches.contains { reach in
            reach.kind == .email && domain(reach.value).map(domains.contains) == true
        }
    }

    private static func domain(_ address: String) -> String? {
        let domain = address.split(separator: "@").last.map(String.init)
        return domain.flatMap { FreeMail.domains.contains($0) ? nil : $0 }
    }

    /// Persons need the same street too: two Hans Müller may well live in one town.
    private static func isSamePlace(
        _ place: CustomerRecord.Place, _ address: Address, _ kind: Customer.Kind
    ) -> Bool {
        guard !place.postcode.isEmpty, place.postcode == address.postcode else { return false }
        guard !place.street.isEmpty, !address.street.isEmpty else { return kind == .company }
        return streetKey(place.street) == streetKey(address.street)
    }

    private static func streetKey(_ street: String) -> String {
        Folding.fold(street).replacing("strasse", with: "str").filter { $0.isLetter || $0.isNumber }
    }
}

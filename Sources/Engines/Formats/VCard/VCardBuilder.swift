/// Makes a `VCard` of its properties.
enum VCardBuilder {
    /// Nil when it names nobody and no way to reach anybody. At most 1,000 properties count.
    static func card(_ properties: [VCardProperty], line: Int) -> VCard? {
        var card = VCard()
        card.line = line
        for property in properties.prefix(1000) { add(property, to: &card) }
        card.formattedName = card.formattedName.isEmpty ? composedName(card) : card.formattedName
        let isNamed = !card.formattedName.isEmpty || !card.organization.isEmpty
        return isNamed || !card.emails.isEmpty || !card.phones.isEmpty ? card : nil
    }

    private static func add(_ property: VCardProperty, to card: inout VCard) {
        let text = property.text
        guard !text.isEmpty else { return }
        switch property.name {
        case "FN": card.formattedName = card.formattedName.isEmpty ? text : card.formattedName
        case "N": addName(property, to: &card)
        case "ORG": addOrganization(property, to: &card)
        case "TITLE": card.position = text
        case "ROLE": card.position = card.position.isEmpty ? text : card.position
        case "TEL": card.phones.append(.init(value: withoutScheme("tel:", text), types: property.types))
        case "EMAIL": card.emails.append(.init(value: withoutScheme("mailto:", text), types: property.types))
        case "ADR": addAddress(property, to: &card)
        case "BDAY": card.birthday = card.birthday ?? birthday(text)
        case "URL": card.urls.append(text)
        case "NOTE": card.note += (card.note.isEmpty ? "" : "\n") + text
        case "CATEGORIES": card.categories += property.list
        case "UID": card.uid = card.uid ?? text
        default: addProfile(property, to: &card)
        }
    }

    private static func addName(_ property: VCardProperty, to card: inout VCard) {
        let parts = property.components
        func part(_ index: Int) -> String {
            index < parts.count ? parts[index].replacing(",", with: " ") : ""
        }
        guard card.familyName.isEmpty, card.givenName.isEmpty else { return }
        (card.familyName, card.givenName, card.additionalNames) = (part(0), part(1), part(2))
        (card.namePrefix, card.nameSuffix) = (part(3), part(4))
    }

    private static func addOrganization(_ property: VCardProperty, to card: inout VCard) {
        guard card.organization.isEmpty else { return }
        let parts = property.components
        card.organization = parts.first ?? ""
        card.units = parts.dropFirst().filter { !$0.isEmpty }
    }

    private static func addAddress(_ property: VCardProperty, to card: inout VCard) {
        let parts = property.components
        func part(_ index: Int) -> String { index < parts.count ? parts[index] : "" }
        guard parts.contains(where: { !$0.isEmpty }) else { return }
        card.addresses.append(
            .init(
                postBox: part(0), addition: part(1), street: part(2), city: part(3), region: part(4),
                postalCode: part(5), country: part(6), types: property.types))
    }

    private static let messengers = [
        "X-AIM", "X-ICQ", "X-JABBER", "X-MSN", "X-YAHOO", "X-SKYPE", "X-SKYPE-USERNAME", "X-TWITTER",
        "X-GTALK",
    ]

    private static func addProfile(_ property: VCardProperty, to card: inout VCard) {
        let text = property.text
        switch property.name {
        case "X-SOCIALPROFILE", "SOCIALPROFILE":
            let named = property.parameters["SERVICE-TYPE"]?.first?.lowercased()
            let service = named ?? property.types.subtracting(["pref", "home", "work"]).min() ?? ""
            let user = property.parameters["X-USER"]?.first
            card.profiles.append(
                .init(service: service, value: text.hasPrefix("x-apple:") ? user ?? text : text))
        case "IMPP":
            let scheme = text.split(separator: ":", maxSplits: 1)
            let named = property.parameters["X-SERVICE-TYPE"]?.first?.lowercased()
            let hasScheme = scheme.count == 2 && !text.contains("://")
            let service = named ?? (hasScheme ? scheme[0].lowercased() : "")
            card.profiles.append(.init(service: service, value: hasScheme ? String(scheme[1]) : text))
        case let name where messengers.contains(name):
            let service = name.dropFirst(2).prefix { $0 != "-" }.lowercased()
            card.profiles.append(.init(service: service, value: text))
        default: break
        }
    }

    private static func composedName(_ card: VCard) -> String {
        let parts = [card.namePrefix, card.givenName, card.additionalNames, card.familyName, card.nameSuffix]
        return parts.filter { !$0.isEmpty }.joined(separator: " ")
    }

    private static func withoutScheme(_ scheme: String, _ text: String) -> String {
        text.lowercased().hasPrefix(scheme) ? String(text.dropFirst(scheme.count)) : text
    }

    /// Days without a year (`--0415`) and years that stand for none (`1604` of Apple) say nothing here.
    private static func birthday(_ text: String) -> CalendarDay? {
        do {
            return try DateReader(twoDigitYearsFrom: 1925).day(text)
        } catch {
            return nil
        }
    }
}

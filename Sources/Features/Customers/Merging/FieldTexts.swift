import Platform

extension Texts {
    /// What a field of `CustomerField` holds, for people.
    package func display(_ value: String, ofField field: String) -> String {
        CustomerField.named(field).map { display(value, of: $0) } ?? value
    }

    /// What a `CustomerSnapshot.Difference` is about.
    package func name(ofPart part: String) -> String {
        switch part {
        case "customer_number": externalNumbers
        case "customer_tag": tag
        case "customer_guest": pick("Geteilt mit Gast", "Shared with a guest")
        case "customer_contact": contacts
        case "customer_reach": pick("Telefon, E-Mail, soziale Medien", "Phone, e-mail, social media")
        case "customer_address": address
        case "customer_responsibility": responsible
        case "customer_fact": goodToKnow
        case "customer_consent": consents
        case "customer_open_item": openItems
        case "customer_relation": related
        default: name(ofField: part)
        }
    }
}

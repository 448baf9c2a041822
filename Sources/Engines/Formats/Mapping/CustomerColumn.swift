/// What a column of a customer file can mean.
package enum CustomerColumn: String, MappedColumn {
    /// The customer's number in the system the file comes from.
    case externalNumber = "external-number"
    /// `firma` or `person`.
    case kind
    case salutation
    case title
    case firstName = "first-name"
    case lastName = "last-name"
    /// A company's or a person's whole name.
    case name
    case company
    /// A second line of the company's name.
    case companyAddition = "company-addition"
    case department
    case position
    /// Whole name of a person at the company.
    case contactPerson = "contact-person"
    case street
    case houseNumber = "house-number"
    case addressAddition = "address-addition"
    case postBox = "post-box"
    case postalCode = "postal-code"
    case city
    case region
    case country
    case phone
    case mobile
    case fax
    case email
    case website
    case birthday
    case vatNumber = "vat-number"
    case taxNumber = "tax-number"
    case language
    case industry
    case responsible
    case tags
    case note

    package var mayRepeat: Bool {
        switch self {
        case .phone, .mobile, .fax, .email, .website, .tags, .note, .companyAddition, .addressAddition: true
        default: false
        }
    }

    package var synonyms: String {
        switch self {
        case .externalNumber:
            """
            kundennummer kundennr kundenr kdnr kdnummer kundenid kundeid kunr knr kundenkennung id nr nummer
            debitor debitorennummer debitorennr debitornr debitorennr debitorenkonto adressnummer adressnr
            adrnr geschaeftspartner geschaeftspartnernummer gpnr partnernummer mandantennummer mitgliedsnummer
            customerid customernumber customerno customernr custno custid accountnumber accountno accountid
            externalid externalnumber externenummer externeid personenkonto kontonummerdebitor
            """
        case .kind:
            """
            typ type art kundentyp kundenart adresstyp adressart rechtsform kind customertype partnertyp
            personfirma
            """
        case .salutation: "anrede anredeschluessel anr salutation briefanrede anredeform mrmrs"
        case .title: "titel akademischertitel akadtitel akadgrad akademischergrad title namenstitel"
        case .firstName:
            "vorname vornamen vname rufname firstname forename givenname givennames first vornameap"
        case .lastName:
            "nachname familienname zuname nname surname lastname familyname last nachnameap hausname"
        case .name:
            """
            name kundenname kunde customer customername fullname namevollstaendig vollername anzeigename
            bezeichnung
            """
        case .company:
            """
            firma firmenname firmierung unternehmen unternehmensname unternehmung betrieb organisation
            organization company companyname organisationname organizationname institution gesellschaft
            account accountname kurzname matchcode firmaname
            """
        case .companyAddition:
            "firmenzusatz namenszusatz firmazusatz zusatz namezusatz firmabeiname companyaddition"
        case .department: "abteilung abt department dept bereich"
        case .position: "position funktion stellung beruf rolle jobtitle job function berufsbezeichnung"
        case .contactPerson:
            """
            ansprechpartner ansprechpartnerin ansprechpartnername ansprech ansprechp asp ap kontakt
            kontaktperson kontaktname contact contactperson contactname zhd zuhaenden zhdvon
            """
        case .street:
            """
            strasse str strasseundhausnummer strassehausnummer strassehausnr strassehnr strassenr strnr
            strasseundnr strassenname anschrift adresse street streetaddress address addressline adresszeile
            strhausnr strasseundhausnr lieferstrasse rechnungsstrasse
            """
        case .houseNumber: "hausnummer hausnr hnr housenumber houseno streetnumber streetno"
        case .addressAddition:
            """
            adresszusatz anschriftzusatz adresszusatzzeile zusatzadresse addresssupplement ortsteil stadtteil
            """
        case .postBox: "postfach pf postbox pobox"
        case .postalCode: "plz postleitzahl plzstrasse plzort zip zipcode postalcode postcode plznr"
        case .city: "ort stadt wohnort ortsname city town sitz firmensitz place"
        case .region: "bundesland region kanton provinz state province"
        case .country:
            "land laendercode laenderkennzeichen lkz landescode staat country countrycode nation landkz"
        case .phone:
            """
            telefon tel telefonnummer telefonnr telnr telnummer fon phone phonenumber telephone
            telefongeschaeftlich telefonprivat telefondienstlich telefonzentrale festnetz rufnummer durchwahl
            businessphone homephone workphone telgesch telpriv telefonbuero
            """
        case .mobile:
            """
            mobil mobiltelefon mobilnummer mobilnr mobiltel handy handynummer handynr mobile mobilephone cell
            cellphone
            """
        case .fax: "fax telefax faxnummer faxnr telefaxnummer telefaxnr faxnumber"
        case .email:
            """
            email mail emailadresse mailadresse epost emailaddress emails emailgeschaeftlich emailprivat
            elektronischepost
            """
        case .website:
            "web website webseite homepage internet internetadresse url www webadresse internetseite"
        case .birthday:
            """
            geburtsdatum geburtstag gebdatum gebdat geb gebam geboren geborenam birthday birthdate dateofbirth
            dob
            """
        case .vatNumber:
            """
            ustid ustidnr ustidentnr ustidnummer ustidentnummer umsatzsteuerid umsatzsteueridnr
            umsatzsteueridnummer umsatzsteueridentifikationsnummer uid uidnr uidnummer vat vatid vatno vatnr
            vatnumber vatregno euustid
            """
        case .taxNumber: "steuernummer steuernr stnr stnummer taxnumber taxno taxid steuerid"
        case .language: "sprache sprachcode korrespondenzsprache language lang"
        case .industry: "branche branchenschluessel wirtschaftszweig industry sector wz"
        case .responsible:
            """
            betreuer kundenbetreuer betreuerin betreuung kundenbetreuung sachbearbeiter sachbearbeiterin vertreter aussendienst
            vertriebler verkaeufer berater kundenberater zustaendig zustaendiger verantwortlich
            verantwortlicher verantwortliche accountmanager keyaccountmanager accountowner owner salesrep
            responsible responsiblecolleague
            """
        case .tags:
            """
            schlagworte schlagwort schlagwoerter stichworte stichwort kategorie kategorien gruppe kundengruppe
            tag tags label labels category categories merkmal merkmale segment
            """
        case .note:
            """
            bemerkung bemerkungen notiz notizen anmerkung anmerkungen kommentar kommentare hinweis hinweise
            info infos memo note notes comment comments remark remarks freitext beschreibung description
            """
        }
    }

    /// `Name` beside `Vorname` is a family name; a second company column adds to the first; `Letzter Kontakt` is a day
    /// and nobody.
    package static func refine(_ columns: [Self?], keys: [String]) -> [Self?] {
        var columns = columns
        for index in keys.indices
        where columns[index] == .contactPerson && ["letzte", "last"].contains(where: keys[index].hasPrefix) {
            columns[index] = nil
        }
        if columns.contains(.firstName), !columns.contains(.lastName),
            let name = columns.firstIndex(of: .name)
        {
            columns[name] = .lastName
        }
        if let company = columns.firstIndex(of: .company) {
            for index in keys.indices where columns[index] == nil && keys[index] == keys[company] {
                columns[index] = .companyAddition
            }
        } else if let name = columns.firstIndex(of: .name) {
            for index in keys.indices where columns[index] == nil && keys[index] == keys[name] {
                columns[index] = .companyAddition
            }
        }
        return columns
    }
}

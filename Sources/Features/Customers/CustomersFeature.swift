import People
import Platform
import Storage
import Timeline
import Web

extension Feature {
    /// Customers with everything that is known of them, and where people begin.
    package static let customers = Feature("customers") {
        CustomerMigrations.all
        AuditAction.exported
        EntryKind(
            .responsibility, Words("Zuständigkeit", "Responsibility"), .responsibility,
            verb: Words("änderte die Zuständigkeit", "changed who is responsible"), isBrief: true)
        Section.start
        Section.customers
        Creation("customer", Words("Kunde", "Customer"), Link("/customers/new"), .customers)
        Reason(
            "phone", "Das ist keine gültige Telefonnummer.", "This is no valid phone number.")
        Reason(
            "phone_area", "Hier fehlt die Vorwahl.", "The area code is missing.")
        Reason(
            "social", "Bitte als Link oder als „Netzwerk: Name“ angeben.",
            "Please give a link or “network: name”.")
        Reason(
            "country", "Bitte mit zwei Buchstaben, etwa DE.", "Please use two letters, such as DE.")
        Reason(
            "revisions", "Dieser Eintrag wurde schon sehr oft geändert. Bitte einen neuen schreiben.",
            "This entry was changed very often already. Please write a new one.")
        Reason(
            "moment", "Das ist kein Zeitpunkt (JJJJ-MM-TTThh:mm).", "This is no moment (YYYY-MM-DDThh:mm).")
        Reason(
            "shared", "Was Gäste lesen, kann nicht auf ein Team beschränkt sein.",
            "What guests read cannot be for one team.")
        Reason(
            "self", "Das ist derselbe Kunde.", "This is the same customer.")
        Reason(
            "several", "Das passt auf mehrere; bitte wählen.", "This fits several; please choose.")
        Provides { site -> [Route] in
            let database = site.database
            let service = CustomerService(database: database, panels: site.features[CustomerPanel.self])
            let narrowing = TimelineNarrowing(site.features)
            return StartRoutes(database: database, waiting: site.features[WaitingSource.self]).routes
                + CustomerRoutes(service: service, narrowing: narrowing).routes
                + CustomerListRoutes(service: service).routes
                + CustomerPartRoutes(service: CustomerPartsService(service)).routes
                + CustomerTimelineRoutes(
                    service: CustomerTimelineService(database: database), customers: service,
                    narrowing: narrowing
                ).routes
        }
        Provides { site in
            [
                TopicGate("customer") { viewer, id in
                    guard let id = CustomerID(text: id) else { return false }
                    return try await CustomerService(database: site.database).admits(viewer, to: id)
                }
            ]
        }
        SearchFeed.customers
        SearchSource.ofCustomers
        Recents.customers
        Provides { [CarePanel(database: $0.database).panel] }
        Provides { site in [MergedCustomersCheckStore(site.features).check, CustomerListCheck.check] }
        CustomerThing.own
        // The timeline stands below the customers and cannot say it itself.
        CustomerThing("timeline_entry", merging: .follow(home: "home_id"))
    }
}

extension AuditAction {
    static let exported = AuditAction("exported", "Exportiert", "Exported")
}

extension Section {
    static let start = Section(
        "start", Words("Start", "Start"), .start, .start, in: .work, rank: 10, for: .signedIn,
        shortcut: "g s", isInDock: true)
    /// The customers' own.
    package static let customers = Section(
        "customers", Words("Kunden", "Customers"), Link("/customers"), .customers, in: .work, rank: 20,
        for: .signedIn, shortcut: "g k", isInDock: true)
}

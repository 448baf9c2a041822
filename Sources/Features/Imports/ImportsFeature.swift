import Customers
import People
import Platform
import Storage
import Timeline
import Web

extension Feature {
    /// Taking in what a company has already, and reading its mail.
    package static let imports = Feature("imports") {
        ImportMigrations.all
        AuditAction.imported
        EntryKind(
            .mail, Words("E-Mail", "E-mail"), .mail, verb: Words("schrieb", "wrote"), chip: 10,
            origin: .init(Words("Ganze E-Mail", "Whole e-mail"), .mail) { Link("/mails/\(ID<Void>($0))") })
        EntryKind(
            .imported, Words("Import", "Import"), .imports,
            verb: Words("übernahm Daten", "imported data"), isBrief: true)
        EntryKind(.dunning, Words("Mahnung", "Dunning"), .dunning, verb: Words("", ""), isBrief: true)
        Notice("imported", "Import gestartet.", "Import started.")
        Section.imports
        Creation("import", Words("Import", "Import"), Link("/imports"), .imports)
        Reason(
            "file_gone", "Die Datei dieses Imports ist nicht mehr da. Bitte noch einmal hochladen.",
            "The file of this import is no longer there. Please upload it again.")
        Provides { site in
            ImportRoutes(service: ImportService(site)).routes
                + MailRoutes(service: MailService(store: site.store, parsing: site[MailParsing.self])).routes
        }
        Provides { _ in [ImportRoutes.gate] }
        Provides { [ImportService($0).jobHandler] }
        // They keep the customer which a file or a mail was about; who reads them goes on to the one it was merged into.
        CustomerThing.staying("import_origin", "import_open_item")
        CustomerThing("mail_message", merging: .stay)
    }
}

extension ImportService {
    /// The service on `site`; what it takes in is found and compared as if it had been typed.
    package init(_ site: Site) {
        self.init(
            store: site.store,
            hooks: IntakeHooks(
                indexed: {
                    try SearchQueue.changed(.customer, $0, in: $1)
                    try DuplicateQueue.changed($0, in: $1)
                }, compared: { _ in }), parsing: site[MailParsing.self])
    }
}

extension TimelineEntry.Kind {
    static let imported = TimelineEntry.Kind(rawValue: "import")
}

extension AuditAction {
    static let imported = AuditAction("imported", "Importiert", "Imported")
}

extension Section {
    static let imports = Section(
        "imports", Words("Import", "Import"), Link("/imports"), .imports, in: .tools, rank: 10,
        shortcut: "g i")
}

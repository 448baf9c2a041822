import Customers
import Platform
import Storage
import Timeline

/// Posts of the demo company.
struct PostDemo {
    let company: DemoCompany

    /// Hours ago, the author's place among the colleagues, the text, and the place of the customer whom it is about.
    private static let posts: [(hours: Int64, author: Int, text: String, customer: Int?)] = [
        (
            190, 0,
            "Die neuen Preislisten für Wärmepumpen gelten ab dem Ersten. Alte Angebote bleiben gültig.", nil
        ),
        (
            168, 5,
            "Die Anleitung für die neue Regelung ist da, auf die wir so lange gewartet haben.",
            nil
        ),
        (120, 3, "Wer hat Erfahrung mit Förderanträgen für Hybridheizungen? Mein Kunde fragt danach.", nil),
        (75, 1, "Sehr freundliches Lob für die Notdienstmannschaft vom Wochenende. Danke an alle!", 0),
        (
            50, 6, "Der Großhandel liefert diese Woche keine Umwälzpumpen. Bitte Termine entsprechend legen.",
            nil
        ),
        (
            26, 4,
            "Der Ansprechpartner dort wechselt zum Jahresende, der neue stellt sich nächste Woche vor.", 1
        ),
        (4, 7, "Heute um 15 Uhr zeige ich im Lager die neue Dichtheitsprüfung. Wer mag, kommt dazu.", nil),
    ]

    func fill(in tx: any Transaction) throws {
        let store = PostStore()
        for post in Self.posts where company.people.count > post.author {
            let author = company.people[post.author]
            let subject = try post.customer.flatMap { place in
                try company.customers.dropFirst(place).first.flatMap { id in
                    try CustomerStore().find(id, for: author, in: tx)
                }
            }
            try store.insert(
                Post(
                    id: tx.id(), author: author.id, authorName: author.name,
                    at: tx.now.adding(seconds: -3600 * post.hours), text: post.text, mentions: [],
                    subject: subject.map { .init(id: $0.id, name: $0.name) }), in: tx)
        }
    }
}

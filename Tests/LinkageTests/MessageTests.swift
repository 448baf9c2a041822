import Testing

@testable import Linkage

@Suite("Messages")
struct MessageTests {
    let customers = [
        Record(
            id: 1, kind: .company, company: "Gebr. Becker Energieberatung e.K.", postcode: "10115",
            city: "Berlin",
            phones: ["030 1234567"], emails: ["info@gebr-becker-energieberatung.de"]),
        Record(
            id: 2, kind: .person, given: "Dörthe", family: "Richter", street: "Rosenweg 35",
            postcode: "50667",
            city: "Köln", phones: ["0221 94804169"], emails: ["d.richter@web.de"]),
        Record(
            id: 3, kind: .person, given: "Uwe", family: "Richter", street: "Rosenweg 35", postcode: "50667",
            city: "Köln", phones: ["0221 94804169"]),
        Record(id: 4, kind: .person, given: "Uwe", family: "Richter", postcode: "80331", city: "München"),
    ].map(Features.init)

    func decide(_ message: Message) -> Int64? {
        let sender = Sender(message)
        let candidates = customers.filter { !Set($0.keys).isDisjoint(with: sender.keys) }
        return MessageMatching.decide(candidates.map { MessageMatching.candidate($0.id, [$0], for: sender) })?
            .customer
    }

    @Test("An address, a domain, a number or a full name finds the customer")
    func finds() {
        #expect(decide(Message(address: "D.Richter@web.de")) == 2)
        #expect(
            decide(Message(name: "Svea Becker", address: "svea.becker@gebr-becker-energieberatung.de")) == 1)
        #expect(decide(Message(phone: "+49 (0)30 1234567")) == 1)
        #expect(decide(Message(name: "doerthe_richter")) == 2)
        let signature =
            "Hallo,\nbitte um Rückruf.\nMit freundlichen Grüßen\nU. Richter\nRosenweg 35, 50667 Köln"
        #expect(decide(Message(text: signature)) == 3)
        let company =
            "Guten Tag,\nein Angebot bitte.\nMit freundlichen Grüßen\nS. Lang\nGebr. Becker Energieberatung"
        #expect(decide(Message(text: company)) == 1)
    }

    @Test("A shared telephone is decided by the name, and without one by nobody")
    func household() {
        #expect(decide(Message(name: "Uwe Richter", phone: "0221/94804169")) == 3)
        #expect(decide(Message(phone: "0221/94804169")) == nil)
        #expect(decide(Message(name: "Songül Richter", phone: "0221/94804169")) == nil)
    }

    @Test("Namesakes and strangers stay unknown")
    func unknown() {
        #expect(decide(Message(name: "Uwe Richter")) == nil)
        #expect(decide(Message(name: "Erika Kaiser", address: "e.kaiser@web.de")) == nil)
        #expect(decide(Message(name: "Becker")) == nil)
        #expect(decide(Message()) == nil)
    }

    @Test("A signature's parts are read, and greetings are no names")
    func signature() {
        let sender = Sender(
            Message(
                text: """
                    Hallo,
                    anbei die Unterlagen.
                    Mit freundlichen Grüßen
                    Dörthe Richter
                    Tel. +49 221 94804169
                    Rosenweg 35
                    50667 Köln
                    """))
        #expect(sender.names.contains { $0.given == "dorthe" && $0.family == "richter" })
        #expect(!sender.names.contains { $0.family == "grussen" })
        #expect(sender.phones == ["22194804169"])
        #expect(sender.addresses.map(\.postcode) == ["50667"])
        #expect(sender.addresses.map(\.street) == ["rosenweg"])
    }
}

import App
import Customers
import Platform
import Storage
import TestKit
import Testing
import Web

@Suite("Features") struct FeatureTests {
    private struct Word: NamedContribution, Equatable {
        let key: String
    }

    private struct Number: Contribution, Equatable {
        let value: Int
    }

    @Test("What features add is found by its type and its name, in their order")
    func contributions() {
        let features = FeatureSet([
            Feature("one") {
                Number(value: 1)
                Word(key: "a")
            },
            Feature("two") { [Number(value: 2), Number(value: 3)] },
        ])
        #expect(features[Number.self].map(\.value) == [1, 2, 3])
        #expect(features[Word.self, "a"] == Word(key: "a"))
        #expect(features[Word.self, "b"] == nil)
        #expect(FeatureSet.none[Number.self].isEmpty)
    }

    @Test("Two of one name stop the program at its start")
    func doubles() async {
        await #expect(processExitsWith: .failure) {
            _ = FeatureSet([Feature("one") { [Reason("x", "", ""), Reason("x", "", "")] }])
        }
    }

    @Test(
        "Every foreign key to a customer has an answer for merging, giving and erasing",
        arguments: TestEngine.all)
    func things(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let references = try await server.rundblick.store.database.read { tx in
                try Catalogue.references(to: "customer", in: tx)
            }
            #expect(references.count > 15)
            for (table, column) in references {
                let thing = server.rundblick.site.features[CustomerThing.self, table]
                #expect(thing?.columns.contains(column) == true, "\(table).\(column) has no CustomerThing")
            }
        }
    }
}

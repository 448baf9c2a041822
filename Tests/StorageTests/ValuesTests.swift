import Platform
import Storage
import TestKit
import Testing

@Suite("Values") struct ValuesTests {
    static let migration = Migration(
        "2026-11-22 test values",
        [
            """
            CREATE TABLE thing (id INT PRIMARY KEY, word TEXT, flag BOOL, size REAL, bytes BLOB, amount INT)
            """
        ])

    struct Thing: Equatable {
        var word: String?
        var flag = false
        var size = 0.0
        var bytes: [UInt8] = []
        var amount: Int64?
    }

    static let things = [
        Thing(), Thing(word: ""), Thing(word: "Grüße aus Köln, ẞ & 🙂\u{301}\n\t'\"\\x $1"),
        Thing(word: String(repeating: "ä", count: 100_000)), Thing(flag: true, size: 1e-300),
        Thing(size: -0.1, bytes: Array(0...255), amount: .max), Thing(size: 1e300, bytes: [0], amount: .min),
        Thing(bytes: [UInt8](repeating: 7, count: 1_000_000), amount: -1),
    ]

    @Test("Every kind of value comes back as it went", arguments: TestEngine.all, things.indices)
    func roundTrip(engine: TestEngine, number: Int) async throws {
        let thing = Self.things[number]
        try await TestStore.with(engine, migrations: [Self.migration]) { store in
            try await store.database.write { tx in
                try tx.run(
                    """
                    INSERT INTO thing (id, word, flag, size, bytes, amount)
                    VALUES (\(1), \(thing.word), \(thing.flag), \(thing.size), \(thing.bytes), \(thing.amount))
                    """)
            }
            let back = try await store.database.read { tx in
                try tx.one("SELECT word, flag, size, bytes, amount FROM thing WHERE id = \(1)") { row in
                    Thing(
                        word: row.optionalText(0), flag: row.bool(1), size: row.real(2), bytes: row.blob(3),
                        amount: row.isNull(4) ? nil : row.int64(4))
                }
            }
            #expect(back == thing)
        }
    }

    @Test(
        "Text with a zero byte is refused, since one of the engines cannot hold it", arguments: TestEngine.all
    )
    func zeroByte(engine: TestEngine) async throws {
        try await TestStore.with(engine, migrations: [Self.migration]) { store in
            await #expect(throws: StorageError.constraint("text with a zero byte")) {
                try await store.database.write {
                    try $0.run("INSERT INTO thing (id, word) VALUES (1, \("a\0b"))")
                }
            }
        }
    }
}

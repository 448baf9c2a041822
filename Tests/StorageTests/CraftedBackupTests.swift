import Foundation
import Platform
import Storage
import TestKit
import Testing

@Suite("Crafted backups") struct CraftedBackupTests {
    /// A tar archive as somebody may put it together, every header with a true checksum.
    private struct Archive {
        struct Entry {
            var name: [UInt8]
            var content: [UInt8]
            /// In the header, instead of the content's length.
            var size: String?
            var type = UInt8(ascii: "0")
            var link = ""
        }

        var entries: [Entry]

        /// Reads one that was written by us.
        init(_ bytes: [UInt8]) {
            entries = []
            var at = 0
            while at + 512 <= bytes.count, bytes[at] != 0 {
                let size = Int(String(decoding: bytes[at + 124..<at + 135], as: UTF8.self), radix: 8) ?? 0
                let name = Array(bytes[at..<at + 100].prefix { $0 != 0 })
                entries.append(Entry(name: name, content: Array(bytes[at + 512..<at + 512 + size])))
                at += 512 + (size + 511) / 512 * 512
            }
        }

        func index(_ name: String) -> Int {
            entries.firstIndex { $0.name.starts(with: name.utf8) } ?? entries.count - 1
        }

        mutating func edit(_ name: String, _ change: (String) -> String) {
            let at = index(name)
            entries[at].content = Array(change(String(decoding: entries[at].content, as: UTF8.self)).utf8)
        }

        var bytes: [UInt8] {
            entries.flatMap { entry -> [UInt8] in
                var block = [UInt8](repeating: 0, count: 512)
                func put(_ bytes: some Collection<UInt8>, _ at: Int) {
                    block.replaceSubrange(at..<at + bytes.count, with: bytes)
                }
                put(entry.name, 0)
                let octal = String(entry.content.count, radix: 8)
                put((entry.size ?? String(repeating: "0", count: 11 - octal.count) + octal).utf8, 124)
                put("        ".utf8, 148)
                block[156] = entry.type
                put(entry.link.utf8, 157)
                put("ustar".utf8, 257)
                let sum = String(block.reduce(0) { $0 + Int($1) }, radix: 8)
                put((String(repeating: "0", count: 6 - sum.count) + sum + "\0 ").utf8, 148)
                let padding = (512 - entry.content.count % 512) % 512
                return block + entry.content + [UInt8](repeating: 0, count: padding)
            } + [UInt8](repeating: 0, count: 1024)
        }
    }

    private typealias Crafting = (name: String, craft: @Sendable (inout Archive) -> Void)

    private static func add(_ name: String, to archive: inout Archive, at: Int = 1) {
        archive.entries.insert(.init(name: Array(name.utf8), content: [120]), at: at)
    }

    private static let headers: [Crafting] = [
        ("negative size", { $0.entries[1].size = "-0000000007" }),
        ("size with a sign", { $0.entries[1].size = "+0000000007" }),
        ("size beyond the file", { $0.entries[1].size = "77777777777" }),
        ("size of other digits", { $0.entries[1].size = "00000000009" }),
        ("no size", { $0.entries[1].size = "\0\0\0\0\0\0\0\0\0\0\0" }),
        ("too small a size", { $0.entries[1].size = "00000000001" }),
        (
            "a link",
            {
                $0.entries[1].type = UInt8(ascii: "2"); $0.entries[1].link = "/etc/passwd"
            }
        ),
        ("a folder", { $0.entries[1].type = UInt8(ascii: "5") }),
        ("a path upwards", { add("blobs/../../escaped", to: &$0) }),
        ("an absolute path", { add("/tmp/rundblick-escaped", to: &$0) }),
        ("rows upwards", { add("rows/../1", to: &$0) }),
        ("no text for a name", { $0.entries[1].name = Array("rows/".utf8) + [0xFF, 0xFE] }),
        ("an unknown entry", { add("other", to: &$0) }),
        ("rows of an unknown table", { add("rows/evil/1", to: &$0) }),
        ("rows out of order", { $0.entries.swapAt(1, 2) }),
        ("rows twice", { $0.entries.insert($0.entries[1], at: 2) }),
        ("rows left out", { $0.entries.remove(at: $0.index("rows/note")) }),
        ("a number that is none", { $0.entries[1].name = Array("rows/note/99999999999999999999".utf8) }),
        ("a file twice", { $0.entries.insert($0.entries[$0.index("blobs/")], at: $0.index("blobs/")) }),
        ("a file left out", { $0.entries.remove(at: $0.index("blobs/")) }),
        ("another file", { $0.entries[$0.index("blobs/")].content = [1] }),
        ("a file that is no hash", { $0.entries[$0.index("blobs/")].name = Array("blobs/x".utf8) }),
        (
            "something behind the end",
            { $0.entries.append(.init(name: Array("blobs/x".utf8), content: [120])) }
        ),
        ("two summaries", { $0.entries.append($0.entries[$0.entries.count - 1]) }),
        ("no summary", { $0.entries.removeLast() }),
        ("no manifest", { $0.entries.removeFirst() }),
        ("nothing", { $0.entries.removeAll() }),
    ]

    private static let contents: [Crafting] = [
        ("a manifest that is none", { $0.edit("manifest") { _ in "[]" } }),
        ("a deep manifest", { $0.edit("manifest") { _ in String(repeating: "[", count: 100_000) } }),
        ("a manifest with zeros", { $0.entries[0].content = [UInt8](repeating: 0, count: 100) }),
        ("a table twice", { $0.edit("manifest") { $0.doubled("tables") } }),
        ("a step twice", { $0.edit("manifest") { $0.doubled("steps") } }),
        (
            "an unknown table",
            { $0.edit("manifest") { $0.replacing("\"note\"", with: "\"evil; DROP TABLE note\"") } }
        ),
        ("an unknown column", { $0.edit("manifest") { $0.replacing("\"body\"", with: "\"body) --\"") } }),
        ("a column twice", { $0.edit("manifest") { $0.replacing("\"parent\"", with: "\"body\"") } }),
        (
            "an empty table",
            { $0.edit("manifest") { _ in #"{"steps":[],"tables":[{"name":"note","columns":[]}]}"# } }
        ),
        ("no tables", { $0.edit("manifest") { $0.changing("tables") { _ in [] } } }),
        (
            "a table left out",
            {
                $0.edit("manifest") { $0.changing("tables") { Array($0.dropLast()) } }
                $0.edit("summary") { $0.changing("tables") { Array($0.dropLast()) } }
            }
        ),
        ("another version", { $0.edit("manifest") { $0.replacing("2026", with: "2027") } }),
        ("a summary that is none", { $0.edit("summary") { _ in "{}" } }),
        (
            "huge counts",
            { $0.edit("summary") { $0.replacing(#/"rows":\d+/#, with: "\"rows\":9223372036854775807") } }
        ),
        ("negative counts", { $0.edit("summary") { $0.replacing(#/"rows":\d+/#, with: "\"rows\":-1") } }),
        ("counts of no kind", { $0.edit("summary") { $0.replacing(#/"rows":\d+/#, with: "\"rows\":1e99") } }),
        ("other sums", { $0.edit("summary") { $0.replacing(#/"checksum":\d+/#, with: "\"checksum\":1") } }),
        ("a table's sum twice", { $0.edit("summary") { $0.doubled("tables") } }),
        ("fewer files", { $0.edit("summary") { $0.replacing(#/"blobs":\d+/#, with: "\"blobs\":-1") } }),
        ("a value of no kind", { $0.entries[1].content[0] = 9 }),
        ("a value of another kind", { $0.entries[$0.index("rows/note")].content[0] = 3 }),
        ("a length beyond the rows", { $0.entries[1].content += [3, 255, 255, 255, 255] }),
        ("half a row", { $0.entries[1].content.removeLast() }),
        (
            "no text",
            { archive in
                let at = archive.index("rows/note")
                archive.entries[at].content = archive.entries[at].content.map {
                    $0 == UInt8(ascii: "G") ? 0xFF : $0
                }
            }
        ),
        (
            "a zero in a text",
            { archive in
                let at = archive.index("rows/note")
                archive.entries[at].content = archive.entries[at].content.map {
                    $0 == UInt8(ascii: "G") ? 0 : $0
                }
            }
        ),
    ]

    private func withBackup(_ body: (Archive, _ path: String) async throws -> Void) async throws {
        try await TestStore.with(.sqlite, migrations: CopyTests.migrations) { store in
            let hash = try store.blobs.store([1, 2, 3])
            try await store.database.write { tx in
                for id in 1...20 { try Notes.add("Grüße \(id)", id: id, in: tx) }
                try tx.run("INSERT INTO a_child (note, place, photo_blob) VALUES (1, 1, \(hash))")
            }
            let path = store.location.folder + "/backup.tar"
            try await store.backUp(to: path)
            try await body(Archive([UInt8](Data(contentsOf: URL(fileURLWithPath: path)))), path)
        }
    }

    @Test("Each is refused with a reason, and nothing is there afterwards", arguments: TestEngine.all)
    func crafted(engine: TestEngine) async throws {
        try await withBackup { archive, path in
            for (name, craft) in Self.headers + Self.contents {
                var crafted = archive
                craft(&crafted)
                try Data(crafted.bytes).write(to: URL(fileURLWithPath: path))
                try await TestStore.nowhere(engine) { location in
                    let outcome = await result {
                        try await Store.restore(from: path, to: location, migrations: CopyTests.migrations)
                    }
                    #expect(outcome.hasPrefix("broken("), "\(name): \(outcome)")
                    let isEmpty =
                        if let postgres = location.postgres {
                            try await TestStore.tables(at: postgres).isEmpty
                        } else {
                            !FileManager.default.fileExists(atPath: location.sqlitePath)
                        }
                    #expect(isEmpty, "\(name)")
                    let outside = location.folder + "/../escaped"
                    #expect(!FileManager.default.fileExists(atPath: outside), "\(name)")
                }
            }
            try Data(archive.bytes).write(to: URL(fileURLWithPath: path))
            try await TestStore.nowhere(engine) { location in
                try await Store.restore(from: path, to: location, migrations: CopyTests.migrations)
            }
        }
    }

    /// `make fuzz-restore` tries more.
    private static let inputs =
        ProcessInfo.processInfo.environment["RUNDBLICK_INPUTS"].flatMap { Int($0) } ?? 400
    private static let seed =
        ProcessInfo.processInfo.environment["RUNDBLICK_SEED"].flatMap { UInt64($0) } ?? 20_261_201

    @Test("Whatever bytes are changed, it is refused or comes out the same")
    func mutated() async throws {
        try await withBackup { archive, path in
            var random = Mutations(state: Self.seed)
            let whole = archive.bytes
            for _ in 0..<Self.inputs {
                var archive = archive
                var bytes: [UInt8]
                if random.below(2) == 0 {
                    // Inside an entry, with a header that fits.
                    let at = random.below(archive.entries.count)
                    random.mutate(&archive.entries[at].content)
                    bytes = archive.bytes
                } else {
                    bytes = whole
                    random.mutate(&bytes)
                }
                try Data(bytes).write(to: URL(fileURLWithPath: path))
                try await TestStore.nowhere(.sqlite) { location in
                    let outcome = await result {
                        try await Store.restore(from: path, to: location, migrations: CopyTests.migrations)
                    }
                    #expect(outcome == "done" || outcome.hasPrefix("broken("), "\(outcome)")
                }
            }
        }
    }
}

/// What happens to bytes, the same for the same beginning.
struct Mutations {
    var state: UInt64

    mutating func below(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return limit == 0 ? 0 : Int((state >> 33) % UInt64(limit))
    }

    mutating func mutate(_ bytes: inout [UInt8]) {
        for _ in 0...below(3) {
            let at = below(bytes.count)
            switch below(5) {
            case 0 where !bytes.isEmpty: bytes[at] = UInt8(below(256))
            case 1 where !bytes.isEmpty: bytes[at] ^= 1 << UInt8(below(8))
            case 2: bytes.removeSubrange(at..<min(bytes.count, at + below(40)))
            case 3:
                bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + below(40))], at: below(bytes.count))
            default:
                bytes.replaceSubrange(
                    at..<min(bytes.count, at + 8), with: [255, 255, 255, 255, 0, 45, 56, 128])
            }
        }
    }
}

extension String {
    /// The same JSON object with another list under `name`.
    fileprivate func changing(_ name: String, _ change: ([Any]) -> [Any]) -> String {
        do {
            var object = try JSONSerialization.jsonObject(with: Data(utf8)) as? [String: Any] ?? [:]
            object[name] = change(object[name] as? [Any] ?? [])
            return String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
        } catch {
            return ""
        }
    }

    /// The first of the list under `name` is there twice.
    fileprivate func doubled(_ name: String) -> String { changing(name) { [$0[0]] + $0 } }
}

import Foundation
import TestKit
import Testing

@testable import Storage

@Suite("Files by content") struct BlobTests {
    private func withBlobs(_ body: (BlobStore) async throws -> Void) async throws {
        try await TestStore.nowhere(.sqlite) { try await body(try BlobStore(folder: $0.folder + "/blobs")) }
    }

    @Test("The same bytes lie once, under their SHA-256, and come back as they went")
    func content() async throws {
        try await withBlobs { blobs in
            let bytes = Array("Grüße".utf8)
            let hash = try blobs.store(bytes)
            #expect(hash == "f83e039796c6453a10f5519e39fd113901572316a1a8ea07cb525d2801dfd074")
            #expect(try blobs.store(bytes) == hash)
            #expect(try blobs.all() == [hash])
            #expect(try blobs.read(hash) == bytes)
            #expect(try blobs.read(try blobs.store([])) == [])
        }
    }

    @Test("What is no hash is not looked for: no path leads out of the folder")
    func names() async throws {
        try await withBlobs { blobs in
            for name in [
                "", "..", "../../etc/passwd", String(repeating: "A", count: 64),
                String(repeating: "../", count: 21) + "a",
            ] {
                let bytes = try blobs.read(name)
                #expect(bytes == nil)
                #expect(!blobs.contains(name))
            }
        }
    }

    @Test("A damaged file is not handed out")
    func damage() async throws {
        try await withBlobs { blobs in
            let hash = try blobs.store([1, 2, 3])
            try Data([1, 2, 4]).write(to: URL(fileURLWithPath: blobs.path(of: hash)))
            #expect(throws: StorageError.self) { try blobs.read(hash) }
        }
    }

    @Test("Many at once may store the same bytes")
    func together() async throws {
        try await withBlobs { blobs in
            let bytes = [UInt8](repeating: 9, count: 100_000)
            let hashes = try await withThrowingTaskGroup { group in
                for _ in 0..<50 { group.addTask { try blobs.store(bytes) } }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(hashes.count == 1)
            #expect(try blobs.read(try #require(hashes.first)) == bytes)
            #expect(try FileManager.default.contentsOfDirectory(atPath: blobs.folder + "/incoming").isEmpty)
        }
    }

    @Test("Files are read piece by piece, and a damaged one is noticed at its end")
    func pieces() async throws {
        try await withBlobs { blobs in
            let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 >> 3) }
            let hash = try blobs.store(bytes)
            var (size, pieces): (Int, [[UInt8]]) = (0, [])
            #expect(try blobs.read(hash, begin: { size = $0 }, take: { pieces.append($0) }))
            #expect(size == bytes.count && pieces.count > 3 && Array(pieces.joined()) == bytes)
            #expect(try !blobs.read(String(repeating: "0", count: 64), take: { _ in }))
            try Data([1]).write(to: URL(fileURLWithPath: blobs.path(of: hash)))
            #expect(throws: StorageError.broken("blob \(hash) is damaged")) {
                try blobs.read(hash, take: { _ in })
            }
        }
    }

    @Test("What a dead process left half-written is removed at the next opening; what is being written stays")
    func leftovers() async throws {
        try await TestStore.nowhere(.sqlite) { location in
            let incoming = try BlobStore(folder: location.folder + "/blobs").folder + "/incoming"
            let files = FileManager.default
            for (name, age) in [("old", 4000.0), ("young", 60.0)] {
                files.createFile(atPath: "\(incoming)/\(name)", contents: Data([1]))
                try files.setAttributes(
                    [.modificationDate: Date(timeIntervalSinceNow: -age)], ofItemAtPath: "\(incoming)/\(name)"
                )
            }
            let store = try await Store.open(location, migrations: [])
            #expect(try files.contentsOfDirectory(atPath: incoming) == ["young"])
            try await store.close()
        }
    }
}

import Foundation
import Platform
import Storage
import TestKit
import Testing

@testable import People

@Suite("Photos") struct PhotoTests {
    private static func segment(_ marker: UInt8, _ content: String) -> [UInt8] {
        [0xFF, marker, 0, UInt8(content.utf8.count + 2)] + Array(content.utf8)
    }

    private static func chunk(_ name: String, _ content: String) -> [UInt8] {
        [0, 0, 0, UInt8(content.utf8.count)] + Array(name.utf8) + Array(content.utf8) + [1, 2, 3, 4]
    }

    /// A TIFF header that names the way up 6, and a place.
    private static let exif =
        "Exif\0\0II*\0\u{8}\0\0\0\u{1}\0\u{12}\u{1}\u{3}\0\u{1}\0\0\0\u{6}\0\0\0\0\0\0\0GPS 54N10E"

    @Test("A photo tells neither place nor time, and keeps colours and the way up")
    func jpeg() {
        let picture: [UInt8] = [0xFF, 0xDA, 0, 4, 1, 2, 7, 0xFF, 0, 8, 0xFF, 0xD0, 9]
        let bytes =
            [0xFF, 0xD8] + Self.segment(0xE0, "JFIF\0x") + Self.segment(0xE1, Self.exif)
            + Self.segment(0xE1, "http://ns.adobe.com/xap GPS") + Self.segment(0xE2, "ICC_PROFILE\0p")
            + Self.segment(0xE2, "MPF\0GPS") + Self.segment(0xED, "Photoshop GPS") + Self.segment(0xFE, "GPS")
            + Self.segment(0xDB, "table") + picture + [0xFF, 0xD9] + Array("GPS behind".utf8)
        let clean = PhotoMetadata.removed(from: bytes, .jpeg)
        let text = String(decoding: clean, as: UTF8.self)
        #expect(!text.contains("GPS") && text.contains("ICC_PROFILE") && text.contains("table"))
        #expect(clean.suffix(picture.count + 2) == picture + [0xFF, 0xD9])
        #expect(clean.range(of: [1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6]) != nil, "the way up stays")
        #expect(PhotoMetadata.removed(from: clean, .jpeg) == clean)
        for end in 0..<bytes.count { _ = PhotoMetadata.removed(from: Array(bytes.prefix(end)), .jpeg) }
    }

    @Test("Nor do PNG and WebP")
    func others() {
        let png =
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Self.chunk("IHDR", "head")
            + Self.chunk("tEXt", "GPS") + Self.chunk("eXIf", "GPS") + Self.chunk("IDAT", "data")
            + Self.chunk("iTXt", "GPS") + Self.chunk("IEND", "") + Array("GPS".utf8)
        let cleanPNG = PhotoMetadata.removed(from: png, .png)
        let textPNG = String(decoding: cleanPNG, as: UTF8.self)
        #expect(!textPNG.contains("GPS") && textPNG.contains("IHDR") && textPNG.contains("IDAT"))
        func part(_ name: String, _ content: String) -> [UInt8] {
            Array(name.utf8) + [UInt8(content.utf8.count), 0, 0, 0] + Array(content.utf8)
        }
        let chunks =
            part("VP8X", "\u{0C}\0\0\0") + part("VP8 ", "data") + part("EXIF", "GPS!") + part("XMP ", "GPS!")
        let webp = Array("RIFF".utf8) + [UInt8(chunks.count + 4), 0, 0, 0] + Array("WEBP".utf8) + chunks
        let clean = PhotoMetadata.removed(from: webp, .webp)
        #expect(!String(decoding: clean, as: UTF8.self).contains("GPS") && clean.count == Int(clean[4]) + 8)
        #expect(clean[20] == 0)
        for end in 12..<webp.count { _ = PhotoMetadata.removed(from: Array(webp.prefix(end)), .webp) }
        for end in 8..<png.count { _ = PhotoMetadata.removed(from: Array(png.prefix(end)), .png) }
    }

    @Test(
        "A photo that was replaced, or whose person left, goes a day later; one in use stays",
        arguments: TestEngine.all)
    func unused(engine: TestEngine) async throws {
        let time = HandClock(.now)
        try await TestServer.run(engine, clock: time.clock) { server in
            let root = try await server.member("root", role: .administrator)
            let anna = try await server.member("anna")
            let ben = try await server.member("ben")
            let store = server.rundblick.store
            func show(_ client: TestClient, _ content: String) async throws -> String {
                let png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Self.chunk("IDAT", content)
                let viewer = Viewer(id: client.id, name: "", role: .member, teams: [], scope: .admin)
                try await server.rundblick.people.directory.setPhoto(png, by: viewer)
                return SHA256.hex(png)
            }
            let first = try await show(anna, "eins")
            let second = try await show(anna, "zwei")
            let left = try await show(ben, "drei")
            #expect(
                try await root.api(.post, "administration/people/\(ben.id)/deactivation").status < 300)
            time.move(seconds: Store.blobGraceSeconds - 3600)
            #expect(try await store.removeUnusedBlobs() == 0)
            time.move(seconds: 7200)
            #expect(try await store.removeUnusedBlobs() == 2)
            #expect(
                !store.blobs.contains(first) && !store.blobs.contains(left) && store.blobs.contains(second))
            #expect(try await store.removeUnusedBlobs() == 0)
            #expect(try await root.get("/people/\(ben.id)/photo").status == 404)
            #expect(try await root.get("/people/\(anna.id)/photo").status == 200)
            // A process that died between moving a file aside and removing it.
            let place = store.blobs.path(of: second)
            try FileManager.default.moveItem(atPath: place, toPath: place + ".gone")
            #expect(try await store.removeUnusedBlobs() == 0)
            #expect(store.blobs.contains(second))
            #expect(try await server.rundblick.check().isEmpty)
        }
    }

    @Test("Nobody takes a colleague's name, or one that cannot be told from it", arguments: TestEngine.all)
    func names(engine: TestEngine) async throws {
        try await TestServer.atHand(engine) { server, _ in
            let root = try await server.member("root", role: .administrator)
            _ = try await server.member("anna")
            let ben = try await server.member("ben")
            let gus = try await server.guest("gus")
            for name in ["Anna", "ANNA", "Аnnа", "A nna", "Ａnna"] {
                let refused = try await gus.api(.post, "settings/profile", ["name": name])
                #expect(refused.status == 422, "\(name)")
                #expect(
                    (try refused.json["fields"] as? [String: Any])?["name"] != nil
                        || refused.text.contains("name"))
            }
            for name in ["\u{200B}", "\u{202E}nneB", "Ben\u{3164}", "\u{0301}"] {
                #expect(try await ben.api(.post, "settings/profile", ["name": name]).status == 422)
                #expect(try await root.api(.post, "administration/teams", ["name": name]).status == 422)
                #expect(try await ben.api(.post, "customers", ["company_name": name]).status == 422)
                #expect(
                    try await ben.api(.post, "settings/tokens", ["name": name, "scope": "read"]).status == 422
                )
            }
            #expect(
                try await ben.api(.post, "settings/profile", ["name": "Ben", "title": "Chef"]).status == 200)
            #expect(try await ben.api(.post, "settings/profile", ["name": "Anna (Einkauf)"]).status == 200)
            let invited = try await root.api(
                .post, "administration/invitations", ["email": "neu@example.org", "role": "guest"])
            let link = try #require(try invited.json["link"] as? String)
            let path = "/" + link.split(separator: "/").suffix(2).joined(separator: "/")
            let password = ("password", "drei Igel im Regen")
            #expect(try await server.stranger.post(path, [("name", "Rооt"), password]).status == 422)
            #expect(try await server.stranger.post(path, [("name", "Neu"), password]).status == 303)
        }
    }
}

extension Timestamp {
    /// The present moment, for files whose age the system tells.
    fileprivate static var now: Timestamp { Clock.system.now() }
}

extension [UInt8] {
    fileprivate func range(of other: [UInt8]) -> Int? {
        indices.first { $0 + other.count <= count && Array(self[$0..<$0 + other.count]) == other }
    }
}

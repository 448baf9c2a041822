import Foundation
import Storage
import TestKit
import Testing

@Suite("Rights of files") struct PrivacyTests {
    @Test(
        "Nobody else may read what lies in a folder that was there before, nor what an earlier version left open"
    )
    func folder() async throws {
        try await TestStore.nowhere(.sqlite) { location in
            let files = FileManager.default
            try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: location.folder)
            try files.createDirectory(
                atPath: location.folder + "/blobs/incoming", withIntermediateDirectories: true)
            files.createFile(
                atPath: location.sqlitePath, contents: nil, attributes: [.posixPermissions: 0o644])
            let before = umask(0o022)
            defer { umask(before) }
            let store = try await Store.open(location, migrations: [Notes.migration])
            try await store.database.write { try Notes.add("secret", id: 1, in: $0) }
            try store.blobs.store([1, 2, 3])
            let upload = location.folder + "/upload"
            files.createFile(atPath: upload, contents: Data([4]), attributes: [.posixPermissions: 0o644])
            _ = try store.blobs.store(moving: upload)
            try await store.backUp(to: location.folder + "/backup.tar")
            let names = try files.subpathsOfDirectory(atPath: location.folder)
            #expect(names.contains("rundblick.sqlite-wal") && names.contains("rundblick.sqlite-shm"))
            for name in names {
                var status = stat()
                try #require(stat(location.folder + "/" + name, &status) == 0)
                #expect(status.st_mode & 0o077 == 0, "\(name)")
            }
            try await store.close()
        }
    }
}

import Foundation
import Logging
import Platform
import ServiceLifecycle

/// Removes files that no row speaks of: photos that were replaced, files of imports that were discarded, what was stored
/// for a transaction that failed. Goes through all folders four times a day.
///
/// A file is young, and stays, for a day after it was stored or released. It is moved aside before it is removed: whoever
/// stores the same bytes at that moment either made it young, and it comes back, or does not find it and writes it anew.
package struct BlobKeeper: Service {
    private let store: Store
    private let logger: Logger

    private static let pause = Duration.seconds(6 * 3600)
    private static let pauseBetweenFolders = Duration.milliseconds(50)

    /// A keeper of the files of `store`.
    package init(store: Store, logger: Logger) { (self.store, self.logger) = (store, logger) }

    /// Works until the process stops. What goes wrong is logged, and tried again next time.
    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    for folder in 0..<256 {
                        try await store.removeUnusedBlobs(in: folder)
                        try await Task.sleep(for: Self.pauseBetweenFolders)
                    }
                    try await Task.sleep(for: Self.pause)
                } catch is CancellationError {
                    return
                } catch {
                    logger.warning("unused files not removed", metadata: ["error": "\(error)"])
                    do { try await Task.sleep(for: .seconds(600)) } catch { return }
                }
            }
        }
    }
}

extension Store {
    /// How long a file stays that no row speaks of.
    package static let blobGraceSeconds: Int64 = 86400
    private static let asideMark = ".gone"

    /// Removes the unused files of one folder, 0…255; nil: of all. - Returns: how many.
    @discardableResult package func removeUnusedBlobs(in folder: Int? = nil) async throws -> Int {
        guard let folder else {
            var count = 0
            for folder in 0..<256 { count += try await removeUnusedBlobs(in: folder) }
            return count
        }
        let now = database.clock.now()
        let (old, aside) = try blobs.candidates(
            in: folder, mark: Self.asideMark, before: now.adding(seconds: -Self.blobGraceSeconds))
        // Moved aside by a process that died then.
        for hash in aside { try blobs.putBack(hash, mark: Self.asideMark) }
        var count = 0
        for chunk in stride(from: 0, to: old.count, by: 500).map({ old[$0..<min($0 + 500, old.count)] }) {
            let used = try await database.read { try Self.used(among: Array(chunk), in: $0) }
            let unused = chunk.filter { !used.contains($0) }
            let moved = try unused.filter {
                try blobs.moveAside(
                    $0, mark: Self.asideMark, before: now.adding(seconds: -Self.blobGraceSeconds))
            }
            guard !moved.isEmpty else { continue }
            let late = try await database.read { try Self.used(among: moved, in: $0) }
            for hash in moved {
                if late.contains(hash) {
                    try blobs.putBack(hash, mark: Self.asideMark)
                } else {
                    try blobs.removeAside(hash, mark: Self.asideMark)
                    count += 1
                }
            }
        }
        return count
    }

    /// Those of `hashes` that a row of any table speaks of.
    private static func used(among hashes: [String], in tx: any Transaction) throws -> Set<String> {
        var used: Set<String> = []
        for table in try StoreTable.all(in: tx) {
            for column in table.columns where column.refersToBlob {
                let name = SQL(trusted: column.name)
                used.formUnion(
                    try tx.rows(
                        "SELECT DISTINCT \(name) FROM \(SQL(trusted: table.name)) WHERE \(name) IN \(list: hashes)"
                    ) { $0.text(0) })
            }
        }
        return used
    }
}

extension BlobStore {
    /// The files of a folder that were last stored or released before `moment`, and those that lie aside.
    fileprivate func candidates(
        in number: Int, mark: String, before moment: Timestamp
    ) throws -> (old: [String], aside: [String]) {
        let name = String(number, radix: 16)
        let folder = "\(folder)/\(name.count == 1 ? "0" : "")\(name)"
        guard FileManager.default.fileExists(atPath: folder) else { return ([], []) }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        let old = names.filter { Self.isHash($0) && isOld("\(folder)/\($0)", before: moment) }
        let aside = names.filter { $0.hasSuffix(mark) }.map { String($0.dropLast(mark.count)) }
        return (old.sorted(), aside.filter(Self.isHash))
    }

    private func isOld(_ path: String, before moment: Timestamp) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else { return false }
        return Timestamp(us: Int64(status.st_mtim.tv_sec) * 1_000_000) < moment
    }

    /// - Returns: false when somebody else was faster, or has just stored it again.
    fileprivate func moveAside(_ hash: String, mark: String, before moment: Timestamp) throws -> Bool {
        let place = path(of: hash)
        guard rename(place, place + mark) == 0 else {
            if errno == ENOENT { return false }
            throw StorageError(call: "rename", place)
        }
        guard isOld(place + mark, before: moment) else {
            try putBack(hash, mark: mark)
            return false
        }
        return true
    }

    fileprivate func putBack(_ hash: String, mark: String) throws {
        let place = path(of: hash)
        guard rename(place + mark, place) == 0 || errno == ENOENT else {
            throw StorageError(call: "rename", place)
        }
    }

    fileprivate func removeAside(_ hash: String, mark: String) throws {
        let place = path(of: hash) + mark
        guard unlink(place) == 0 || errno == ENOENT else { throw StorageError(call: "unlink", place) }
    }
}

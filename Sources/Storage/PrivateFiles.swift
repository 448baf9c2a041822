import Foundation

/// Folders and files that only the account under which the program runs may look into, also where they were there
/// before or its umask is lax.
enum PrivateFolder {
    /// Makes the folder when it is not there. One that is there stays as it is: others may have business in it.
    static func make(_ path: String) throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// Makes the folder, or closes it to others.
    static func close(_ path: String) throws {
        try make(path)
        try PrivateFile.restrict(path, to: 0o700)
    }
}

enum PrivateFile {
    /// Makes the file, empty, when it is not there, and closes it to others.
    static func make(_ path: String) throws {
        let file = open(path, O_RDONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw StorageError(call: "open", path) }
        Foundation.close(file)
        try restrict(path, to: 0o600)
    }

    /// Takes the rights of others on what lies at `path` away, if it is there.
    /// - Throws: `StorageError.broken` when it belongs to another account.
    static func restrict(_ path: String, to mode: mode_t) throws {
        var status = stat()
        guard stat(path, &status) == 0 else { return }
        guard status.st_mode & 0o077 != 0 else { return }
        guard chmod(path, mode) == 0 else {
            throw StorageError.broken(
                "others may look into \(path), and that cannot be changed: \(String(cString: strerror(errno)))"
            )
        }
    }
}

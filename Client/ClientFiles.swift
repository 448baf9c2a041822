import Foundation

/// The browser's files as they lie in this folder, carried beside the program as its resources.
package enum ClientFiles {
    /// The contents by path, e.g. `modules/main.js`.
    package static func all() -> [String: [UInt8]] {
        guard let folder = Bundle.module.resourceURL else {
            preconditionFailure("the program's resources are missing")
        }
        var files: [String: [UInt8]] = [:]
        do {
            for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
                let url = folder.appendingPathComponent(name)
                if !url.pathExtension.isEmpty, !url.hasDirectoryPath {
                    files[name] = [UInt8](try Data(contentsOf: url))
                }
            }
        } catch {
            preconditionFailure("a resource of the program cannot be read: \(error)")
        }
        return files
    }
}

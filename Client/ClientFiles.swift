import Foundation

/// The browser's files as they lie in this folder, carried beside the program as its resources.
package enum ClientFiles {
    /// The contents by path, e.g. `modules/main.js`.
    /// - Throws: `Missing`, and what the file system refuses.
    package static func all() throws -> [String: [UInt8]] {
        let folder = try folder()
        var files: [String: [UInt8]] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
            let url = URL(fileURLWithPath: folder).appendingPathComponent(name)
            if !url.pathExtension.isEmpty, !url.hasDirectoryPath {
                files[name] = [UInt8](try Data(contentsOf: url))
            }
        }
        guard files["styles/base.css"] != nil, files["modules/main.js"] != nil else {
            throw Missing(places: [folder])
        }
        return files
    }

    /// The program was copied without the folder that belongs beside it.
    package struct Missing: Error, CustomStringConvertible {
        let places: [String]
        package var description: String {
            "The program's own files are missing: the folder \(name) belongs beside the program "
                + "(looked for \(places.joined(separator: " and ")))."
        }
    }

    private static let name = "rundblick_Client.resources"

    /// Beside the program, or beside what a link to it points at. (`Bundle.module` ends the process when there is none.)
    private static func folder() throws -> String {
        let program = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
        let folders = [
            Bundle.main.bundleURL, program.resolvingSymlinksInPath().deletingLastPathComponent(),
        ]
        let places = folders.map { $0.appendingPathComponent(name).path }
        guard let place = places.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
            throw Missing(places: places)
        }
        return place
    }
}

/// The names in a Maildir (https://cr.yp.to/proto/maildir.html), without touching files.
package enum Maildir {
    /// What a delivered mail's name says.
    package struct Entry: Sendable, Equatable {
        /// The name that stays when flags change.
        package let uniqueName: String
        /// Folder in Maildir++ writing without its first dot, `Sent` or `Archiv.2024`; empty for the inbox.
        package let folder: String
        package let isNew: Bool
        package let flags: Set<Flag>
    }

    /// A mark that a mail program set.
    package enum Flag: Character, Sendable, Hashable {
        case passed = "P"
        case replied = "R"
        case seen = "S"
        case trashed = "T"
        case draft = "D"
        case flagged = "F"
    }

    /// The mail at a path below the Maildir, such as `cur/1700.M1P2.host:2,RS` or `.Sent/new/1700.host`; nil
    /// for what is no delivered mail: `tmp`, hidden files, index files, other folders.
    package static func entry(at path: String) -> Entry? {
        let parts = path.split(separator: "/").map(String.init)
        guard parts.count == 2 || parts.count == 3, let name = parts.last, !name.hasPrefix(".") else {
            return nil
        }
        let place = parts[parts.count - 2]
        guard place == "cur" || place == "new" else { return nil }
        let folder = parts.count == 3 ? parts[0] : ""
        guard folder.isEmpty || folder.hasPrefix(".") && folder.count > 1 else { return nil }
        let (unique, flags) = split(name)
        guard !unique.isEmpty else { return nil }
        return Entry(
            uniqueName: unique, folder: String(folder.dropFirst()), isNew: place == "new", flags: flags)
    }

    /// Whether a folder's entries make it a Maildir.
    package static func isMaildir(_ names: some Sequence<String>) -> Bool {
        Set(["cur", "new"]).isSubset(of: Set(names))
    }

    /// Programs on file systems without colons write `;2,` or `!2,`.
    private static func split(_ name: String) -> (String, Set<Flag>) {
        for mark in [":2,", ";2,", "!2,"] {
            guard let range = name.ranges(of: mark).last else { continue }
            return (String(name[..<range.lowerBound]), Set(name[range.upperBound...].compactMap(Flag.init)))
        }
        return (name, [])
    }
}

import Foundation

/// The Swift sources of the project, as the house rules look at them.
struct SourceFile: Sendable, CustomStringConvertible {
    /// Relative to the project's root, e.g. `Sources/Web/HTML.swift`.
    let path: String
    let lines: [String]

    var description: String { path }
    var text: String { lines.joined(separator: "\n") }
    /// Lines that are no comments, with their numbers from 1.
    var code: [(number: Int, line: String)] {
        zip(1..., lines).filter { !$0.1.trimmingCharacters(in: .whitespaces).hasPrefix("//") }.map {
            ($0.0, $0.1)
        }
    }

    /// The project's root.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// All Swift files below `folders`.
    static func all(below folders: [String] = ["Sources", "Tests", "Client"]) throws -> [SourceFile] {
        try folders.flatMap { folder in
            let base = root.appending(path: folder)
            return try FileManager.default.subpathsOfDirectory(atPath: base.path)
                .filter { $0.hasSuffix(".swift") && !$0.contains(".build") }.sorted()
                .map { name in
                    let text = try String(contentsOf: base.appending(path: name), encoding: .utf8)
                    return SourceFile(path: "\(folder)/\(name)", lines: text.components(separatedBy: "\n"))
                }
        }
    }

    /// The names of the functions that protocols of this file ask for; their docstrings stand there.
    var requirements: [String] {
        var names: [String] = []
        var isInProtocol = false
        for line in lines {
            if line.range(of: #"^(package |public )?protocol "#, options: .regularExpression) != nil {
                isInProtocol = true
            }
            if line == "}" { isInProtocol = false }
            if isInProtocol, let name = Self.functionName(in: line) { names.append(name) }
        }
        return names
    }

    /// The function that `line` declares: its name, or `init(label`.
    static func functionName(in line: String) -> String? {
        if let range = line.range(of: #"init\(\w+"#, options: .regularExpression) {
            return String(line[range])
        }
        guard let range = line.range(of: #"func [^(< ]+|func [<=+]+"#, options: .regularExpression) else {
            return nil
        }
        return String(line[range].dropFirst("func ".count))
    }

    /// The target that the file belongs to, by its folder.
    var target: String {
        let parts = path.split(separator: "/").map(String.init)
        guard parts[0] == "Sources" else { return parts[0] == "Tests" ? parts[1] : parts[0] }
        return ["Engines", "Features", "CLibraries"].contains(parts[1]) ? parts[2] : parts[1]
    }
}

/// A function with its length.
struct FunctionSize {
    let file: SourceFile
    let line: Int
    let name: String
    let lines: Int

    /// The functions and initialisers of `file`, found by their indentation, which the formatter guarantees.
    static func all(in file: SourceFile) -> [FunctionSize] {
        var found: [FunctionSize] = []
        for (index, line) in file.lines.enumerated() {
            guard let range = line.range(of: #"\b(func [^(<]+|init[?]?)[(<]"#, options: .regularExpression),
                !line.trimmingCharacters(in: .whitespaces).hasPrefix("//"), !line.contains("self.init"),
                !line.contains("super.init"), !line.contains(".init(")
            else { continue }
            let indent = line.prefix { $0 == " " }
            guard let end = file.lines[index...].firstIndex(where: { $0 == indent + "}" }) else { continue }
            // A declaration without a body ends before the next one of the same depth.
            let next = file.lines[(index + 1)...end].firstIndex { other in
                other.hasPrefix(indent) && !other.dropFirst(indent.count).hasPrefix(" ")
                    && other.range(
                        of: #"\b(func|init|var|let|struct|enum|case)\b"#, options: .regularExpression) != nil
            }
            if next != nil { continue }
            found.append(
                FunctionSize(
                    file: file, line: index + 1, name: String(line[range]), lines: end - index + 1))
        }
        return found
    }
}

import Foundation
import Testing

/// A rule without an enforcer is a wish: these are the rules of CONTRIBUTING.md that no compiler checks.
@Suite("House rules") struct HouseRulesTests {
    /// What each target of ours may import, besides libraries of others. Arrows point downward only.
    private static let arrows: [String: Set<String>] = [
        "CRDT": [], "Language": [], "Linkage": ["Language"], "Formats": [],
        "Statistics": [], "Learning": ["Language", "Statistics"],
        "Platform": [], "Storage": ["Platform", "Language"], "Client": [], "Cells": [],
        "Web": ["Platform", "Storage", "Client"],
        "People": ["Platform", "Storage", "Web", "Language"],
        "Timeline": ["Platform", "Storage", "Web", "People"],
        "Customers": ["Platform", "Storage", "Web", "People", "Timeline", "Language", "Linkage", "Formats"],
        "Search": ["Platform", "Storage", "Web", "Language", "Formats"],
        "Duplicates": [
            "Platform", "Storage", "Web", "People", "Timeline", "Customers", "Language", "Linkage", "Formats",
        ],
        "Imports": [
            "Platform", "Storage", "Web", "Cells", "People", "Timeline", "Customers", "Language", "Linkage",
            "Formats",
        ],
        "App": [
            "Platform", "Storage", "Web", "Cells", "People", "Timeline", "Customers", "Imports", "Search",
            "Duplicates", "Language",
            "Linkage", "Formats",
        ],
        "rundblick": [
            "App", "Platform", "Storage", "Web", "Cells", "People", "Customers", "Imports", "Search",
            "Formats",
        ],
        "lab": ["CRDT", "Language", "Linkage", "Formats", "Statistics", "Learning"],
    ]

    @Test("Imports point downward only")
    func imports() throws {
        for file in try SourceFile.all(below: ["Sources", "Client"]) {
            guard let allowed = Self.arrows[file.target] else {
                Issue.record("\(file.path): the target \(file.target) has no arrows in HouseRulesTests")
                continue
            }
            for (number, line) in file.code where line.hasPrefix("import ") {
                let module = line.dropFirst("import ".count).trimmingCharacters(in: .whitespaces)
                let isOurs = Self.arrows[module] != nil
                #expect(!isOurs || allowed.contains(module), "\(file.path):\(number) imports \(module)")
            }
        }
    }

    @Test("SQL stands only in stores, migrations and Storage itself")
    func sqlInStores() throws {
        let statement = try NSRegularExpression(
            pattern: #"\b(SELECT .* FROM|INSERT INTO|UPDATE [a-z_]+ SET|DELETE FROM|CREATE (TABLE|INDEX))\b"#)
        for file in try SourceFile.all(below: ["Sources"]) where file.target != "Storage" {
            let name = file.path.split(separator: "/").last ?? ""
            // The demo writes rows of every feature at once; the list of customers is the store's second file.
            if name.contains("Store") || name.contains("Migrations")
                || file.path.hasPrefix("Sources/App/Demo/")
            {
                continue
            }
            for (number, line) in file.code {
                let range = NSRange(line.startIndex..., in: line)
                #expect(
                    statement.firstMatch(in: line, range: range) == nil,
                    "\(file.path):\(number) holds SQL: \(line)")
            }
        }
    }

    @Test("No file is over 500 lines, no function over 70")
    func sizes() throws {
        for file in try SourceFile.all() {
            #expect(file.lines.count <= 501, "\(file.path) has \(file.lines.count) lines")
            for function in FunctionSize.all(in: file) {
                #expect(
                    function.lines <= 70,
                    "\(file.path):\(function.line) \(function.name) has \(function.lines) lines")
            }
        }
    }

    @Test("Every package and public declaration of a type or function has a docstring")
    func docstrings() throws {
        let modifiers = "(static |final |mutating |convenience |indirect |nonisolated )*"
        let kinds = "(func|struct|enum|class|actor|protocol|typealias|init)"
        let declaration = #"^\s*(@\w+(\([^)]*\))? )*(package|public) "# + modifiers + kinds + #"\b"#
        let files = try SourceFile.all(below: ["Sources", "Client"])
        let inherited = Set(files.flatMap(\.requirements)).union(Self.requirementsElsewhere)
        for file in files {
            for (index, line) in file.lines.enumerated()
            where line.range(of: declaration, options: .regularExpression) != nil {
                if let name = SourceFile.functionName(in: line), inherited.contains(name) { continue }
                var above = index - 1
                while above >= 0, file.lines[above].trimmingCharacters(in: .whitespaces).hasPrefix("@") {
                    above -= 1
                }
                let isDocumented =
                    above >= 0 && file.lines[above].trimmingCharacters(in: .whitespaces).hasPrefix("///")
                #expect(isDocumented, "\(file.path):\(index + 1) has no docstring")
            }
        }
    }

    /// Requirements of others' protocols, documented there.
    private static let requirementsElsewhere: Set<String> = [
        "init(stringLiteral", "init(stringInterpolation", "init(literalCapacity", "appendLiteral",
        "init(from", "encode",
        "<", "==", "+", "+=", "hash", "makeIterator", "next", "run", "makeCounter", "makeRecorder",
        "makeTimer",
        "destroyCounter", "destroyRecorder", "destroyTimer", "validate",
    ]

    @Test("Time and chance come from outside: no bare Date(), UUID() or system randomness in features")
    func determinism() throws {
        for file in try SourceFile.all(below: ["Sources"]) {
            for (number, line) in file.code where line.contains("Date()") || line.contains("UUID()") {
                Issue.record("\(file.path):\(number): \(line.trimmingCharacters(in: .whitespaces))")
            }
        }
    }

    @Test("`try?` swallows errors and is not used; force unwraps neither")
    func swallowedErrors() throws {
        for file in try SourceFile.all(below: ["Sources", "Client"]) {
            for (number, line) in file.code
            where line.range(of: #"\btry[?!] "#, options: .regularExpression) != nil {
                Issue.record("\(file.path):\(number): \(line.trimmingCharacters(in: .whitespaces))")
            }
        }
    }

    @Test("`@unchecked Sendable` stands only where it was thought through")
    func uncheckedSendable() throws {
        for file in try SourceFile.all(below: ["Sources"]) {
            for (index, line) in file.lines.enumerated() where line.contains("@unchecked Sendable") {
                let near = file.lines[max(0, index - 4)...min(file.lines.count - 1, index + 4)].joined()
                #expect(
                    near.contains("Sendable:"), "\(file.path):\(index + 1) does not say why it is Sendable")
            }
        }
    }

    @Test("Ready-made markup is only made where mail was sanitised")
    func sanitisedMarkup() throws {
        let allowed = ["Sources/Web/HTML.swift"]
        for file in try SourceFile.all(below: ["Sources"]) where !allowed.contains(file.path) {
            for (number, line) in file.code where line.contains("HTML(sanitised:") {
                #expect(
                    file.text.contains("SafeHTML"),
                    "\(file.path):\(number) makes markup from unsanitised text")
            }
        }
    }

    @Test("The project speaks of itself alone")
    func ownWords() throws {
        for file in try SourceFile.all() where !file.path.contains("HouseRulesTests") {
            for word in ["/root/", "/home/"] {
                #expect(!file.text.contains(word), "\(file.path) names a place outside the project: \(word)")
            }
        }
    }
}

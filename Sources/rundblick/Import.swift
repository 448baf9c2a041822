import App
import ArgumentParser
import Foundation
import Imports
import Platform

/// `rundblick import …`
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Takes in what is there already; repeating it changes only what changed.",
        subcommands: [ImportCustomers.self, ImportContacts.self, ImportOpenItems.self, ImportMail.self])
}

/// `rundblick import customers`
struct ImportCustomers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "customers",
        abstract: "Takes in customers from a CSV file of any separator and encoding.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var options: ImportFileOptions
    @Option(
        help: ArgumentHelp(
            "Says what a column means, HEADER=FIELD; an empty field leaves it out.", valueName: "header=field"
        ))
    var map: [String] = []
    @Flag(help: "Only adds new customers; known ones stay as they are.") var keepKnown = false

    func run() async throws {
        var choices = ImportOptions()
        choices.keepsKnown = keepKnown
        try await options.run(.customers, store, chosen: try ImportFileOptions.chosen(map), choices)
    }
}

/// `rundblick import contacts`
struct ImportContacts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contacts",
        abstract: "Takes in companies, people there and private persons from a vCard file.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var options: ImportFileOptions

    func run() async throws { try await options.run(.contacts, store) }
}

/// `rundblick import open-items`
struct ImportOpenItems: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open-items",
        abstract:
            "Takes in open items from a CSV file. What a later file of the same source no longer names is closed."
    )

    @OptionGroup var store: StoreOptions
    @OptionGroup var options: ImportFileOptions
    @Option(help: ArgumentHelp("Says what a column means, HEADER=FIELD.", valueName: "header=field"))
    var map: [String] = []
    @Flag(help: "The file lists only some items: nothing is closed.") var partial = false

    func run() async throws {
        var choices = ImportOptions()
        choices.isFullList = !partial
        try await options.run(.openItems, store, chosen: try ImportFileOptions.chosen(map), choices)
    }
}

/// `rundblick import mail`
struct ImportMail: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mail", abstract: "Takes in mails from an mbox file, a Maildir, or mail files.")

    @OptionGroup var store: StoreOptions
    @Argument(help: "An mbox file, a Maildir, a mail (.eml), or a folder of them.", completion: .file())
    var path: String

    func run() async throws { try await ImportFileOptions(path).run(.mail, store) }
}

/// What all imports take.
struct ImportFileOptions: ParsableArguments {
    @Argument(help: "The file.", completion: .file()) var file: String
    @Option(
        help:
            "The system that the file comes from; the name of its customer numbers. Without it the company's main system."
    )
    var source: String?
    @Flag(help: "Compares only and says what would happen.") var dryRun = false
    @Option(help: "Where refused records are listed; without it FILE.rejected.csv.", completion: .file())
    var report: String?

    init() {}

    /// For what has no options.
    init(_ file: String) {
        self.file = file
        (source, dryRun, report) = (nil, false, nil)
    }

    /// `HEADER=FIELD` taken apart.
    static func chosen(_ map: [String]) throws -> [String: String] {
        var chosen: [String: String] = [:]
        for pair in map {
            guard let sign = pair.lastIndex(of: "=") else {
                throw ValidationError("--map takes HEADER=FIELD, not \(pair)")
            }
            chosen[String(pair[..<sign])] = String(pair[pair.index(after: sign)...])
        }
        return chosen
    }

    /// Imports the file and prints what came of it; the last line is for scripts.
    func run(
        _ kind: ImportRun.Kind, _ store: StoreOptions, chosen: [String: String] = [:],
        _ choices: ImportOptions = ImportOptions()
    ) async throws {
        let texts = Texts(
            language: (ProcessInfo.processInfo.environment["LANG"] ?? "").hasPrefix("en")
                ? .english : .german,
            zone: TimeZone(identifier: "Europe/Berlin") ?? .gmt, now: Clock.system.now())
        try await store.withRundblick(creating: true) { rundblick in
            do {
                let bar = ProgressBar(total: try FileManager.default.size(of: file))
                let run = try await rundblick.imports.importFile(
                    file, as: kind, source: source ?? ImportService.mainSource, chosen: chosen,
                    options: choices,
                    isDry: dryRun, texts: texts, onProgress: { bar.show($0.bytes) })
                bar.finish()
                try await writeReport(of: run, rundblick.imports, texts)
                print(run.result)
            } catch let refusal as Refusal {
                throw ImportFailed(
                    description: "\(file): \(texts.importReason(refusal.reason)) \(refusal.field)")
            }
        }
    }

    private func writeReport(of run: ImportRun, _ imports: ImportService, _ texts: Texts) async throws {
        guard run.kind != .mail, try await imports.hasReport(run) else { return }
        let path = report ?? file + ".rejected.csv"
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let output = FileHandle(forWritingAtPath: path)
        else { throw ImportFailed(description: "cannot write \(path)") }
        defer { output.closeFile() }
        try await imports.writeReport(of: run, texts) { output.write(Data($0)) }
        FileHandle.standardError.write(Data("\(run.figures.rejected) rejected; report: \(path)\n".utf8))
    }
}

extension FileManager {
    /// Bytes of the file at `path`; 0 when it is a folder or absent.
    fileprivate func size(of path: String) throws -> Int {
        guard fileExists(atPath: path) else { return 0 }
        return try attributesOfItem(atPath: path)[.size] as? Int ?? 0
    }
}

/// The import could not begin.
struct ImportFailed: Error, CustomStringConvertible {
    let description: String
}

extension ImportRun {
    /// The last line of the command.
    fileprivate var result: String {
        kind == .mail
            ? "result: taken=\(figures.taken) doubled=\(figures.unchanged) quarantined=\(figures.rejected)"
            : "result: taken=\(figures.taken) changed=\(figures.changed) unchanged=\(figures.unchanged)"
                + " rejected=\(figures.rejected)"
    }
}

import App
import ArgumentParser
import Foundation
import Storage

/// `rundblick backup`
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Writes everything into one file, while the server runs.")

    @OptionGroup var store: StoreOptions
    @Argument(help: "The file to write; it must not be there yet.") var file: String

    func run() async throws {
        let bar = ProgressBar(total: 0, unit: "MB")
        try await store.withRundblick { rundblick in
            let report = try await rundblick.store.backUp(to: file) { bar.show($0) }
            bar.finish()
            try report.tell()
        }
    }
}

/// `rundblick restore`
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Makes a new store from a backup, on either engine.")

    @OptionGroup var store: StoreOptions
    @Argument(help: "The backup.") var file: String

    func run() async throws {
        let report = try await Store.restore(
            from: file, to: try await store.location(), migrations: Rundblick.migrations)
        try report.tell()
    }
}

/// `rundblick move`
struct MoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "move",
        abstract: "Copies the whole store to PostgreSQL and verifies counts and checksums.",
        discussion: "It copies what is there when it begins: what a server writes meanwhile stays behind.")

    @OptionGroup var store: StoreOptions
    @Option(help: "Where to, postgres://…; the database must be empty.") var to: String

    func run() async throws {
        let bar = ProgressBar(total: 0, unit: "MB")
        try await store.withRundblick { rundblick in
            if try await rundblick.store.isOpenElsewhere() {
                let warning = "Another process has the store open; what it writes from now on stays behind.\n"
                FileHandle.standardError.write(Data(warning.utf8))
            }
            let target = StoreLocation(folder: rundblick.store.location.folder, postgres: to)
            let report = try await rundblick.store.move(to: target, migrations: Rundblick.migrations) {
                bar.show($0)
            }
            bar.finish()
            try report.tell()
        }
    }
}

/// `rundblick check`
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Looks whether store, files and index are consistent; exit status 1 when not.")

    @OptionGroup var store: StoreOptions

    func run() async throws {
        try await store.withRundblick { rundblick in
            let findings = try await rundblick.check()
            for finding in findings { print("\(finding.check): \(finding.text)") }
            print("result: findings=\(findings.count)")
            guard findings.isEmpty else { throw ExitCode(1) }
        }
    }
}

extension CopyReport {
    /// One line for people and scripts.
    /// - Throws: exit status 1 when files are missing, whose hashes stand on standard error: all else went along.
    fileprivate func tell() throws {
        let rows = tables.reduce(0) { $0 + $1.rows }
        for hash in missing {
            FileHandle.standardError.write(Data("There is no file \(hash), or it is damaged.\n".utf8))
        }
        print(
            "result: tables=\(tables.count) rows=\(rows) files=\(blobs) missing=\(missing.count)",
            "verified=\(missing.isEmpty ? "yes" : "no")")
        if !missing.isEmpty { throw ExitCode(1) }
    }
}

import App
import ArgumentParser
import Cells
import Foundation
import Platform
import Storage

/// The command line.
@main struct Main: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rundblick",
        abstract: "The whole customer on one click, and the company network around it.", version: "0.1.0",
        subcommands: [
            Serve.self, UserCommand.self, TokenCommand.self, ImportCommand.self, DemoCommand.self,
            BackupCommand.self, RestoreCommand.self, MoveCommand.self, CheckCommand.self,
            Reindex.self, DuplicatesCommand.self, CellCommand.self,
        ])

    /// Exit status 0: done; 1: it could not be done; 2: the command line is wrong.
    static func main() async {
        // Whatever is written down here is the company's own.
        umask(0o077)
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            let code = exitCode(for: error)
            let message = inWords(error) ?? fullMessage(for: error)
            if code == .success {
                print(message)
            } else if !message.isEmpty {
                FileHandle.standardError.write(Data((message + "\n").utf8))
            }
            Foundation.exit(code == .success ? 0 : code == .validationFailure ? 2 : 1)
        }
    }
}

/// Why a command cannot be done, in a sentence.
struct CommandError: Error, CustomStringConvertible {
    let description: String

    init(_ sentence: String) { description = sentence }
}

/// Where the data is; every command takes it.
struct StoreOptions: ParsableArguments {
    @Option(help: "The data folder (also RUNDBLICK_DATA).")
    var data: String?

    @Option(
        help: "A PostgreSQL address, postgres://…, instead of the embedded SQLite (also RUNDBLICK_DATABASE).")
    var database: String?

    /// The place that these options, the environment or the configuration file name.
    func location() async throws -> StoreLocation {
        let settings = try await Settings.load(data: data)
        return StoreLocation(
            folder: settings.folder, postgres: database ?? settings.string("database"))
    }

    /// Opens the store, hands it to `work`, and closes it.
    /// - Parameter creating: whether an empty store is made where none is. Whoever looks into a store, or saves it, must
    ///   learn that they mistyped the folder.
    func withRundblick(creating: Bool = false, _ work: (Rundblick) async throws -> Void) async throws {
        let location = try await location()
        guard
            creating || location.postgres != nil
                || FileManager.default.fileExists(atPath: location.sqlitePath)
        else { throw CommandError("There is no store in \(location.folder).") }
        let rundblick = try await Rundblick.open(location, cells: .ofThisProgram())
        do {
            try await work(rundblick)
        } catch {
            try await rundblick.close()
            throw error
        }
        try await rundblick.close()
    }
}

import App
import ArgumentParser
import Foundation
import Platform
import Storage

/// The command line.
@main struct Main: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rundblick",
        abstract: "The whole customer on one click, and the company network around it.",
        subcommands: [
            Serve.self, UserCommand.self, TokenCommand.self, ImportCommand.self, DemoCommand.self,
            BackupCommand.self, RestoreCommand.self, MoveCommand.self, CheckCommand.self,
            Reindex.self, DuplicatesCommand.self,
        ])

    /// Exit status 0: done; 1: it could not be done; 2: the command line is wrong.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            let code = exitCode(for: error)
            let message = (error as? AppError)?.inWords ?? fullMessage(for: error)
            if code == .success {
                print(message)
            } else if !message.isEmpty {
                FileHandle.standardError.write(Data((message + "\n").utf8))
            }
            Foundation.exit(code == .success ? 0 : code == .validationFailure ? 2 : 1)
        }
    }
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
    func withRundblick(_ work: (Rundblick) async throws -> Void) async throws {
        let rundblick = try await Rundblick.open(try await location())
        do {
            try await work(rundblick)
        } catch {
            try await rundblick.close()
            throw error
        }
        try await rundblick.close()
    }
}

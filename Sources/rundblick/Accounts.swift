import App
import ArgumentParser
import Foundation
import Platform

/// `rundblick user …`
struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Manages people.", subcommands: [Add.self, Password.self])

    /// `rundblick user add`
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Adds somebody who signs in with a password.")

        @OptionGroup var store: StoreOptions
        @Argument(help: "The e-mail address to sign in with.") var email: String
        @Option(help: "The name as it is shown.") var name: String
        @Flag(help: "Makes them an administrator.") var admin = false
        @Flag(help: "Reads the password from standard input (one line).") var passwordStdin = false

        func run() async throws {
            let password = try UserCommand.password(passwordStdin)
            try await store.withRundblick(creating: true) { rundblick in
                try await rundblick.signIn.addPerson(
                    email: email, name: name, role: admin ? .administrator : .member, password: password)
            }
        }
    }

    /// `rundblick user password`
    struct Password: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Gives somebody who has forgotten theirs a new password, and signs them out everywhere."
        )

        @OptionGroup var store: StoreOptions
        @Argument(help: "The e-mail address they sign in with.") var email: String
        @Flag(help: "Reads the password from standard input (one line).") var passwordStdin = false
        @Flag(help: "Ends their second factor too, for whoever lost telephone and recovery codes.")
        var withoutSecondFactor = false

        func run() async throws {
            let password = try UserCommand.password(passwordStdin)
            try await store.withRundblick { rundblick in
                try await naming(email) {
                    try await rundblick.signIn.setPassword(
                        password, of: email, endingSecondFactor: withoutSecondFactor)
                }
            }
        }
    }

    /// The one line of standard input.
    private static func password(_ isOnStandardInput: Bool) throws -> String {
        guard isOnStandardInput, let password = readLine(strippingNewline: true) else {
            throw ValidationError("give the password on standard input, with --password-stdin")
        }
        return password
    }
}

/// Runs `work` for whoever has the address `email`, and says so when nobody has.
private func naming<Value>(_ email: String, _ work: () async throws -> Value) async throws -> Value {
    do {
        return try await work()
    } catch let error as AppError where error == .notFound {
        throw CommandError("Nobody has the e-mail address \(email).")
    }
}

/// `rundblick token …`
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Manages API tokens.", subcommands: [Create.self])

    /// `rundblick token create`
    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a token and prints it, alone, on standard output.")

        @OptionGroup var store: StoreOptions
        @Argument(help: "Whose token it is.") var email: String
        @Option(help: "What it may do: read, write or admin.") var scope = TokenScope.write

        func run() async throws {
            try await store.withRundblick { rundblick in
                let token = try await naming(email) {
                    try await rundblick.signIn.makeToken(
                        for: email, name: "rundblick token create", scope: scope.scope)
                }
                print(token)
            }
        }
    }
}

/// The scopes by name.
enum TokenScope: String, ExpressibleByArgument, CaseIterable {
    case read, write, admin

    var scope: Scope {
        switch self {
        case .read: .read
        case .write: .write
        case .admin: .admin
        }
    }
}

import App
import ArgumentParser
import Platform
import Storage

/// `bench tokens`: tokens of many people, one a line; the first, who writes, is the demo's first colleague. One person may
/// hold but so many event streams open. People that are missing are added.
struct Tokens: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "tokens")

    @Option var data: String
    @Option var database: String?
    @Option(help: "How many people.") var count = 201

    func run() async throws {
        let rundblick = try await Rundblick.open(StoreLocation(folder: data, postgres: database))
        var emails = ["anna.berg@nordlicht.example"]
        for number in 1..<count {
            let email = "bench.\(number)@nordlicht.example"
            emails.append(email)
            do {
                try await rundblick.signIn.addPerson(
                    email: email, name: "Bench \(number)", role: .member, password: Demo.password)
            } catch let error as AppError where error.fields["email"] == "taken" {
                continue  // from a run before
            }
        }
        for email in emails {
            print(try await rundblick.signIn.makeToken(for: email, name: "bench", scope: .write))
        }
        try await rundblick.close()
    }
}

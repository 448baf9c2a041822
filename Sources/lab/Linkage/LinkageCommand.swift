import ArgumentParser

/// `lab linkage …`: likely doubles among customers, and messages matched to customers.
struct LinkageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "linkage", abstract: "Doubles among customers, and messages matched to them.",
        subcommands: [LinkageCustomers.self, LinkageMessages.self])
}

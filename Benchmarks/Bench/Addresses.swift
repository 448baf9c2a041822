import App
import ArgumentParser
import Foundation
import Logging
import Recording
import Storage
import Web

/// `bench addresses`: everything that the server answers without changing anything, from its table of routes, one a line:
/// how many things narrow it, and the path.
struct Addresses: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "addresses")

    @Option var data: String
    @Option var database: String?

    func run() async throws {
        let rundblick = try await Rundblick.open(StoreLocation(folder: data, postgres: database))
        let server = rundblick.webServer(.bench(data, port: 0), logger: Logger(label: "bench"))
        let samples = try await RouteWalk.samples(from: rundblick.store.database)
        for address in RouteWalk(server.routes, samples: samples).addresses {
            print(address.narrowedBy, address.path)
        }
        try await rundblick.close()
    }
}

extension WebConfiguration {
    /// On loopback.
    static func bench(_ data: String, port: Int) -> WebConfiguration {
        WebConfiguration(
            host: "127.0.0.1", port: port, publicURL: nil, zone: .gmt, uploadFolder: data + "/uploads")
    }
}

import App
import ArgumentParser
import Foundation
import Logging
import Storage
import Web

/// `bench ready-pages`: the same server with one route that answers with bytes which lie ready: what a page costs without
/// being read and put together. Whoever asks is recognised as always.
struct ReadyPages: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "ready-pages")

    @Option var data: String
    @Option var database: String?
    @Option(help: "A folder of pages; each is answered under `/customers/` and its name.") var pages: String
    @Option var port: Int

    func run() async throws {
        let rundblick = try await Rundblick.open(StoreLocation(folder: data, postgres: database))
        var ready: [String: [UInt8]] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: pages) {
            ready[name] = [UInt8](try Data(contentsOf: URL(filePath: pages + "/" + name)))
        }
        let bytes = ready
        let route = Route(.get, "customers/:id", .signedIn, mount: .page, summary: "A page that lies ready.")
        {
            request in
            .file(bytes[request.text("id")] ?? [], type: "text/html; charset=utf-8", fileName: nil)
        }
        let server = WebServer(
            rundblick.site.with(WebConfiguration.bench(data, port: port)), routes: [route],
            gatekeeper: rundblick.signIn.gatekeeper, logger: Logger(label: "bench"))
        try await server.application { port in
            print("ready: http://127.0.0.1:\(port)/")
            fflush(nil)
        }.run()
        try await rundblick.close()
    }
}

import App
import ArgumentParser
import Foundation
import Logging
import Metrics
import Web

/// `rundblick serve`
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Runs the server until it is told to stop.")

    @OptionGroup var store: StoreOptions

    @Option(help: "Where to listen, HOST:PORT; port 0 takes any free one (also RUNDBLICK_LISTEN).")
    var listen: String?

    @Option(
        help:
            "The address under which browsers reach the server, e.g. https://crm.example (also RUNDBLICK_URL)."
    )
    var url: String?

    @Option(help: "The company's time zone (also RUNDBLICK_ZONE).")
    var zone: String?

    @Option(help: "The least severe messages to log, trace to critical (also RUNDBLICK_LOG).")
    var log: String?

    func run() async throws {
        let settings = try await Settings.load(data: store.data)
        let (host, port) = try address(listen ?? settings.string("listen") ?? "127.0.0.1:8080")
        let zoneName = zone ?? settings.string("zone") ?? "Europe/Berlin"
        guard let zone = TimeZone(identifier: zoneName) else {
            throw ValidationError("no such time zone: \(zoneName)")
        }
        let logName = log ?? settings.string("log") ?? "info"
        guard let level = Logger.Level(rawValue: logName) else {
            throw ValidationError("no such log level: \(logName)")
        }
        var logger = Logger(label: "rundblick")
        logger.logLevel = level
        MetricsSystem.bootstrap(PrometheusMetrics.shared)
        let end = EndKeeper(logger: logger)
        defer { withExtendedLifetime(end) {} }
        var configuration = WebConfiguration(
            host: host, port: port, publicURL: url ?? settings.string("url"), zone: zone,
            uploadFolder: settings.folder + "/uploads")
        configuration.connectionLimit = Descriptors.raise()
        try await store.withRundblick(creating: true) { [configuration, logger] rundblick in
            try await rundblick.serve(configuration, logger: logger) { port in
                print("Rundblick is ready: http://\(host):\(port)/")
                fflush(nil)
            }
        }
    }

    private func address(_ text: String) throws -> (String, Int) {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65535).contains(port)
        else { throw ValidationError("--listen takes HOST:PORT, not \(text)") }
        return (String(text[..<colon]), port)
    }
}

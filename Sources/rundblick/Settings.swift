import Configuration
import Foundation

/// Settings in the order in which they count: command line (read by the commands themselves), environment
/// (`RUNDBLICK_LISTEN` …), then `rundblick.json` in the data folder (`{"rundblick": {"listen": …}}`).
struct Settings {
    /// The data folder.
    let folder: String
    private let reader: ConfigReader

    /// Reads the settings. - Throws: `CommandError` when the file is there but is no JSON.
    static func load(data: String?) async throws -> Settings {
        let environment = EnvironmentVariablesProvider()
        let folder = data ?? ConfigReader(provider: environment).string(forKey: "rundblick.data") ?? "data"
        let path = folder + "/rundblick.json"
        let file: FileProvider<JSONSnapshot>
        do {
            file = try await FileProvider(filePath: .init(path), allowMissing: true)
        } catch {
            throw CommandError("\(path) cannot be read as JSON: \(error.localizedDescription)")
        }
        return Settings(folder: folder, reader: ConfigReader(providers: [environment, file]))
    }

    /// The setting called `name`, or nil.
    func string(_ name: String) -> String? { reader.string(forKey: ConfigKey("rundblick.\(name)")) }
}

import Client
import Hummingbird
import Storage

/// The browser's files, held in memory and served under a path that changes with their content, so that browsers may
/// keep them for ever.
enum Assets {
    /// The layers in the order of their cascade; sent as one file.
    private static let layers = [
        "tokens", "base", "controls", "parts", "lists", "timeline", "shell", "pages", "print",
    ]

    private struct Loaded: Sendable {
        let files: [String: KeptFile]
        let prefix: String
    }

    private static let loaded = MadeOnce(load)

    /// Reads the files, unless they were read. - Throws: when the program lies somewhere without them.
    static func prepare() throws { _ = try loaded.value }

    /// Where the file called `name` is served.
    static func link(_ name: String) -> Link {
        do {
            return Link(try loaded.value.prefix + name)
        } catch {
            // The program does not start to serve without them (`prepare`): this is a page nobody sees.
            return Link("/assets/none/" + name)
        }
    }

    static func mount(on router: Router<WebContext>) {
        router.get("/assets/:version/**") { request, context in
            let name = context.parameters.getCatchAll().joined(separator: "/")
            guard let file = try loaded.value.files[name] else { throw HTTPError(.notFound) }
            var response = file.response(
                accepting: request.headers[.acceptEncoding], unless: request.headers[.ifNoneMatch])
            response.headers[.cacheControl] = "public, max-age=31536000, immutable"
            return response
        }
    }

    @Sendable private static func load() throws -> Loaded {
        var contents = try ClientFiles.all()
        contents["styles.css"] = layers.flatMap { contents["styles/\($0).css"] ?? [] }
        let all = contents.sorted { $0.key < $1.key }.flatMap(\.value)
        return Loaded(
            files: contents.reduce(into: [:]) { $0[$1.key] = KeptFile($1.value, type: type(of: $1.key)) },
            prefix: "/assets/\(SHA256.hex(all).prefix(12))/")
    }

    private static func type(of name: String) -> String {
        switch name.split(separator: ".").last {
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "svg": "image/svg+xml"
        default: "application/octet-stream"
        }
    }
}

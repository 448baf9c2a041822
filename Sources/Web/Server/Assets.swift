import Client
import Hummingbird
import Storage

/// The browser's files, held in memory and served under a path that changes with their content, so that browsers may
/// keep them for ever.
enum Assets {
    private struct File: Sendable {
        let bytes: [UInt8]
        let compressed: [UInt8]
        let type: String
    }

    /// The layers in the order of their cascade; sent as one file.
    private static let layers = [
        "tokens", "base", "controls", "parts", "lists", "timeline", "shell", "pages", "print",
    ]

    private static let files: [String: File] = load()
    private static let version = String(
        SHA256.hex(files.sorted { $0.key < $1.key }.flatMap { $0.value.bytes }).prefix(12))
    private static let prefix = "/assets/\(version)/"

    /// Where the file called `name` is served.
    static func link(_ name: String) -> Link { Link(prefix + name) }

    static func mount(on router: Router<WebContext>) {
        router.get("/assets/:version/**") { request, context in
            let name = context.parameters.getCatchAll().joined(separator: "/")
            guard let file = files[name] else { throw HTTPError(.notFound) }
            return response(file, accepting: request.headers[.acceptEncoding])
        }
    }

    private static func response(_ file: File, accepting encodings: String?) -> Response {
        var headers: HTTPFields = [
            .contentType: file.type, .cacheControl: "public, max-age=31536000, immutable",
            .vary: "Accept-Encoding",
            .xContentTypeOptions: "nosniff",
        ]
        let isCompressed = encodings?.contains("gzip") == true
        if isCompressed { headers[.contentEncoding] = "gzip" }
        let bytes = isCompressed ? file.compressed : file.bytes
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private static func load() -> [String: File] {
        var contents = ClientFiles.all()
        contents["styles.css"] = layers.flatMap { contents["styles/\($0).css"] ?? [] }
        return contents.reduce(into: [:]) { files, entry in
            files[entry.key] = File(
                bytes: entry.value, compressed: Gzip.compress(entry.value), type: type(of: entry.key))
        }
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

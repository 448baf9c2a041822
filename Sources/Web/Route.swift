import HTTPTypes
import Platform

/// Who may use a route. The finer question, who may see which thing, is answered by the features' gates.
package enum Access: Sendable {
    /// Also somebody who is not signed in.
    case anyone
    /// Everybody who is signed in, guests included.
    case signedIn
    /// Colleagues, not guests.
    case employee
    /// Administrators.
    case administrator

    /// Whether somebody with these rights belongs to them.
    package func includes(_ viewer: Viewer) -> Bool {
        switch self {
        case .anyone, .signedIn: true
        case .employee: viewer.isEmployee
        case .administrator: viewer.role == .administrator
        }
    }
}

/// One thing that can be asked of Rundblick: mounted for browsers under `/` and for programs under `/api/v1`.
package struct Route: Sendable {
    /// Where a route is mounted.
    package enum Mount: Sendable {
        case pageAndAPI
        case page
        case api
    }

    /// How it is asked for, and where: below `/`, `/api/v1/` or both.
    package let method: HTTPRequest.Method
    package let path: String
    package let mount: Mount
    let access: Access
    let keepsAnswer: Bool
    let takesVersion: Bool
    let summary: String
    /// What it takes.
    package let fields: [any InputField]
    let uploadLimitBytes: Int?
    let example: (any Encodable & Sendable)?
    let handle: @Sendable (Request) async throws -> Reply

    /// - Parameters:
    ///   - path: without a slash in front, parameters with a colon: `customers/:id`.
    ///   - access: who may use it; tokens also need the scope that fits the method.
    ///   - keepsAnswer: whether a POST with an idempotency key is answered a second time from the store; false where
    ///     the answer holds a secret, which the store must not. Routes for `.anyone` and those that take a secret keep
    ///     none in any case.
    ///   - takesVersion: whether it heeds `expectedVersion`, for `openapi.json`.
    ///   - summary: what it does, for `openapi.json`.
    ///   - fields: what it takes, from the query of a GET and from the body of everything else.
    ///   - uploadLimitBytes: takes one file of so many bytes at most; nil: none.
    ///   - example: a value of the kind that its JSON has, from which `openapi.json` takes the schema; nil: no body.
    package init(
        _ method: HTTPRequest.Method, _ path: String, _ access: Access, mount: Mount = .pageAndAPI,
        keepsAnswer: Bool = true, takesVersion: Bool = false,
        summary: String, fields: [any InputField] = [], uploadLimitBytes: Int? = nil,
        example: (any Encodable & Sendable)? = nil,
        handle: @escaping @Sendable (Request) async throws -> Reply
    ) {
        self.method = method
        self.path = path
        self.access = access
        self.mount = mount
        self.keepsAnswer = keepsAnswer && access != .anyone && !fields.contains(where: \.isSecret)
        self.takesVersion = takesVersion
        self.summary = summary
        self.fields = fields
        self.uploadLimitBytes = uploadLimitBytes
        self.example = example
        self.handle = handle
    }
}

/// How the asker wants the answer.
package enum Rendering: Sendable {
    /// A whole page.
    case page
    /// The main part of a page, for a script that puts it in place.
    case fragment
    /// JSON for programs.
    case json
}

/// A request after everything about it was checked: who asks, and what with.
package struct Request: Sendable {
    /// Who asks; nil only on routes for `.anyone`.
    package let signedIn: SignedIn?
    /// The checked fields.
    package let input: Input
    /// How the answer will be rendered.
    package let rendering: Rendering
    /// Texts in the asker's language.
    package let texts: Texts
    /// Path and query as they were asked for.
    package let link: Link
    /// The version which the asker has seen (`If-Match`, or the form's `version`), for optimistic locking.
    package let expectedVersion: Int?
    /// The file that was sent, if any; deleted when the handler is done.
    package let upload: Upload?
    /// Header fields, names in lower case.
    package internal(set) var headers: [String: String]
    /// What had happened when the request came (`LiveHub.position`).
    package let livePosition: String
    /// The asker's network address, for rate limits and the audit trail.
    package let address: String
    /// Under which browsers reach this server, without a slash at the end: as configured, else as it was asked for.
    package let publicAddress: String
    let parameters: [String: String]

    /// The signed-in viewer.
    package var viewer: Viewer {
        guard let signedIn else { preconditionFailure("only routes for signed-in people have a viewer") }
        return signedIn.viewer
    }

    /// The id in the path. - Throws: `.notFound` when it is no id, as for one that does not exist.
    package func id<Kind>(_ name: String = "id", as kind: Kind.Type = Kind.self) throws -> ID<Kind> {
        guard let id = ID<Kind>(text: text(name)) else { throw AppError.notFound }
        return id
    }

    /// The text in the path; empty when the route has no such part.
    package func text(_ name: String) -> String { parameters[name] ?? "" }

    /// The cookie called `name`.
    package func cookie(_ name: String) -> String? { Cookies.value(name, in: headers["cookie"]) }
}

/// A file that came with a request: it lies in a temporary place.
package struct Upload: Sendable {
    /// Where it lies until the handler returns.
    package let path: String
    /// What the sender calls it, without any folder; for display only.
    package let fileName: String
    /// Its length.
    package let bytes: Int
}

/// Who is signed in, and how they like their pages.
package struct SignedIn: Sendable {
    /// Colours of the pages.
    package enum Theme: String, Sendable, CaseIterable {
        case system
        case light
        case dark
    }

    /// Who.
    package let viewer: Viewer
    /// Their language; nil: the browser's.
    package let language: UILanguage?
    /// Their colours.
    package let theme: Theme
    /// The session or token that this request belongs to.
    package let session: Int64?
    /// Whether single keys are shortcuts for them (WCAG 2.1.4).
    package let usesKeys: Bool
    /// Their photo.
    package let photo: Link?

    /// Somebody who is signed in.
    package init(
        viewer: Viewer, language: UILanguage?, theme: Theme, session: Int64?, usesKeys: Bool = true,
        photo: Link? = nil
    ) {
        self.viewer = viewer
        self.language = language
        self.theme = theme
        self.session = session
        self.usesKeys = usesKeys
        self.photo = photo
    }
}

/// Recognises people by what their requests carry. The feature `People` provides it.
package struct Gatekeeper: Sendable {
    /// Who holds this session secret; nil: nobody (any more).
    package let session: @Sendable (String) async throws -> SignedIn?
    /// Who made this API token.
    package let token: @Sendable (String) async throws -> SignedIn?

    /// A gatekeeper.
    package init(
        session: @escaping @Sendable (String) async throws -> SignedIn?,
        token: @escaping @Sendable (String) async throws -> SignedIn?
    ) {
        self.session = session
        self.token = token
    }
}

/// The cookies that Rundblick sets.
package enum Cookies {
    /// The session secret.
    package static let session = "rundblick_session"
    /// The secret of a sign-in that waits for its second factor.
    package static let challenge = "rundblick_challenge"
    /// Tells a browser in which somebody signed in before; opens nothing.
    package static let device = "rundblick_device"
    /// The language chosen before signing in.
    package static let language = "rundblick_language"

    /// `Set-Cookie` for a cookie that scripts cannot read and other sites cannot send along with a POST.
    /// - Parameters: `seconds`: how long it lives, 0 removes it; `secure`: only over TLS.
    package static func set(_ name: String, _ value: String, seconds: Int, secure: Bool) -> String {
        "\(name)=\(value); Path=/; HttpOnly; SameSite=Lax; Max-Age=\(seconds)\(secure ? "; Secure" : "")"
    }

    static func value(_ name: String, in header: String?) -> String? {
        for pair in (header ?? "").split(separator: ";") {
            let halves = pair.split(separator: "=", maxSplits: 1)
            if halves.count == 2, halves[0].drop(while: { $0 == " " }) == name { return String(halves[1]) }
        }
        return nil
    }
}

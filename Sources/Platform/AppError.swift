/// Something a person did that cannot be done, in a form that every rendering can show. Thrown by services, mapped to
/// a page or to problem details (RFC 9457) in one place, `Web`.
package struct AppError: Error, Equatable, Sendable {
    /// What kind of refusal it is; decides the HTTP status.
    package enum Code: String, Sendable {
        /// The request cannot be read (400).
        case malformed
        /// Sign in first (401).
        case unauthenticated
        /// The viewer may see the thing, but not do this with it (403).
        case forbidden
        /// Absent, or hidden from the viewer: one answer for both (404).
        case notFound = "not_found"
        /// The path exists, but not for this method (405).
        case wrongMethod = "wrong_method"
        /// Asked for by a name that is not ours (421).
        case misdirected
        /// Somebody else changed it meanwhile (409), or the precondition of the request failed (412).
        case conflict
        /// A field has a value that is not accepted (422); `fields` tells which and why.
        case invalid
        /// Bigger than the stated limit (413).
        case tooLarge = "too_large"
        /// Too many requests; try again after `retryAfterSeconds` (429).
        case tooMany = "too_many"
        /// Our own fault; the log tells more (500).
        case broken
        /// The store cannot take it now, for example a full disk; nothing was lost (503).
        case unavailable
    }

    /// The kind of refusal.
    package let code: Code
    /// For `.invalid`: reason keys by field name, e.g. `["email": "taken"]`.
    package var fields: [String: String] = [:]
    /// A reason key for the whole, e.g. `"last_administrator"`; looked up in the texts.
    package var reason: String?
    /// For `.tooMany` and `.unavailable`: how long to wait.
    package var retryAfterSeconds: Int?

    /// An error of `code`.
    package init(
        _ code: Code, fields: [String: String] = [:], reason: String? = nil, retryAfterSeconds: Int? = nil
    ) {
        self.code = code
        self.fields = fields
        self.reason = reason
        self.retryAfterSeconds = retryAfterSeconds
    }

    /// Fields that are not accepted, with their reason keys.
    package static func invalid(_ fields: [String: String]) -> AppError { AppError(.invalid, fields: fields) }
    /// Absent or hidden.
    package static let notFound = AppError(.notFound)
    /// Seen, but not allowed.
    package static let forbidden = AppError(.forbidden)
    /// Changed meanwhile by somebody else.
    package static let conflict = AppError(.conflict)
}

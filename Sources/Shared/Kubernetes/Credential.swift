import HTTP

/// What is shown to the API server with a request.
struct Credential: Sendable, Hashable {
    /// The value of the Authorization header.
    var authorization: Secret?
    /// A certificate that a plugin gave, to present instead of the configured one.
    var certificate: Secret?
    /// The key of ``certificate``.
    var key: Secret?
}

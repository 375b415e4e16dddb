import HTTP

/// Where the API server is, how it is trusted, and who talks to it.
package struct ClientConfiguration: Sendable {
    /// The API server's URL, without a slash at its end: `https://127.0.0.1:6443`.
    package var server: String
    /// How connections are made: authorities, client certificate, proxy.
    package var connection: HTTPConfiguration
    /// How the client says who it is.
    package var authentication: Authentication
    /// Whom it acts as.
    package var impersonation: Impersonation?
    /// The namespace of objects that state none.
    package var namespace: String
    /// What the credentials are called in messages: `user "admin" (token)`.
    package var identity: String
    /// Where all this comes from: `context "local" of /root/.kube/config`, `the pod's service account`.
    package var source: String
    /// How long an ordinary request may take.
    package var requestTimeout = Duration.seconds(75)

    /// A configuration of these parts.
    package init(
        server: String, connection: HTTPConfiguration = HTTPConfiguration(), authentication: Authentication = .none,
        impersonation: Impersonation? = nil, namespace: String = "default", identity: String? = nil,
        source: String = "the program"
    ) {
        var server = server
        while server.hasSuffix("/") { server.removeLast() }
        self.server = server
        self.connection = connection
        self.authentication = authentication
        self.impersonation = impersonation
        self.namespace = namespace
        self.identity = identity ?? authentication.name
        self.source = source
    }

    /// The server's host and port, for metrics: `127.0.0.1:6443`.
    package var host: String {
        var rest = Substring(server)
        if let range = rest.firstRange(of: "://") { rest = rest[range.upperBound...] }
        let authority = rest.prefix { $0 != "/" }
        // A name and a password before the host are nobody's business.
        return String(authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority)
    }
}

/// How an ``HTTPClient`` connects: whom it trusts, who it says it is, through what, and how long it waits.
package struct HTTPConfiguration: Sendable {
    /// Certificates or a key in PEM form.
    package enum PEM: Sendable, Hashable {
        /// A file, read again for each new connection.
        case file(String)
        /// The text itself; hidden, since it may be a key.
        case text(Secret)
    }

    /// Which proxy to use.
    package enum Proxy: Sendable, Hashable {
        /// What HTTPS_PROXY, HTTP_PROXY and NO_PROXY say.
        case environment
        /// None, whatever the environment says.
        case none
        /// This one: `http://`, `https://`, `socks5://` or `socks5h://`, a host and a port; a password may stand in it.
        case url(Secret)
    }

    /// The authorities that a server's certificate may be from; `nil`: those that the system trusts.
    package var certificateAuthority: PEM?

    /// The certificate (and its chain) to present, if any.
    package var clientCertificate: PEM?

    /// The key of ``clientCertificate``.
    package var clientKey: PEM?

    /// The name that the server's certificate has to bear, where it is not the URL's host.
    ///
    /// Where it is set, NO_PROXY is compared with this name.
    package var serverName: String?

    /// Whether certificates are verified at all.
    package var verifiesCertificates = true

    /// The proxy.
    package var proxy = Proxy.environment

    /// How long making a connection may take, TLS included.
    package var connectTimeout = Duration.seconds(15)

    /// How long sent bytes may stay unacknowledged, and an idle connection unanswered, before the connection counts as dead.
    package var deadConnectionTimeout = Duration.seconds(30)

    /// The User-Agent header.
    package var userAgent = "fairlead"

    /// Whether HTTP/2 is offered.
    package var offersHTTP2 = true

    /// How many requests share one HTTP/2 connection at most; what the server allows is a further bound.
    package var maximumConcurrentStreams = 250

    /// How many bytes of a streamed body are held before the server is made to wait.
    ///
    /// libcurl then leaves the stream's HTTP/2 window to run out, which is 32 MiB: so much may still come.
    package var streamHighWater = 256 * 1024

    /// How many connections there are to a host at most, which matters where HTTP/2 is not to be had.
    package var maximumConnectionsPerHost = 64

    /// The defaults: the system's authorities, no client certificate, the environment's proxy, HTTP/2.
    package init() {}
}

/// Why a request got no (whole) answer.
///
/// A response of any status is an answer, and no error.
package struct HTTPError: Error, Sendable, Hashable {
    /// What kind of thing went wrong.
    package enum Kind: Sendable, Hashable {
        /// The host's name could not be resolved.
        case nameNotResolved
        /// No connection could be made.
        case connectionFailed
        /// The connection was lost while the request was under way.
        case connectionLost
        /// The request took longer than it was allowed to.
        case timedOut
        /// The server's certificate was not accepted: an unknown authority, another name, out of date.
        case certificateRejected
        /// TLS failed in another way, such as a client certificate that the server refused.
        case tlsFailed
        /// A certificate or key that we were told to use cannot be read.
        case badCertificate
        /// The proxy could not be used.
        case proxyFailed
        /// The request cannot be sent: a malformed URL, a header with a line break.
        case invalidRequest
        /// What came back is not HTTP as it should be.
        case invalidResponse
        /// The body was longer than the caller accepts.
        case bodyTooLarge
        /// The task that waited for it was cancelled.
        case cancelled
        /// The client has been shut down.
        case shutDown
    }

    /// What kind of thing went wrong.
    package let kind: Kind

    /// The scheme, host and port that was spoken to; never a path, a query or a header.
    package let host: String

    /// What libcurl (or the operating system) says about it.
    package let reason: String

    /// An error of `kind` in talking to `host`.
    package init(_ kind: Kind, host: String, reason: String) {
        self.kind = kind
        self.host = host
        self.reason = reason
    }

    /// Whether the same request may well succeed a little later.
    package var isTransient: Bool {
        switch kind {
        case .nameNotResolved, .connectionFailed, .connectionLost, .timedOut, .proxyFailed, .invalidResponse: true
        case .certificateRejected, .tlsFailed, .badCertificate, .invalidRequest, .bodyTooLarge, .cancelled, .shutDown: false
        }
    }
}

extension HTTPError: CustomStringConvertible {
    package var description: String {
        switch kind {
        case .nameNotResolved: "\(host): the name could not be resolved: \(reason)"
        case .connectionFailed: "\(host): unable to connect: \(reason)"
        case .connectionLost: "\(host): the connection was lost: \(reason)"
        case .timedOut: "\(host): timed out: \(reason)"
        case .certificateRejected: "\(host): the server's certificate was not accepted: \(reason)"
        case .tlsFailed: "\(host): TLS failed: \(reason)"
        case .badCertificate: "\(host): the certificate or key to present cannot be used: \(reason)"
        case .proxyFailed: "\(host): the proxy failed: \(reason)"
        case .invalidRequest: "\(host): the request cannot be sent: \(reason)"
        case .invalidResponse: "\(host): the response is not valid: \(reason)"
        case .bodyTooLarge: "\(host): the response is too large: \(reason)"
        case .cancelled: "\(host): the request was cancelled"
        case .shutDown: "\(host): the client has been shut down"
        }
    }
}

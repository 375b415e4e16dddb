/// One HTTP request: a method, a URL, headers and a body.
package struct HTTPRequest: Sendable {
    /// The methods that the Kubernetes API knows.
    package enum Method: String, Sendable, Hashable {
        case get = "GET"
        case head = "HEAD"
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
        case delete = "DELETE"

        /// Whether sending the request twice leads to the same state as sending it once (RFC 9110, section 9.2.2).
        package var isIdempotent: Bool {
            switch self {
            case .get, .head, .put, .delete: true
            case .post, .patch: false
            }
        }
    }

    /// What to do.
    package var method: Method

    /// The whole URL, escaped: `https://127.0.0.1:6443/api/v1/namespaces/default/configmaps?limit=500`.
    package var url: String

    /// The headers besides those that the client sets itself (Host, User-Agent, Content-Length).
    package var headers: [HTTPHeader]

    /// The value of the Authorization header; kept apart so that it is never printed with the others.
    package var authorization: Secret?

    /// The body; `nil` sends none.
    package var body: [UInt8]?

    /// How long the request may take from its start to its last byte; `nil` sets no bound.
    package var timeout: Duration?

    /// How long nothing at all may arrive before the connection counts as dead; `nil` sets no bound.
    ///
    /// In whole seconds.
    package var idleTimeout: Duration?

    /// A request with nothing but what is given.
    package init(
        _ method: Method, _ url: String, headers: [HTTPHeader] = [], authorization: Secret? = nil, body: [UInt8]? = nil,
        timeout: Duration? = nil, idleTimeout: Duration? = nil
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.authorization = authorization
        self.body = body
        self.timeout = timeout
        self.idleTimeout = idleTimeout
    }
}

extension HTTPRequest: CustomStringConvertible {
    /// The request line; never a header's value.
    package var description: String { "\(method.rawValue) \(url)" }
}

import HTTP
import Logging
import Synchronization

/// Talks to one Kubernetes API server as one user.
///
/// Any number of requests may be under way at once; they share one connection. Requests that the server sheds (429, or 5xx with
/// Retry-After) and requests that a lost connection took with it are sent again, where sending them twice does no harm.
///
/// ```swift
/// let client = KubernetesClient(try ClientConfiguration.load(), logger: logger)
/// let configMaps = try await client.resource(for: GroupVersionKind(apiVersion: "v1", kind: "ConfigMap"))
/// let object = try await client.get(configMaps, namespace: "default", name: "settings")
/// ```
package final class KubernetesClient: Sendable {
    /// Where the server is and who talks to it.
    package let configuration: ClientConfiguration

    let logger: Logger
    let credentials: CredentialSource
    let discovery = DiscoveryCache()
    let warnings = WarningLog()
    private let observer: RequestObserver?
    private let fixedHeaders: [HTTPHeader]
    private let host: String
    private let connection: Mutex<Connection>

    /// The HTTP client in use, and the certificate that a plugin gave for it.
    private struct Connection {
        var client: HTTPClient
        var certificate: Secret?
        var key: Secret?
    }

    /// A client for the server that `configuration` names.
    ///
    /// Nothing is connected before the first request.
    ///
    /// - Parameter observer: Told of every response, for metrics.
    package init(_ configuration: ClientConfiguration, logger: Logger, observer: RequestObserver? = nil) {
        self.configuration = configuration
        self.logger = logger
        self.observer = observer
        credentials = CredentialSource(configuration, logger: logger)
        host = configuration.host
        fixedHeaders = configuration.impersonation?.headers ?? []
        connection = Mutex(Connection(client: HTTPClient(configuration.connection)))
    }

    /// Ends all requests, and closes the connection.
    package func shutdown() {
        connection.withLock { $0.client.shutdown() }
    }

    /// The HTTP client to use with `credential`: a new one if a plugin gave another certificate.
    func client(for credential: Credential) -> HTTPClient {
        connection.withLock { connection in
            if connection.certificate != credential.certificate || connection.key != credential.key {
                var settings = configuration.connection
                if let certificate = credential.certificate, let key = credential.key {
                    settings.clientCertificate = .text(certificate)
                    settings.clientKey = .text(key)
                }
                // What is under way on the old client goes on there: a response holds on to its client.
                connection = Connection(
                    client: HTTPClient(settings), certificate: credential.certificate, key: credential.key)
            }
            return connection.client
        }
    }

    /// The request as it goes out.
    func httpRequest(_ call: APICall, credential: Credential) -> HTTPRequest {
        var headers = fixedHeaders
        headers.append(HTTPHeader("Accept", call.accept))
        if let type = call.contentType { headers.append(HTTPHeader("Content-Type", type)) }
        return HTTPRequest(
            call.method, configuration.server + call.path.text, headers: headers, authorization: credential.authorization,
            body: call.body, timeout: call.timeout ?? configuration.requestTimeout)
    }

    /// Counts a response, and logs its warnings.
    func observe(_ call: APICall, status: Int, headers: HTTPHeaders) {
        observer?(String(status), call.method.rawValue, host)
        let texts = headers.all("warning")
        if texts.isEmpty { return }
        for text in warnings.new(in: texts) {
            logger.warning(
                "The API server warns",
                metadata: ["warning": "\(text)", "operation": "\(call.operation())"])
        }
    }

    /// Counts a request without a response.
    func observe(_ call: APICall, failure: HTTPError) {
        if failure.kind == .cancelled { return }
        observer?("<error>", call.method.rawValue, host)
    }
}

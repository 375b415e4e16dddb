/// Told of every response, for `rest_client_requests_total`: the status code (`<error>` where there was no response), the method
/// and the server's host and port.
package typealias RequestObserver = @Sendable (_ code: String, _ method: String, _ host: String) -> Void

import HTTP

/// Gets things from web servers, and follows where they send it.
///
/// An Authorization header goes to the origin that it is meant for, and to none that a redirect leads to.
struct WebFetcher: Sendable {
    let client: HTTPClient
    let limits: FetchLimits

    /// A fetcher that speaks as a repository wants it.
    ///
    /// - Throws: `ChartSourceError` for a certificate without a key.
    init(_ repository: ChartRepository, limits: FetchLimits) throws(ChartSourceError) {
        guard (repository.certFile == nil) == (repository.keyFile == nil) else {
            throw ChartSourceError(
                .invalidReference, "a client certificate needs its key, and the key its certificate: give both")
        }
        var configuration = HTTPConfiguration()
        configuration.certificateAuthority = repository.caFile.map { .file($0) }
        configuration.clientCertificate = repository.certFile.map { .file($0) }
        configuration.clientKey = repository.keyFile.map { .file($0) }
        configuration.maximumConnectionsPerHost = 4
        client = HTTPClient(configuration)
        self.limits = limits
    }

    /// The answer to a GET, whatever its status, after all redirects.
    ///
    /// - Parameters:
    ///   - address: Where to ask.
    ///   - headers: What goes with the request to any server.
    ///   - authorization: What goes to the address's own origin only.
    ///   - maximumBytes: The longest body that is accepted.
    func get(
        _ address: WebAddress, headers: [HTTPHeader] = [], authorization: Secret? = nil, maximumBytes: Int
    ) async throws(ChartSourceError) -> HTTPResponse {
        var current = address
        for _ in 0...limits.redirects {
            let request = HTTPRequest(
                .get, current.text, headers: headers, authorization: current.hasSameOrigin(as: address) ? authorization : nil,
                timeout: limits.time, idleTimeout: limits.silence)
            let response: HTTPResponse
            do throws(HTTPError) {
                response = try await client.send(request, maximumBody: maximumBytes)
            } catch {
                throw ChartSourceError(error).about(current)
            }
            guard [301, 302, 303, 307, 308].contains(response.status), let target = response.headers["location"] else {
                return response
            }
            let next = try current.resolving(target)
            guard !(current.scheme == "https" && next.scheme == "http") else {
                throw ChartSourceError(.refused, "\(current) leads from https to \(next), which anybody on the way could change")
            }
            current = next
        }
        throw ChartSourceError(.unreachable, "\(address) leads elsewhere more than \(limits.redirects) times")
    }

    /// The body of the answer to a GET.
    ///
    /// - Throws: `ChartSourceError` that says which status it was, if it was not one of success.
    func body(
        of address: WebAddress, headers: [HTTPHeader] = [], authorization: Secret? = nil, maximumBytes: Int
    ) async throws(ChartSourceError) -> [UInt8] {
        let response = try await get(address, headers: headers, authorization: authorization, maximumBytes: maximumBytes)
        guard response.isSuccess else { throw ChartSourceError(response.status, address, hasCredentials: authorization != nil) }
        return response.body
    }
}

extension ChartSourceError {
    /// An answer that is none.
    init(_ status: Int, _ address: WebAddress, hasCredentials: Bool) {
        switch status {
        case 401, 403:
            let advice =
                hasCredentials
                ? "the credentials are not accepted"
                : "it wants credentials: give a username and a password file, or a token file"
            self.init(.refused, "\(address) answered \(status): \(advice)")
        case 404, 410: self.init(.notFound, "\(address) answered \(status): there is nothing there")
        case 408, 425, 429, 500...: self.init(.unreachable, "\(address) answered \(status)")
        default: self.init(.refused, "\(address) answered \(status)")
        }
    }

    /// The error with the address that was asked.
    fileprivate func about(_ address: WebAddress) -> ChartSourceError {
        ChartSourceError(kind, "unable to get \(address): \(description)")
    }
}

import HTTP
import JSON
import Synchronization

/// Reads from an OCI registry (distribution specification 1.1, the pull part).
///
/// Credentials go where the registry asks for them: to itself, or to the token server that its challenge names.
final class RegistryClient: Sendable {
    private let fetcher: WebFetcher
    private let settings: ChartRepository
    private let reference: RegistryReference
    private let base: WebAddress
    /// The Authorization header that the registry took last.
    private let accepted = Mutex<Secret?>(nil)

    /// - Throws: `ChartSourceError` for settings that cannot be used.
    init(_ reference: RegistryReference, _ settings: ChartRepository, fetcher: WebFetcher) throws(ChartSourceError) {
        self.reference = reference
        self.settings = settings
        self.fetcher = fetcher
        base = try WebAddress(
            parsing: "\(settings.plainHTTP ? "http" : "https")://\(Self.apiHost(reference.host))/v2/\(reference.repository)")
        guard settings.credentials.tokenFile != nil else { return }
        let token = try settings.credentials.authorization()
        accepted.withLock { $0 = token }
    }

    /// Docker's own registry answers at another name.
    private static func apiHost(_ host: String) -> String { host == "docker.io" ? "registry-1.docker.io" : host }

    /// The manifest that a tag or a digest names, as bytes whose digest is checked.
    func manifest(_ name: String) async throws(ChartSourceError) -> (bytes: [UInt8], digest: ContentDigest) {
        let address = base.appending("manifests/\(name)")
        let accept = HTTPHeader("Accept", RegistryManifest.mediaType)
        let response = try await get(address, [accept], maximumBytes: fetcher.limits.documentBytes)
        let digest = ContentDigest(of: response.body)
        for said in [name.hasPrefix("sha256:") ? name : nil, response.headers["docker-content-digest"]] {
            guard let said, said.hasPrefix("sha256:"), let expected = ContentDigest(said), expected != digest else { continue }
            throw ChartSourceError(.damaged, "the manifest at \(address) has the digest \(digest), not \(expected)")
        }
        return (response.body, digest)
    }

    /// A blob, whose digest is checked.
    func blob(_ digest: ContentDigest, size: Int) async throws(ChartSourceError) -> [UInt8] {
        let address = base.appending("blobs/\(digest)")
        // A refusal may be longer than the archive.
        let bytes = try await get(address, [], maximumBytes: max(size, 64 << 10)).body
        let actual = ContentDigest(of: bytes)
        guard actual == digest else {
            throw ChartSourceError(.damaged, "the archive at \(address) has the digest \(actual), not \(digest)")
        }
        return bytes
    }

    /// The repository's tags.
    func tags() async throws(ChartSourceError) -> [String] {
        var tags: [String] = []
        var next: WebAddress? = base.appending("tags/list").with(query: "n=1000")
        while let address = next {
            let response = try await get(address, [], maximumBytes: fetcher.limits.documentBytes)
            let page: [JSONValue]
            do throws(JSONError) { page = try JSONValue(parsing: response.body)["tags"]?.arrayValue ?? [] } catch {
                throw ChartSourceError(.damaged, "the list of tags at \(address) is not JSON: \(error)")
            }
            tags += page.compactMap(\.stringValue)
            next = try Self.next(response.headers["link"], after: address)
            if page.isEmpty { break }
            guard tags.count <= fetcher.limits.tags else {
                throw ChartSourceError(
                    .tooLarge, "\(reference) has more than \(fetcher.limits.tags) tags: give a version in full")
            }
        }
        return tags
    }

    /// The next page: `</v2/charts/web/tags/list?n=1000&last=x>; rel="next"`.
    private static func next(_ link: String?, after address: WebAddress) throws(ChartSourceError) -> WebAddress? {
        guard let link, link.contains("rel=\"next\"") || link.contains("rel=next"), let start = link.firstIndex(of: "<"),
            let end = link[start...].firstIndex(of: ">")
        else { return nil }
        let next = try address.resolving(String(link[link.index(after: start)..<end]))
        guard next.hasSameOrigin(as: address) else {
            throw ChartSourceError(.damaged, "the next page after \(address) is said to be elsewhere: at \(next)")
        }
        return next
    }

    // Authentication

    private func get(
        _ address: WebAddress, _ headers: [HTTPHeader], maximumBytes: Int
    ) async throws(ChartSourceError) -> HTTPResponse {
        var authorization = accepted.withLock { $0 }
        var response = try await fetcher.get(address, headers: headers, authorization: authorization, maximumBytes: maximumBytes)
        if response.status == 401, let answer = try await answer(to: response, at: address) {
            authorization = answer
            accepted.withLock { $0 = answer }
            response = try await fetcher.get(address, headers: headers, authorization: authorization, maximumBytes: maximumBytes)
        }
        guard response.isSuccess else {
            throw ChartSourceError(response.status, address, hasCredentials: !settings.credentials.isEmpty)
        }
        return response
    }

    /// What a challenge wants; nil if it cannot be had.
    private func answer(to response: HTTPResponse, at address: WebAddress) async throws(ChartSourceError) -> Secret? {
        let challenges = response.headers.all("www-authenticate").flatMap { AuthenticationChallenge.all(in: $0) }
        // A token that was configured is all that there is.
        if settings.credentials.tokenFile != nil { return nil }
        if let bearer = challenges.first(where: { $0.scheme == "bearer" }) { return try await token(bearer) }
        if challenges.contains(where: { $0.scheme == "basic" }) { return try settings.credentials.basic() }
        return nil
    }

    /// A token of the server that a challenge names (the distribution project's token authentication).
    private func token(_ challenge: AuthenticationChallenge) async throws(ChartSourceError) -> Secret? {
        guard let realm = challenge.parameters["realm"] else {
            throw ChartSourceError(.refused, "\(base) wants a token and does not say from where")
        }
        let server = try base.resolving(realm)
        guard server.scheme == "https" || settings.plainHTTP else {
            throw ChartSourceError(.refused, "\(base) wants a token from \(server), which is not https")
        }
        let scope = challenge.parameters["scope"] ?? "repository:\(reference.repository):pull"
        var query = server.query.map { [$0] } ?? []
        if let service = challenge.parameters["service"] { query.append("service=\(WebAddress.escapedValue(service))") }
        query.append("scope=\(WebAddress.escapedValue(scope))")
        let address = server.with(query: query.joined(separator: "&"))
        let bytes = try await fetcher.body(
            of: address, authorization: settings.credentials.basic(), maximumBytes: fetcher.limits.documentBytes)
        let value = try? JSONValue(parsing: bytes)
        guard let token = value?["token"]?.stringValue ?? value?["access_token"]?.stringValue, !token.isEmpty else {
            throw ChartSourceError(.refused, "\(address) gave no token")
        }
        return Secret("Bearer \(token)")
    }
}

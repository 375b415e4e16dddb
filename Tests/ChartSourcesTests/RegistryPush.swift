import HTTP
import JSON
import TestSupport

@testable import ChartSources

/// Puts charts into a registry (distribution specification, the push part), as `helm push` does.
struct RegistryPush {
    private let client: HTTPClient
    private let settings: ChartRepository
    private let base: WebAddress
    private let repository: String

    init(_ settings: ChartRepository, repository: String) throws {
        var configuration = HTTPConfiguration()
        configuration.certificateAuthority = settings.caFile.map { .file($0) }
        client = HTTPClient(configuration)
        self.settings = settings
        self.repository = repository
        let host = try RegistryReference(parsing: settings.url).host
        base = try WebAddress(parsing: "\(settings.plainHTTP ? "http" : "https")://\(host)")
    }

    /// Pushes an archive under a tag; returns the manifest's digest.
    func chart(
        _ archive: [UInt8], tag: String, configuration: String = "application/vnd.cncf.helm.config.v1+json",
        layer: String = "application/vnd.cncf.helm.chart.content.v1.tar+gzip"
    ) async throws -> ContentDigest {
        let config = Array("{}".utf8)
        for blob in [config, archive] { try await push(blob) }
        func descriptor(_ type: String, _ bytes: [UInt8]) -> JSONValue {
            [
                "mediaType": .string(type), "size": .integer(Int64(bytes.count)),
                "digest": .string(ContentDigest(of: bytes).description),
            ]
        }
        let manifest: JSONValue = [
            "schemaVersion": 2, "mediaType": .string(RegistryManifest.mediaType), "config": descriptor(configuration, config),
            "layers": [descriptor(layer, archive)],
        ]
        let bytes = manifest.serialized()
        try await send(
            .put, base.appending("v2/\(repository)/manifests/\(tag)").text, bytes, type: RegistryManifest.mediaType,
            expecting: 201)
        return ContentDigest(of: bytes)
    }

    private func push(_ blob: [UInt8]) async throws {
        let started = try await send(.post, base.appending("v2/\(repository)/blobs/uploads/").text, [], expecting: 202)
        let location = try base.resolving(started.headers["location"] ?? "")
        let mark = location.query == nil ? "?" : "&"
        try await send(.put, "\(location.text)\(mark)digest=\(ContentDigest(of: blob))", blob, expecting: 201)
    }

    @discardableResult
    private func send(
        _ method: HTTPRequest.Method, _ url: String, _ body: [UInt8], type: String = "application/octet-stream",
        expecting status: Int
    ) async throws -> HTTPResponse {
        var request = HTTPRequest(
            method, url, headers: [HTTPHeader("Content-Type", type)], authorization: try settings.credentials.basic(), body: body)
        var response = try await client.send(request, maximumBody: 1 << 20)
        if response.status == 401, let challenge = response.headers["www-authenticate"] {
            let parameters = AuthenticationChallenge.all(in: challenge).first?.parameters ?? [:]
            let realm = try WebAddress(parsing: parameters["realm"] ?? "")
            let query = "service=\(WebAddress.escapedValue(parameters["service"] ?? ""))&scope=repository:\(repository):pull,push"
            let token = try await client.send(
                HTTPRequest(.get, realm.with(query: query).text, authorization: try settings.credentials.basic()),
                maximumBody: 1 << 20)
            let text = try JSONValue(parsing: token.body)["token"]?.stringValue ?? ""
            request.authorization = Secret("Bearer \(text)")
            response = try await client.send(request, maximumBody: 1 << 20)
        }
        guard response.status == status else {
            throw TestError("\(method.rawValue) \(url): \(response.status): \(String(decoding: response.body, as: UTF8.self))")
        }
        return response
    }
}

import HTTP
import Helm
import JSON
import Logging
import TestSupport
import Testing
import Unix

@testable import ChartSources

/// OCI registries: the distribution project's own, and answers that no honest registry would give.
@Suite(.timeLimit(.minutes(5))) struct RegistryTests: ChartSiteSuite {
    let site: ChartSite

    init() async throws {
        site = try await ChartSite()
    }

    private func settings(_ registry: String, password: Bool = false) throws -> ChartRepository {
        var settings = ChartRepository(url: "oci://\(try servers.host(registry))/\(own)")
        settings.plainHTTP = registry != "registry-tls"
        settings.caFile = servers.authority
        if password {
            settings.credentials = ChartCredentials(username: "ada", passwordFile: try folder.write("password", "s3cret\n"))
        }
        return settings
    }

    /// Pushes versions of a chart; returns the digests of their manifests.
    @discardableResult
    private func push(_ versions: [String], to registry: String, chart: String = "web") async throws -> [ContentDigest] {
        var digests: [ContentDigest] = []
        let push = try RegistryPush(settings(registry, password: registry != "registry"), repository: "\(own)/\(chart)")
        for version in versions {
            digests.append(try await push.chart(await TestChart.archive(chart, version), tag: RegistryReference.tag(of: version)))
        }
        return digests
    }

    @Test(arguments: ["registry", "registry-basic", "registry-token", "registry-tls"])
    func aChartComesFromARegistry(registry: String) async throws {
        try await push(["1.0.0", "1.2.0+build.5", "2.0.0-rc.1"], to: registry)
        let source = try source(settings(registry, password: registry != "registry"))
        for (constraint, expected) in [
            ("1.0.0", "1.0.0"), (nil, "1.2.0+build.5"), ("1.2.0+build.5", "1.2.0+build.5"), (">1-0", "2.0.0-rc.1"),
            ("~1.0", "1.0.0"),
        ] {
            let fetched = try await source.archive(of: "web", version: constraint)
            #expect(fetched.version == expected)
            #expect(try fetched.chart().metadata.version == expected)
        }
    }

    @Test(arguments: ["registry-basic", "registry-token"])
    func withoutTheRightPasswordNothingIsGiven(registry: String) async throws {
        try await push(["1.0.0"], to: registry)
        let error = await failure(try source(settings(registry)), "web", "1.0.0")
        #expect(error?.kind == .refused, "\(String(describing: error))")
        var wrong = try settings(registry)
        wrong.credentials = ChartCredentials(username: "ada", passwordFile: try folder.write("wrong", "guess"))
        let other = await failure(try source(wrong), "web", "1.0.0")
        #expect(other?.kind == .refused, "\(String(describing: other))")
        #expect(other?.description.contains("the credentials are not accepted") == true, "\(String(describing: other))")
    }

    @Test func whatThereIsNotIsSaidWithWhatThereIs() async throws {
        try await push(["1.0.0", "1.1.0"], to: "registry")
        let source = try source(settings("registry"))
        let url = "oci://\(try servers.host("registry"))/\(own)"
        #expect(
            await failure(source, "web", "3.0.0")?.description
                == "no version of \"\(url)/web\" is 3.0.0: there are 1.1.0, 1.0.0")
        #expect(
            await failure(source, "web", "^3")?.description == "no version of \"\(url)/web\" is ^3: there are 1.1.0, 1.0.0")
        #expect(await failure(source, "none", "1.0.0")?.kind == .notFound)
        #expect(await failure(source, "none", "^1")?.kind == .notFound)
    }

    @Test func aDigestPinsTheManifest() async throws {
        let digests = try await push(["1.0.0", "1.1.0"], to: "registry")
        let source = try source(settings("registry"), cache: true)
        let fetched = try await source.archive(of: "web@\(digests[0])", version: nil)
        #expect(try fetched.chart().metadata.version == "1.0.0")
        let none = ContentDigest(of: [1])
        #expect(await failure(source, "web@\(none)")?.kind == .notFound)
        // What is pinned and known needs no registry at all.
        var gone = try settings("registry")
        gone.url = gone.url.replacing(try servers.host("registry"), with: "127.0.0.1:1")
        #expect(try await self.source(gone, cache: true).archive(of: "web@\(digests[0])", version: nil).bytes == fetched.bytes)
        #expect(await failure(try self.source(gone, cache: true), "web@\(digests[1])")?.kind == .unreachable)
    }

    @Test func tagsComeInPages() async throws {
        let versions = (0..<30).map { "1.0.\($0)" }
        let push = try RegistryPush(settings("registry"), repository: "\(own)/web")
        let archive = try await TestChart.archive("web", "1.0.0")
        for version in versions { _ = try await push.chart(archive, tag: version) }
        let fetched = try await source(settings("registry")).archive(of: "web", version: "~1.0")
        #expect(fetched.version == "1.0.29")
        #expect(await failure(try source(settings("registry")) { $0.tags = 10 }, "web", "~1.0")?.kind == .tooLarge)
    }

    @Test func whatIsNoChartIsRefused() async throws {
        let push = try RegistryPush(settings("registry"), repository: "\(own)/web")
        _ = try await push.chart([1, 2, 3], tag: "1.0.0", configuration: "application/vnd.oci.image.config.v1+json")
        let error = await failure(try source(settings("registry")), "web", "1.0.0")
        #expect(error?.kind == .damaged)
        #expect(
            error?.description.hasSuffix(
                "what the registry has there is no chart: its configuration is of the type application/vnd.oci.image.config.v1+json"
            )
                == true)
        _ = try await push.chart([1, 2, 3], tag: "2.0.0", layer: "application/octet-stream")
        #expect(
            await failure(try source(settings("registry")), "web", "2.0.0")?.description.contains(
                "manifest does not contain a layer with mediatype application/vnd.cncf.helm.chart.content.v1.tar+gzip") == true)
        #expect(await failure(try source(settings("registry")) { $0.archiveBytes = 2 }, "web", "2.0.0")?.kind == .damaged)
        _ = try await push.chart([1, 2, 3], tag: "3.0.0")
        #expect(await failure(try source(settings("registry")) { $0.archiveBytes = 2 }, "web", "3.0.0")?.kind == .tooLarge)
    }

    // Registries that are not honest: answers that a web site is told to give.

    /// Settings for a registry whose answers are scripted.
    private func scripted() throws -> ChartRepository {
        var settings = ChartRepository(url: "oci://\(try servers.host("plain"))/\(own)")
        settings.plainHTTP = true
        return settings
    }

    private func manifest(_ archive: [UInt8]) -> JSONValue {
        [
            "schemaVersion": 2, "config": ["mediaType": "application/vnd.cncf.helm.config.v1+json"],
            "layers": [
                [
                    "mediaType": "application/vnd.cncf.helm.chart.content.v1.tar+gzip", "size": .integer(Int64(archive.count)),
                    "digest": .string(ContentDigest(of: archive).description),
                ]
            ],
        ]
    }

    @Test func anArchiveOrAManifestWithAnotherDigestIsRefused() async throws {
        let archive = try await TestChart.archive()
        let manifest = manifest(archive).serialized()
        try servers.put("v2/\(own)/web/manifests/1.0.0", manifest)
        try servers.put("v2/\(own)/web/blobs/\(ContentDigest(of: archive))", archive)
        #expect(try await source(scripted()).archive(of: "web", version: "1.0.0").bytes == archive)
        try servers.put(
            "v2/\(own)/web/blobs/\(ContentDigest(of: archive))", await TestChart.archive("web", "1.0.0", text: "changed"))
        let error = await failure(try source(scripted()), "web", "1.0.0")
        #expect([.damaged, .tooLarge].contains(error?.kind), "\(String(describing: error))")
        let pinned = ContentDigest(of: [1])
        try servers.put("v2/\(own)/web/manifests/\(pinned)", manifest)
        #expect(await failure(try source(scripted()), "web@\(pinned)")?.kind == .damaged)
        try servers.script(
            "v2/\(own)/web/manifests/2.0.0",
            [
                "body": .string(String(decoding: manifest, as: UTF8.self)),
                "headers": ["Docker-Content-Digest": .string(pinned.description)],
            ])
        #expect(await failure(try source(scripted()), "web", "2.0.0")?.kind == .damaged)
    }

    @Test func aBlobMayBeElsewhereWhichLearnsNoToken() async throws {
        let archive = try await TestChart.archive()
        try servers.put("v2/\(own)/web/manifests/1.0.0", manifest(archive).serialized())
        try servers.script(
            "v2/\(own)/web/blobs/\(ContentDigest(of: archive))",
            ["status": 307, "headers": ["Location": .string(try servers.url("other", "v2/\(own)/store"))]])
        try servers.put("v2/\(own)/store", archive)
        var settings = try scripted()
        settings.caFile = servers.authority
        settings.credentials.tokenFile = try folder.write("token", "t0ken")
        #expect(try await source(settings).archive(of: "web", version: "1.0.0").bytes == archive)
        let requests = try servers.requests(below: "v2/\(own)")
        #expect(requests.map(\.authorization) == ["Bearer t0ken", "Bearer t0ken", ""])
    }

    @Test(arguments: [
        "Bearer", "Bearer realm=", "Bearer realm=\"ftp://x\"", "Bearer realm=\"http://ada@h/\"", "Digest realm=\"x\"", "\",,,=\"",
        "",
    ])
    func aStrangeChallengeIsARefusal(challenge: String) async throws {
        try servers.script(
            "v2/\(own)/web/manifests/1.0.0", ["status": 401, "headers": ["WWW-Authenticate": .string(challenge)]])
        let error = await failure(try source(scripted()), "web", "1.0.0")
        #expect([.refused, .invalidReference, .notFound].contains(error?.kind), "\(String(describing: error))")
    }

    @Test(arguments: ["{", "[]", "{}", #"{"manifests":[],"mediaType":"application/vnd.oci.image.index.v1+json"}"#, "null"])
    func aBrokenManifestIsSaidToBe(text: String) async throws {
        try servers.put("v2/\(own)/web/manifests/1.0.0", Array(text.utf8))
        #expect(await failure(try source(scripted()), "web", "1.0.0")?.kind == .damaged)
    }

    @Test func thePagesOfTagsStayAtTheRegistry() async throws {
        try servers.script(
            "v2/\(own)/web/tags/list",
            ["body": #"{"tags":["1.0.0"]}"#, "headers": ["Link": .string("<\(try servers.url("other", "x"))>; rel=\"next\"")]])
        #expect(await failure(try source(scripted()), "web", "^1")?.kind == .damaged)
        try servers.script(
            "v2/\(own)/web/tags/list", ["body": #"{"tags":["1.0.0"]}"#, "headers": ["Link": "<list>; rel=\"next\""]])
        #expect(await failure(try source(scripted()) { $0.tags = 5 }, "web", "^1")?.kind == .tooLarge)
    }
}

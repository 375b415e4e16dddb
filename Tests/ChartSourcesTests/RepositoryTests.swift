import Helm
import JSON
import Logging
import TestSupport
import Testing
import Unix

@testable import ChartSources

/// Chart repositories, at a real server over TLS.
@Suite(.timeLimit(.minutes(5))) struct RepositoryTests: ChartSiteSuite {
    let site: ChartSite

    init() async throws {
        site = try await ChartSite()
    }

    @Test(arguments: [
        (nil, "1.10.0"), ("1.2.0", "1.2.0"), ("^1.0", "1.10.0"), ("~1.2", "1.2.5"), ("<1.2.1", "1.2.0"),
        (">1.10.0-0", "2.0.0-rc.1"),
        ("2.0.0-rc.1", "2.0.0-rc.1"),
    ])
    func theNewestVersionThatTheConstraintAllowsIsFetched(constraint: String?, expected: String) async throws {
        try await publish(["1.2.0", "1.10.0", "2.0.0-rc.1", "1.2.5", "1.9.0"])
        let fetched = try await source(repository()).archive(of: "web", version: constraint)
        #expect(fetched.version == expected)
        #expect(try fetched.chart().metadata.version == expected)
    }

    @Test func whatThereIsNotIsSaidWithWhatThereIs() async throws {
        try await publish(["1.0.0", "1.1.0"])
        let source = try source(repository())
        let url = try servers.url("open", own)
        #expect(
            await failure(source, "wbe")?.description
                == "\(url): there is no chart \"wbe\" in the index: did you mean \"web\"? (it has web)")
        #expect(
            await failure(source, "web", "^2")?.description
                == "\(url): no version of \"web\" is ^2: there are 1.1.0, 1.0.0")
        #expect(
            await failure(source, "web", "what?")?.description
                == "\(url): \"what?\" is no version and no range of versions: improper constraint: what?")
        #expect(await failure(source, "web", "^2")?.kind == .notFound)
    }

    @Test func onlyPrereleasesAreNamedAsSuch() async throws {
        try await publish(["1.0.0-rc.1"])
        #expect(
            await failure(try source(repository()))?.description.hasSuffix(
                "\"web\" has no version that is a release: there are 1.0.0-rc.1; a prerelease is taken where the constraint names one, such as >0.0.0-0"
            ) == true)
    }

    @Test func anArchiveWithAnotherDigestIsRefused() async throws {
        try await publish(["1.0.0"])
        try servers.put("\(own)/web-1.0.0.tgz", await TestChart.archive("web", "1.0.0", text: "changed"))
        let error = await failure(try source(repository()))
        #expect(error?.kind == .damaged)
        #expect(error?.description.contains("and the index says sha256:") == true)
    }

    @Test(arguments: ["zzz", "sha512:00"])
    func aDigestThatIsNoneIsRefused(digest: String) async throws {
        try servers.put("\(own)/index.yaml", Array(TestChart.index("web", [("1.0.0", digest)]).utf8))
        #expect(await failure(try source(repository()))?.description.contains("is not SHA-256") == true)
    }

    @Test func addressesInAnIndexAreRelativeOrAbsolute() async throws {
        let bytes = try await TestChart.archive("web", "1.0.0+build 1")
        try servers.put("\(own)/deep/web 1+2.tgz", bytes)
        for url in [
            "deep/web 1+2.tgz", "./x/../deep/web%201+2.tgz", "/\(own)/deep/web 1+2.tgz",
            try servers.url("other", "\(own)/deep/web 1+2.tgz"),
        ] {
            let index = "apiVersion: v1\nentries: {web: [{version: 1.0.0, urls: ['\(url)']}]}\n"
            try servers.put("\(own)/index.yaml", Array(index.utf8))
            #expect(try await source(repository()).archive(of: "web", version: nil).bytes == bytes)
        }
    }

    @Test func anIndexMayBeJSON() async throws {
        let bytes = try await TestChart.archive()
        try servers.put("\(own)/web.tgz", bytes)
        let index = #"{"apiVersion":"v1","entries":{"api":[],"web":[{"version":"1.0.0","urls":["web.tgz"]}]}}"#
        try servers.put("\(own)/index.yaml", Array(index.utf8))
        #expect(try await source(repository()).archive(of: "web", version: "^1").bytes == bytes)
        #expect(
            await failure(try source(repository()), "wep")?.description.contains("did you mean \"web\"? (it has api, web)")
                == true)
    }

    @Test(arguments: [
        ("", "empty index.yaml file"), ("entries: {}\n", "no API version specified in the index"),
        ("apiVersion: v1\nentries: [\n", "the index is not YAML"), ("apiVersion: v1\n", "it has no charts"),
        ("apiVersion: v1\nentries: {web: 1}\n", "there are none at all"),
        ("apiVersion: v1\nentries: {web: [null, 1, {}, {version: [1]}]}\n", "there are none at all"),
        ("apiVersion: v1\nentries: {web: [{version: 1.0.0}]}\n", "has no downloadable URLs"),
        (
            "apiVersion: v1\nentries: {web: [{version: 1.0.0, urls: ['file:///etc/passwd']}]}\n",
            "only https and http are spoken, not file"
        ),
        ("apiVersion: v1\nentries: {web: [{version: 1.0.0, urls: ['https://ada:pw@example.com/x']}]}\n", "do not belong in URLs"),
    ])
    func aBrokenIndexIsSaidToBe(text: String, expected: String) async throws {
        try servers.put("\(own)/index.yaml", Array(text.utf8))
        let error = await failure(try source(repository()))
        #expect(error?.description.contains(expected) == true, "\(String(describing: error))")
    }

    @Test func nothingThereIsNoRepository() async throws {
        let error = await failure(try source(repository()))
        #expect(error?.description == "\(try servers.url("open", own))/index.yaml answered 404: there is nothing there")
    }

    // Credentials

    @Test func aPasswordOrATokenIsReadFromItsFileEachTime() async throws {
        try await publish(["1.0.0"])
        var basic = try repository("basic")
        basic.credentials = ChartCredentials(username: "ada", passwordFile: try folder.write("password", "wrong\n"))
        let source = try source(basic)
        #expect(await failure(source)?.description.hasSuffix("answered 401: the credentials are not accepted") == true)
        try folder.write("password", "s3cret\n")
        #expect(try await source.archive(of: "web", version: nil).version == "1.0.0")
        var token = try repository("token")
        token.credentials.tokenFile = try folder.write("token", "t0ken")
        #expect(try await self.source(token).archive(of: "web", version: nil).version == "1.0.0")
        let error = await failure(try self.source(repository("basic")))
        #expect(error?.kind == .refused)
        #expect(
            error?.description.hasSuffix("it wants credentials: give a username and a password file, or a token file") == true)
    }

    @Test func aPasswordFileThatIsNotThereIsSaid() async throws {
        var repository = try repository("basic")
        repository.credentials = ChartCredentials(username: "ada", passwordFile: folder.path("none"))
        let error = await failure(try source(repository))
        #expect(error?.kind == .file)
        #expect(error?.description.contains("unable to use the password: unable to open \"\(folder.path("none"))\"") == true)
    }

    @Test(arguments: [false, true])
    func aPasswordGoesToAnotherHostOfTheIndexOnlyIfItMay(passCredentials: Bool) async throws {
        let bytes = try await TestChart.archive()
        try servers.put("\(own)/away/web.tgz", bytes)
        let index =
            "apiVersion: v1\nentries: {web: [{version: 1.0.0, urls: ['\(try servers.url("other", "\(own)/away/web.tgz"))']}]}\n"
        try servers.put("\(own)/index.yaml", Array(index.utf8))
        var repository = try repository("basic")
        repository.credentials = ChartCredentials(username: "ada", passwordFile: try folder.write("password", "s3cret\n"))
        repository.passCredentials = passCredentials
        #expect(try await source(repository).archive(of: "web", version: nil).bytes == bytes)
        let request = try #require(try servers.requests(below: "\(own)/away").first)
        #expect(request.site == "other")
        #expect(request.authorization == (passCredentials ? "Basic YWRhOnMzY3JldA==" : ""))
    }

    @Test(arguments: [false, true])
    func aPasswordNeverFollowsARedirectToAnotherHost(passCredentials: Bool) async throws {
        try await publish(["1.0.0"])
        try servers.script(
            "\(own)/web-1.0.0.tgz",
            ["status": 302, "headers": ["Location": .string(try servers.url("other", "\(own)/moved.tgz"))]])
        try servers.put("\(own)/moved.tgz", await TestChart.archive())
        var repository = try repository("basic")
        repository.credentials = ChartCredentials(username: "ada", passwordFile: try folder.write("password", "s3cret\n"))
        repository.passCredentials = passCredentials
        _ = try? await source(repository).archive(of: "web", version: nil)
        let request = try #require(try servers.requests(below: "\(own)/moved").first)
        #expect(request == .init(site: "other", path: "/\(own)/moved.tgz", authorization: ""))
    }

    @Test func aRedirectWithinTheHostKeepsThePassword() async throws {
        try await publish(["1.0.0"])
        let bytes = try await TestChart.archive()
        try servers.script("\(own)/web-1.0.0.tgz", ["status": 307, "headers": ["Location": "there/web.tgz"]])
        try servers.put("\(own)/there/web.tgz", bytes)
        try servers.put(
            "\(own)/index.yaml", Array(TestChart.index("web", [("1.0.0", ContentDigest(of: bytes).hexadecimal)]).utf8))
        var repository = try repository("basic")
        repository.credentials = ChartCredentials(username: "ada", passwordFile: try folder.write("password", "s3cret\n"))
        #expect(try await source(repository).archive(of: "web", version: nil).bytes == bytes)
    }

    @Test func aRedirectMayNotLeaveTLSNorGoOnForever() async throws {
        try await publish(["1.0.0"])
        try servers.script(
            "\(own)/web-1.0.0.tgz", ["status": 301, "headers": ["Location": .string(try servers.url("plain", "\(own)/x"))]])
        #expect(await failure(try source(repository()))?.description.contains("leads from https to http://") == true)
        #expect(try servers.requests(below: "\(own)/x").isEmpty)
        try servers.script("\(own)/web-1.0.0.tgz", ["status": 301, "headers": ["Location": "web-1.0.0.tgz"]])
        #expect(await failure(try source(repository()))?.description.hasSuffix("leads elsewhere more than 10 times") == true)
    }

    @Test func aCertificateOfAnUnknownAuthorityIsRefused() async throws {
        try await publish(["1.0.0"])
        for authority in [nil, servers.otherAuthority] {
            var repository = try repository()
            repository.caFile = authority
            let error = await failure(try source(repository))
            #expect(error?.description.contains("certificate") == true, "\(String(describing: error))")
        }
    }

    // Bounds

    @Test func whatIsTooLargeIsNotTaken() async throws {
        try await publish(["1.0.0"])
        #expect(await failure(try source(repository()) { $0.archiveBytes = 100 })?.kind == .tooLarge)
        #expect(await failure(try source(repository()) { $0.indexBytes = 100 })?.kind == .tooLarge)
        try servers.script("\(own)/web-1.0.0.tgz", ["bytes": 100_000_000])
        #expect(await failure(try source(repository()))?.kind == .tooLarge)
    }

    @Test func aServerThatFallsSilentIsGivenUp() async throws {
        try await publish(["1.0.0"])
        try servers.script("\(own)/web-1.0.0.tgz", ["stall": true])
        let error = await failure(try source(repository()) { $0.silence = .seconds(1) })
        #expect(error?.kind == .unreachable)
        #expect(error?.isTransient == true)
    }

    @Test func manyWhoAskAtOnceLeadToOneQuestionForTheIndex() async throws {
        try await publish(["1.0.0", "1.1.0"])
        let source = try source(repository())
        try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<20 {
                group.addTask { try await source.archive(of: "web", version: number % 2 == 0 ? "1.0.0" : nil).version }
            }
            for try await version in group { #expect(["1.0.0", "1.1.0"].contains(version)) }
        }
        #expect(try servers.requests(below: "\(own)/index.yaml").count == 1)
    }
}

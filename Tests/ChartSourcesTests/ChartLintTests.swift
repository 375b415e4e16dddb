import TestSupport
import Testing
import Unix

@testable import ChartSources

/// `renderer lint` of charts that it has to fetch.
@Suite(.timeLimit(.minutes(5))) struct ChartLintTests: ChartSiteSuite {
    let site: ChartSite

    init() async throws {
        site = try await ChartSite()
    }

    private func lint(_ arguments: [String]) async throws -> Command {
        try await Command.run(
            try Repository.program("renderer"), ["lint"] + arguments + ["--repository-cache", folder.path("cache")])
    }

    private func sample() throws -> String {
        try folder.write(
            "alice.yaml", "apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: alice, namespace: n}\nspec: {}\n")
    }

    @Test(arguments: [["--chart", "web"], ["web"]])
    func aChartOfARepositoryIsLintedAndFetchedOnce(chart: [String]) async throws {
        try await publish(["1.0.0", "1.1.0", "2.0.0"])
        let password = try folder.write("password", "s3cret\n")
        let result = try await lint(
            chart + [
                sample(), "--repo", servers.url("basic", own), "--version", "^1.0", "--username", "ada", "--password-file",
                password, "--ca-file", servers.authority,
            ])
        #expect(result.exit == .status(0), "\(result.error)")
        #expect(
            result.text == """
                web/Chart.yaml: note: icon is recommended [chart-advice]
                web/values.yaml: note: file does not exist [chart-advice]
                0 errors, 0 warnings

                """)
        let paths = try servers.requests(below: own).map { $0.path.dropFirst(own.utf8.count + 2) }
        #expect(paths == ["index.yaml", "web-1.1.0.tgz"])
    }

    @Test func aChartOfANamedRepositoryIsLinted() async throws {
        try await publish(["1.0.0"])
        let result = try await lint(["stable/web", "--repository", "stable=\(servers.url("plain", own))"])
        #expect(result.text.hasPrefix("stable/web/Chart.yaml: note: "), "\(result.error)")
        #expect(result.exit == .status(0))
    }

    @Test func aChartOfARegistryIsLinted() async throws {
        var settings = ChartRepository(url: "oci://\(try servers.host("registry"))/\(own)")
        settings.plainHTTP = true
        _ = try await RegistryPush(settings, repository: "\(own)/web").chart(
            await TestChart.archive("web", "1.2.0", text: "{{ nothing }}"), tag: "1.2.0")
        let chart = "\(settings.url)/web"
        let result = try await lint([chart, "--version", "~1.2", "--plain-http", sample()])
        #expect(result.exit == .status(1))
        #expect(
            result.text == """
                \(chart)/Chart.yaml: note: icon is recommended [chart-advice]
                \(chart)/templates/map.yaml:5:6: error: there is no function "nothing" [unknown-function]
                    5 | # {{ nothing }}
                      |      ^
                \(chart)/values.yaml: note: file does not exist [chart-advice]
                1 error, 0 warnings

                """, "\(result.error)")
    }

    @Test func anArchiveAtAnAddressThatIsNoChartIsLintedAllTheSame() async throws {
        let files = try TemporaryDirectory()
        try files.write("web/Chart.yaml", "name: web\n")
        try await Command.text("tar", ["-czf", files.path("web.tgz"), "-C", files.path, "web"])
        try servers.put("\(own)/web.tgz", File.read(files.path("web.tgz")))
        let result = try await lint([servers.url("open", "\(own)/web.tgz"), "--ca-file", servers.authority])
        #expect(result.exit == .status(1))
        #expect(result.text.contains("/web.tgz/Chart.yaml: error: "), "\(result.text) \(result.error)")
    }

    @Test func whatCannotBeHadIsSaid() async throws {
        try await publish(["1.0.0"])
        let url = try servers.url("open", own)
        let result = try await lint(["web", "--repo", url, "--version", "^3", "--ca-file", servers.authority])
        #expect(result.exit == .status(1))
        #expect(result.text.isEmpty)
        #expect(result.error.contains("\(url): no version of \\\"web\\\" is ^3: there are 1.0.0"), "\(result.error)")
    }
}

import Glibc
import JSON
import TestSupport
import Testing
import Unix

@testable import ChartSources

/// The renderer itself, with charts that it has to fetch.
@Suite(.timeLimit(.minutes(5))) struct ChartProgramTests: ChartSiteSuite {
    let site: ChartSite

    init() async throws {
        site = try await ChartSite()
    }

    private func publish(_ chart: String, _ versions: [String]) async throws {
        try await publish(versions, of: chart, at: "\(own)/\(chart)")
    }

    private func url(_ site: String, _ chart: String = "web") throws -> String { try servers.url(site, "\(own)/\(chart)") }

    @discardableResult
    private func resource(_ name: String, _ annotation: String? = nil) throws -> String {
        let annotations = annotation.map { ", annotations: {chart: '\($0)'}" } ?? ""
        return try folder.write(
            "\(name).yaml",
            "apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: \(name), namespace: n\(annotations)}\nspec: {}\n")
    }

    private func render(_ arguments: [String]) async throws -> Command {
        try await Command.run(
            try Repository.program("renderer"), ["render"] + arguments + ["--repository-cache", folder.path("cache")])
    }

    private static func output(_ name: String, _ version: String) -> String {
        "---\n# Source: web/templates/map.yaml\napiVersion: v1\ndata:\n  version: \(version)\nkind: ConfigMap\nmetadata:\n  name: \(name)\n"
    }

    @Test func aChartOfARepositoryIsRendered() async throws {
        try await publish("web", ["1.0.0", "1.1.0", "2.0.0"])
        let password = try folder.write("password", "s3cret\n")
        let result = try await render([
            resource("alice"), "--chart", "web", "--repo", url("basic"), "--version", "^1.0", "--username", "ada",
            "--password-file",
            password, "--ca-file", servers.authority,
        ])
        #expect(result.text == Self.output("alice", "1.1.0"), "\(result.error)")
        #expect(!result.error.contains("s3cret"))
        #expect(result.error.contains("a chart was fetched"))
    }

    @Test func aChartOfARegistryIsRendered() async throws {
        var settings = ChartRepository(url: "oci://\(try servers.host("registry"))/\(own)")
        settings.plainHTTP = true
        _ = try await RegistryPush(settings, repository: "\(own)/web").chart(
            await TestChart.archive("web", "1.2.0"), tag: "1.2.0")
        let result = try await render([resource("alice"), "--chart", "\(settings.url)/web", "--version", "~1.2", "--plain-http"])
        #expect(result.text == Self.output("alice", "1.2.0"), "\(result.error)")
        let tagged = try await render([resource("alice"), "--chart", "\(settings.url)/web:1.2.0", "--plain-http"])
        #expect(tagged.text == Self.output("alice", "1.2.0"), "\(tagged.error)")
    }

    @Test func anArchiveAtAnAddressIsRendered() async throws {
        try await publish("web", ["1.0.0"])
        let result = try await render([
            resource("alice"), "--chart", url("open") + "/web-1.0.0.tgz", "--ca-file", servers.authority,
        ])
        #expect(result.text == Self.output("alice", "1.0.0"), "\(result.error)")
    }

    @Test func whatCannotBeHadIsSaidAndEndsTheProgram() async throws {
        try await publish("web", ["1.0.0"])
        let result = try await render([
            resource("alice"), "--chart", "web", "--repo", url("open"), "--version", "^3", "--ca-file", servers.authority,
        ])
        #expect(result.exit == .status(1))
        #expect(
            result.error.contains(
                "\(try url("open")): no version of \\\"web\\\" is ^3: there are 1.0.0"),
            "\(result.error)")
    }

    @Test func versionAloneStillPrintsTheProgramsVersion() async throws {
        let result = try await Command.run(try Repository.program("renderer"), ["--version"])
        #expect(result.exit == .status(0))
        #expect(result.text.split(separator: ".").count == 3)
    }

    @Test func aCustomResourceChoosesAChartOfTheAllowedRepositories() async throws {
        try await publish("web", ["1.0.0", "1.1.0"])
        try await publish("api", ["3.0.0"])
        try folder.write("local/Chart.yaml", "apiVersion: v2\nname: local\nversion: 0.0.1\n")
        let configuration = try folder.write(
            "lostromos.yaml",
            """
            crd: {name: things, group: example.com, version: v1}
            helm:
              chart: \(folder.path("local"))
              repositories:
                - {name: stable, url: "\(try url("open"))", caFile: "\(servers.authority)"}
                - {name: other, url: "\(try url("open", "api"))", caFile: "\(servers.authority)"}

            """)
        let files = try [
            resource("a", "stable/web:1.0.0"), resource("b", "stable/web"), resource("c", "other/api:^3"), resource("d"),
            resource("e", "evil/web:1.0.0"), resource("f", "stable/none"),
        ]
        let result = try await render(files + ["-c", configuration])
        #expect(result.exit == .status(1))
        let expected = [("lostromos-a", "1.0.0"), ("lostromos-b", "1.1.0"), ("lostromos-c", "3.0.0")]
        for (name, version) in expected {
            #expect(result.text.contains("version: \(version)\nkind: ConfigMap\nmetadata:\n  name: \(name)\n"), "\(result.text)")
        }
        #expect(
            result.error.contains(
                "names the repository \"evil\", which the configuration does not allow: it allows other, stable"))
        #expect(result.error.contains("there is no chart \"none\" in the index"))
    }

    @Test func aSlowRepositoryDoesNotStopTheOthersEvents() async throws {
        try await publish("web", ["1.0.0"])
        try servers.script("\(own)/web/web-1.0.0.tgz", ["stall": true])
        try folder.write("local/Chart.yaml", "apiVersion: v2\nname: local\nversion: 0.0.1\n")
        let pipe = try makePipe()
        let renderer = try ChildProcess(
            try Repository.program("renderer"),
            [
                "--chart", folder.path("local"), "--repository", "stable=\(try url("plain"))", "--repository-cache",
                folder.path("cache"),
            ], input: .descriptor(pipe.reading), output: .file(folder.path("out")), error: .file(folder.path("err")))
        let input = FileDescriptor(owning: pipe.writing)
        for (name, annotation) in [("slow", "stable/web"), ("quick", nil), ("late", "stable/web:^1")] as [(String, String?)] {
            try input.write(all: try Self.change(name, annotation))
        }
        let first = try await eventually("three answers", within: 120) { () -> [String]? in
            let kinds = try answers()
            return kinds.count >= 3 ? kinds : nil
        }
        #expect(first == ["renderfailed slow", "bundle quick", "renderfailed late"])
        // It answers at last.
        try servers.remove("\(own)/web/web-1.0.0.tgz.answer")
        try await eventually("the bundles of those who waited", within: 120) {
            let all = try answers()
            return all.contains("bundle slow") && all.contains("bundle late")
        }
        try input.close()
        #expect(try await renderer.ended() == .status(0))
    }

    /// What the renderer answered so far: the type of each event, and of whom.
    private func answers() throws -> [String] {
        try folder.read("out").split(separator: "\n").map { line in
            let event = try JSONValue(parsing: Array(line.utf8))
            let type = event["type"]?.stringValue?.split(separator: ".").last.map(String.init) ?? ""
            return "\(type) \(event["data"]?["owner"]?["name"]?.stringValue ?? "")"
        }
    }

    private static func change(_ name: String, _ annotation: String?) throws -> [UInt8] {
        var metadata: JSONValue = ["name": .string(name), "namespace": "n", "uid": .string(name)]
        if let annotation { metadata["annotations"] = ["chart": .string(annotation)] }
        let event: JSONValue = [
            "specversion": "1.0", "id": .string(name), "source": "/fairlead/watcher/p", "type": "dev.fairlead.change",
            "time": "2026-01-01T00:00:00Z", "partitionkey": .string("things.example.com/n/\(name)"),
            "datacontenttype": "application/json",
            "data": [
                "change": "added",
                "resource": ["group": "example.com", "version": "v1", "plural": "things", "kind": "Thing", "namespaced": true],
                "object": ["apiVersion": "example.com/v1", "kind": "Thing", "metadata": metadata, "spec": [:]],
            ],
        ]
        return event.serialized() + [UInt8(ascii: "\n")]
    }
}

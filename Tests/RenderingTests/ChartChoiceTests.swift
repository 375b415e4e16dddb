import Helm
import JSON
import TestSupport
import Testing

@testable import Rendering

@Suite(.timeLimit(.minutes(5))) struct ChartChoiceTests {
    private static func resource(_ annotation: JSONValue?) -> RawJSON {
        var metadata: JSONValue = ["name": "alice", "namespace": "books", "uid": "u"]
        if let annotation { metadata["annotations"] = ["chart": annotation] }
        return RawJSON(["metadata": metadata, "spec": ["text": "x"]])
    }

    private func choice(_ annotation: JSONValue?, _ allowed: [String] = ["incubator", "stable"]) -> String {
        do throws(RenderError) {
            return try ChartChoice(of: Self.resource(annotation), allowing: allowed)?.description ?? "none"
        } catch {
            return error.message
        }
    }

    @Test(
        arguments: [
            (nil, "none"), (.null, "none"), ("", "none"), ("  ", "none"), ("incubator/vault:0.7.1", "incubator/vault:0.7.1"),
            ("incubator/vault", "incubator/vault"), (" stable/web : ^1.2 ", "stable/web:^1.2"), ("stable/web:", "stable/web"),
        ] as [(JSONValue?, String)])
    func theAnnotationIsReadAsLostromosReadsIt(annotation: JSONValue?, expected: String) {
        #expect(choice(annotation) == expected)
    }

    @Test(arguments: [
        "web", "a/b/c", "/web", "stable/", "stable/..", "../etc/passwd", "https://example.com/x.tgz", "oci://h/x",
        "stable/web:1:2",
        "stable/we b", "stable/w\u{0}b", "stable/web:1\n2", "stable/-web",
    ])
    func whatIsNoChoiceIsRefused(text: String) {
        #expect(
            choice(.string(text)).hasPrefix("the annotation \"chart\" must be REPOSITORY/NAME or REPOSITORY/NAME:VERSION, not \"")
        )
    }

    @Test func whatIsNoTextIsRefused() {
        #expect(choice(7) == "none" || choice(7).hasPrefix("the annotation"))
    }

    @Test func anotherRepositoryIsRefusedWithThoseThatThereAre() {
        let told = "the annotation \"chart\" names the repository"
        #expect(
            choice("stabel/web:1") == "\(told) \"stabel\", which the configuration does not allow: did you mean \"stable\"?")
        #expect(
            choice("evil/web:1") == "\(told) \"evil\", which the configuration does not allow: it allows incubator, stable")
        #expect(choice("evil/web:1", []) == "\(told) \"evil\", which the configuration does not allow: it allows none")
    }

    @Test func eachResourceIsRenderedWithItsChart() async throws {
        let shelf = ChartShelf { choice throws(ChartError) in
            if choice.chart == "none" { throw ChartError("there is none") }
            return try Self.chart(choice.chart, choice.version ?? "9.0.0")
        }
        let standard = try HelmRenderer(ChartSettings(chart: "own"), chart: Self.chart("own", "1.0.0"))
        let renderer = ChoosingRenderer(standard: standard, repositories: ["stable"], shelf: shelf) { chart throws(RenderError) in
            try HelmRenderer(ChartSettings(chart: "chosen"), chart: chart)
        }
        for (annotation, expected) in [
            (nil, "own 1.0.0"), ("stable/web:1.2.3", "web 1.2.3"), ("stable/web", "web 9.0.0"), ("stable/web:1.2.3", "web 1.2.3"),
        ] as [(JSONValue?, String)] {
            let resource = Self.resource(annotation)
            let chosen = try await renderer.chosen(for: resource, owner: "o")
            let manifests = try chosen.rendering(resource, at: nil).manifests
            #expect(try manifests.first?.object.value()["data"]?["chart"]?.stringValue == expected)
        }
        do {
            _ = try await renderer.chosen(for: Self.resource("stable/broken:1.0.0"), owner: "o")
            Issue.record("the chart is broken")
        } catch {
            #expect(error.message == "the chart \"stable/broken:1.0.0\": unclosed action")
            #expect(error.template == "broken/templates/map.yaml")
        }
    }

    private static func chart(_ name: String, _ version: String) throws(ChartError) -> Chart {
        let broken = name == "broken" ? "{{ if" : ""
        let template = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: a}
            data: {chart: "{{ .Chart.Name }} {{ .Chart.Version }}"}
            \(broken)
            """
        return try ChartLoader.load(files: [
            ChartFile(name: "Chart.yaml", bytes: Array("apiVersion: v2\nname: \(name)\nversion: \(version)\n".utf8)),
            ChartFile(name: "templates/map.yaml", bytes: Array(template.utf8)),
        ])
    }
}

import GoTemplate
import Helm
import JSON
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct ChartRenderingTests {
    private static let cases: [HelmCase] = [
        HelmCase("plain"),
        HelmCase("plain", "replicas: 3\nimage: {tag: v7}\nlabels: null\nports: null\ntext: {a: b}\nnew: 1"),
        HelmCase("plain", "nothing: {a: 1}\nenv: null\nimage: text", set: ["big": 1_000_000, "replicas": 5]),
        HelmCase("legacy"),
        HelmCase("legacy", "tags: {post: false}"),
        HelmCase("legacy", "tags: {post: false, talk: true}\nmail: {a: 1, global: {x: 1}}\nglobal: {x: 2}"),
        HelmCase("legacy", "tags: {post: maybe, talk: false}\nextra: null"),
        HelmCase("umbrella"),
        HelmCase("umbrella", "database: {enabled: false}\nreplica: {enabled: false}"),
        HelmCase("umbrella", "database: {enabled: null}\nglobal: {database: {enabled: false}}"),
        HelmCase("umbrella", "database: {enabled: 'text', backup: {enabled: false}}\ntags: {agents: false}"),
        HelmCase("umbrella", "tags: {fast: false}\nmetrics: {enabled: false}\nreplica: {backup: {enabled: true}}"),
        HelmCase("umbrella", "global: {region: null, nested: {a: null, deep: {x: 7}}, list: null}\ndatabase: {settings: null}"),
        HelmCase("umbrella", "global: {nested: text}\ndatabase: {global: {nested: {q: 1}, region: mine}}"),
        HelmCase("umbrella", "database: {helper: {port: 1}, settings: {overridden: given}}\noverridden: given\nimported: null"),
        HelmCase("umbrella", "cache: text"),
        HelmCase("typical"),
        HelmCase("typical", "autoscaling: {enabled: true}\nresources: null\nservice: {ports: {http: 8080}}"),
        HelmCase("typical", "resources: null\npreset: micro\nnameOverride: rel\nimage: {digest: 'sha256:00', registry: ''}"),
        HelmCase("typical", "resources: null\npreset: none"),
        HelmCase("typical", "affinity: {a: '{{ .Values.replicaCount }}'}\nreplicaCount: 1000000"),
        HelmCase("typical", "fullnameOverride: '{{'\ningress: {hostname: '{{ .Values.nope.nope }}'}"),
        HelmCase("typical", "config: {server: {debug: 'yes', names: [ä, ß]}}", set: ["replicaCount": 1_000_000]),
        HelmCase("typical", "extraEnvVars: '{{ range tuple 1 2 }}- name: n{{ . }}\n{{ end }}'"),
        HelmCase("umbrella", "cache: null"),
    ]

    @Test func chartsAreRenderedAsInGo() async throws {
        let answers = try await HelmOracle.shared().answers(to: Self.cases)
        for (example, expected) in zip(Self.cases, answers) { example.answer().expect(expected, in: example) }
    }

    private static let failures: [HelmCase] = [
        HelmCase("failing", "case: required"), HelmCase("failing", "case: required\nname: ''"),
        HelmCase("failing", "case: required\nname: 7"), HelmCase("failing", "case: fail\nmessage: 'no: way'"),
        HelmCase("failing", "case: tpl\ntext: '{{ if }}'"), HelmCase("failing", "case: tpl\ntext: '{{ fail \"inner\" }}'"),
        HelmCase("failing", "case: tpl\ntext: '{{ .Values.case.x }}'"), HelmCase("failing", "case: tpl\ntext: 7"),
        HelmCase("failing", "case: tpl\ntext: '{{ tpl \"{{ nope }}\" . }}'"), HelmCase("failing", "case: include"),
        HelmCase("failing", "case: type\nname: {first: text}"), HelmCase("failing", "case: nil\nnothing: null"),
        HelmCase("failing", "case: nil"), HelmCase("failing", "case: field"), HelmCase("failing", "case: capabilities"),
        HelmCase("failing", "case: has"), HelmCase("failing", "case: glob"), HelmCase("failing", "case: index\na: text"),
        HelmCase("failing", "case: toJson\ntext: {Values: {}}"), HelmCase("failing", "case: 7"), HelmCase("failing"),
    ]

    @Test func failuresAreToldAsInGo() async throws {
        let answers = try await HelmOracle.shared().answers(to: Self.failures)
        for (example, expected) in zip(Self.failures, answers) { example.answer().expect(expected, in: example) }
    }

    @Test func declaredChartsThatAreNotThereAreToldAsInHelm() async throws {
        let folder = try TemporaryDirectory()
        try folder.write(
            "web/Chart.yaml",
            """
            apiVersion: v2
            name: web
            version: 1.0.0
            dependencies:
              - {name: queue, version: 1.0.0, repository: "https://charts.example.com"}
              - {name: store, version: 1.0.0, alias: disk}
              - {name: cache, version: 1.0.0, condition: cache.enabled}
            """)
        try folder.write("web/charts/store/Chart.yaml", "apiVersion: v2\nname: store\nversion: 1.0.0\n")
        let example = HelmCase(folder: folder.path("web"), "cache: {enabled: false}")
        let expected = try await HelmOracle.shared().answers(to: [example])[0]
        #expect(expected.error.hasSuffix("missing in charts/ directory: queue, cache"))
        example.answer().expect(expected, in: example)
    }

    /// What a chart of three files with the same text comes to under limits: an error in each case, as they write no objects.
    private func failure(_ text: String, _ limits: ExecutionLimits) throws -> HelmError {
        let files = (0..<3).map { ChartFile(name: "templates/\($0).yaml", bytes: Array(text.utf8)) }
        let description = ChartFile(name: "Chart.yaml", bytes: Array("apiVersion: v2\nname: web\nversion: 1.0.0".utf8))
        let engine = try HelmEngine(try ChartLoader.load(files: files + [description]))
        let options = ExecutionOptions(limits: limits)
        return try #require(throws: HelmError.self) { try engine.render([:], release: Release(name: "rel"), options: options) }
    }

    @Test func theBoundOnOutputIsTheWholeCharts() throws {
        let text = "{{ range $i, $_ := until 100 }}0123456789{{ end }}"
        // What is written is no object, which comes later than the bound.
        #expect(try failure(text, ExecutionLimits(outputBytes: 3000)).description.hasPrefix("YAML parse error"))
        let error = try failure(text, ExecutionLimits(outputBytes: 2999))
        #expect(error.template == "web/templates/0.yaml")
        #expect(error.message == "the output exceeds 2999 bytes")
    }

    @Test func theBoundOnStepsIsTheWholeCharts() throws {
        // Each round counts, and what is in it; the last of the three files meets the bound.
        let text = "{{ range until 100 }}x{{ end }}"
        var enough = 100
        while try failure(text, ExecutionLimits(steps: enough)).message.contains("maximum of") { enough += 1 }
        #expect((600..<800).contains(enough))
        let error = try failure(text, ExecutionLimits(steps: enough - 1))
        #expect(error.template == "web/templates/0.yaml")
        #expect(error.message == "exceeded the maximum of \(enough - 1) steps")
        let one = try failure(text, ExecutionLimits(steps: enough / 3 - 1))
        #expect(one.template == "web/templates/2.yaml")
    }

    @Test func stepsWithinTplAndIncludeCount() throws {
        let text =
            "{{ define \"x\" }}{{ range until 100 }}x{{ end }}{{ end }}{{ include \"x\" . }}"
            + "{{ tpl \"{{ range until 100 }}y{{ end }}\" . }}"
        #expect(try failure(text, ExecutionLimits(steps: 900)).message.contains("exceeded the maximum of 900 steps"))
        #expect(!(try failure(text, ExecutionLimits(steps: 6000)).message.contains("exceeded the maximum")))
    }

    @Test func theBoundOnMemoryIsTheWholeCharts() throws {
        let text = "{{ $_ := repeat 10000 \"x\" }}"
        let limits = ExecutionLimits(memoryBytes: 50_000)
        let error = try failure(text, limits)
        #expect(error.message.contains("exceed 50000 bytes"))
        #expect(error.template != "web/templates/2.yaml")
    }

    @Test func theBoundOnTimeIsTheWholeCharts() throws {
        let error = try failure(
            "{{ range until 3000 }}{{ range until 3000 }}{{ end }}{{ end }}", ExecutionLimits(time: .milliseconds(1)))
        #expect(error.message.contains("rendering takes longer than"))
    }
}

import GoTemplate
import Helm
import JSON
import Testing

@Suite struct ChartRenderingTests {
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

    @Test func theBoundOnOutputIsTheWholeCharts() throws {
        let text = Array("{{ range $i, $_ := until 100 }}0123456789{{ end }}".utf8)
        let files = (0..<3).map { ChartFile(name: "templates/\($0).yaml", bytes: text) }
        let description = ChartFile(name: "Chart.yaml", bytes: Array("apiVersion: v2\nname: web\nversion: 1.0.0".utf8))
        let engine = try HelmEngine(try ChartLoader.load(files: files + [description]))
        let enough = ExecutionOptions(limits: ExecutionLimits(outputBytes: 3000))
        let release = Release(name: "rel")
        // What is written is no object, which comes later than the bound.
        let complaint = #expect(throws: HelmError.self) { try engine.render([:], release: release, options: enough) }
        #expect(complaint?.description.hasPrefix("YAML parse error") == true)
        let tight = ExecutionOptions(limits: ExecutionLimits(outputBytes: 2999))
        let error = #expect(throws: HelmError.self) { try engine.render([:], release: release, options: tight) }
        #expect(error?.template == "web/templates/0.yaml")
    }
}

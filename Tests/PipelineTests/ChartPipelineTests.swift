import Events
import JSON
import TestSupport
import Testing

/// A chart on a real cluster, through the three programs.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct ChartPipelineTests {
    private let cluster: DevCluster

    init() async throws {
        cluster = try DevCluster.required()
        try await CharacterKind.install(on: cluster)
    }

    private static let chart = [
        "Chart.yaml": """
        apiVersion: v2
        name: books
        version: 1.2.3
        dependencies: [{name: shelf, version: 1.x.x, condition: shelf.enabled}, {name: common, version: 1.x.x}]
        """,
        "values.yaml": """
        By: nobody
        title: '{{ .Release.Name | upper }} by {{ .Values.By }}'
        shelf: {enabled: true, board: oak}
        """,
        "values.schema.json": #"{"properties": {"By": {"type": "string", "maxLength": 20}}}"#,
        "templates/NOTES.txt": "{{ .Release.Name }} is in {{ .Release.Namespace }}.",
        "templates/book.yaml": """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: {{ include "common.name" . }}
          labels: {{- include "common.labels" . | nindent 4 }}
        data:
          by: {{ .Values.By | quote }}
          title: {{ tpl .Values.title . | quote }}
        """,
        "templates/quotes.yaml": """
        {{- range $i, $quote := .Values.Quotes }}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: {{ include "common.name" $ }}-quote-{{ $i }}
          annotations: {"helm.sh/resource-policy": {{ ternary "keep" "delete" (eq $i 0) }}}
        data: {quote: {{ $quote | quote }}}
        {{- end }}
        """,
        "charts/common/Chart.yaml": "apiVersion: v2\nname: common\nversion: 1.0.0\ntype: library\n",
        "charts/common/templates/_names.tpl": """
        {{- define "common.name" }}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 63 }}{{ end }}
        {{- define "common.labels" }}{{ dict "helm.sh/chart" (printf "%s-%s" .Chart.Name .Chart.Version) | toYaml }}{{ end }}
        """,
        "charts/shelf/Chart.yaml": "apiVersion: v2\nname: shelf\nversion: 1.0.0\n",
        "charts/shelf/values.yaml": "board: pine\n",
        "charts/shelf/templates/shelf.yaml": """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: {{ include "common.name" . }}}
        data: {board: {{ .Values.board }}}
        """,
    ]

    @Test func aChartFollowsTheCustomResourceUntilItIsGone() async throws {
        let namespace = try await cluster.makeNamespace("chart")
        let folder = try TemporaryDirectory()
        for (file, text) in Self.chart { try folder.write("books/\(file)", text + "\n") }
        let pipeline = try PipelineRun(
            on: cluster, namespace: namespace, renderer: ["helm: {chart: \(folder.path("books")), resource: spec}"])
        try pipeline.start()
        try await cluster.apply(CharacterKind.manifest("alice", in: namespace, quotes: ["Curiouser", "and curiouser"]))
        let book = ["by": "Lewis Carroll", "title": "ALICE by Lewis Carroll"]
        try await pipeline.expectConfigMaps([
            "alice-books": book, "alice-shelf": ["board": "oak"], "alice-books-quote-0": ["quote": "Curiouser"],
            "alice-books-quote-1": ["quote": "and curiouser"],
        ])
        let labels = try await cluster.json("-n", namespace, "get", "configmap", "alice-books")["metadata"]?["labels"]
        #expect(labels?["helm.sh/chart"] == "books-1.2.3")
        let bundle = try #require(try pipeline.events("bundles").first { $0.type == .bundle })
        #expect(try Bundle(of: bundle).message == "alice is in \(namespace).\n")

        // Values that the schema forbids change nothing.
        try await cluster.apply(CharacterKind.manifest("alice", in: namespace, by: "Charles Lutwidge Dodgson"))
        try await eventually("the failure to be told") {
            try pipeline.events("bundles").contains { event in
                guard event.type == .renderFailed else { return false }
                let message = try RenderFailed(of: event).error.message
                return message.hasSuffix("- at '/By': maxLength: got 24, want 20 (from the custom resource)")
            }
        }
        #expect(try await pipeline.configMaps().count == 4)

        // What is not there any more is pruned, except for what is to be kept.
        try await cluster.apply(CharacterKind.manifest("alice", in: namespace))
        try await pipeline.expectConfigMaps([
            "alice-books": book, "alice-shelf": ["board": "oak"], "alice-books-quote-0": ["quote": "Curiouser"],
        ])
        try await cluster.kubectl("-n", namespace, "delete", "character", "alice")
        try await pipeline.expectConfigMaps(["alice-books-quote-0": ["quote": "Curiouser"]])
        #expect(try await pipeline.stop().allSatisfy { $0.value == .status(0) })
        try await cluster.kubectl("delete", "namespace", namespace, "--wait=false")
    }
}

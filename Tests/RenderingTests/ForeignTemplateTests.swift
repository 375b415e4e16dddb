import GoTemplate
import Helm
import JSON
import TestSupport
import Testing

@testable import Rendering

/// Code comes from the chart and the settings; what comes from a custom resource is data, whatever a template makes of it.
@Suite struct ForeignTemplateTests {
    private let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
        try folder.write("web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n")
        try folder.write(
            "web/values.yaml",
            """
            name: "{{ .Release.Name }}"
            nested: {a: '{{ include "web.hello" . | quote }}', b: ["{{ .Chart.Name }}-it's", plain]}
            data: '{{ .Values.resource.spec.encoded | b64dec }}'
            lines: |
              {{- range tuple 1 2
                  3 }}
              - {{ . }}
              {{- end }}
            scoped: "{{ .port }}"
            """)
        try folder.write("web/config/app.conf", "name={{ .Release.Name | upper }}")
        try folder.write(
            "web/templates/_helpers.tpl",
            """
            {{- define "web.hello" }}hello{{ end }}
            {{- define "render" -}}
            {{- $value := typeIs "string" .value | ternary .value (.value | toYaml) }}
            {{- if contains "{{" (toJson .value) }}
              {{- if .scope }}
                  {{- tpl (cat "{{- with $.RelativeScope -}}" $value "{{- end }}") (merge (dict "RelativeScope" .scope) .context) }}
              {{- else }}
                {{- tpl $value .context }}
              {{- end }}
            {{- else }}
                {{- $value }}
            {{- end }}
            {{- end -}}
            """)
    }

    /// The secret that an owner is after is the name of the release; the texts are what he may write.
    private static let resource: JSONValue = [
        "apiVersion": "stable.example.com/v1", "kind": "Character",
        "metadata": ["name": "alice", "namespace": "books", "uid": "u"],
        "spec": [
            "text": "{{ .Release.Service }}", "half": "{", "open": "{{",
            "rest": " .Release.Service }}",
            "encoded": "e3sgLlJlbGVhc2UuU2VydmljZSB9fQ==", "inner": ".Release.Service", "angles": "<< .Release.Service >>",
            "parts": ["{", "{ .Release.Service }", "}"], "yaml": "a: <<", "reversed": "}} ecivreS.esaeleR. {{",
            "comment": "*/}}{{ .Release.Service }}{{/*", "{{ .Release.Service }}": "a key",
            "quoted": "\" }}{{ .Release.Service }}",
        ],
    ]

    private func value(
        _ expression: String, of resource: JSONValue = resource, _ change: (inout ChartSettings) -> Void = { _ in }
    ) throws -> String? {
        try folder.write(
            "web/templates/all.yaml",
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {x: {{ \(expression) | toJson }}}\n")
        var settings = ChartSettings(chart: folder.path("web"))
        change(&settings)
        let bundle = try HelmRenderer(settings).rendering(RawJSON(resource), at: nil)
        return try bundle.manifests.first?.object.value()["data"]?["x"]?.stringValue
    }

    static let attacks = [
        "tpl .Values.resource.spec.text .", "tpl (toYaml .Values.resource.spec) .",
        #"tpl (printf "x%sy" .Values.resource.spec.text) ."#, "tpl (b64dec .Values.resource.spec.encoded) .",
        #"tpl (printf "{{ %s }}" .Values.resource.spec.inner) ."#,
        #"tpl (printf "{%s .Release.Service }}" .Values.resource.spec.half) ."#,
        "tpl (print .Values.resource.spec.open .Values.resource.spec.rest) .", #"tpl (join "" .Values.resource.spec.parts) ."#,
        #"tpl (.Values.resource.spec.angles | replace "<" "{" | replace ">" "}") ."#,
        #"tpl (regexReplaceAll "(<<|>>)" .Values.resource.spec.angles "{{ .Release.Service }}" | trunc 22) ."#,
        #"tpl (toYaml (dict "a" (b64dec .Values.resource.spec.encoded))) ."#,
        #"tpl (toYaml (dict (b64dec .Values.resource.spec.encoded) "a")) ."#,
        #"tpl (get (fromYaml (printf "a: '%s'" (b64dec .Values.resource.spec.encoded))) "a") ."#,
        #"tpl (index (fromJsonArray (printf "[%q]" (b64dec .Values.resource.spec.encoded))) 0) ."#,
        #"tpl (tpl .Values.data .) ."#, #"tpl (tpl "{{ b64dec .Values.resource.spec.encoded }}" .) ."#,
        #"tpl "{{ tpl (b64dec .Values.resource.spec.encoded) . }}" ."#,
        #"include "render" (dict "value" (b64dec .Values.resource.spec.encoded) "context" .)"#,
        #"include "render" (dict "value" (dict "a" .Values.resource.spec.text) "context" .)"#,
        #"tpl (printf "{{/* %s */}}" .Values.resource.spec.comment) ."#,
        #"tpl (printf "{{ \"%s\" }}" (.Values.resource.spec.quoted | replace "}}{{ .Release.Service" "| print .Release.Service")) ."#,
        #"tpl (printf "{{ \"%s\" | print }}" .Values.resource.spec.quoted) ."#,
        #"tpl (first (keys .Values.resource.spec | sortAlpha | reverse)) ."#,
    ]

    @Test(arguments: attacks) func textsOfTheCustomResourceAreNoTemplates(expression: String) throws {
        // Some of these come to something else, but to nothing that the owner's text could tell to do.
        do {
            let text = try value(expression)
            #expect(text?.contains("Helm") != true, "\(text ?? "")")
        } catch let error as RenderError {
            #expect(error.message.contains("is not allowed to be a template (allow.tpl)"), "\(error)")
        }
    }

    @Test func textsOfTheChartsOwnStringsAreTemplates() throws {
        #expect(try value(#"tpl "{{ printf \"%s\" .Release.Name }}" ."#) == "alice")
        #expect(try value(#"tpl "a\t{{ tpl \"{{ print \\\"x\\\" .Release.Name }}\" . }}" ."#) == "a\txalice")
        #expect(try value(#"tpl `{{ tpl "\x7b{ print \"y\" }}" . }}` ."#) == "y")
    }

    @Test func whatIsRefusedIsSaid() throws {
        let error = #expect(throws: RenderError.self) {
            try value(
                "tpl (b64dec .Values.resource.spec.encoded) .", of: ["spec": ["encoded": "e3sgLlJlbGVhc2UuU2VydmljZSB9fQ=="]])
        }
        #expect(
            error?.message.contains(
                "{{ .Release.Service }} stands neither in the chart nor in the values of the settings, "
                    + "and what a custom resource may have brought in is not allowed to be a template (allow.tpl)") == true)
    }

    @Test func evenWhatTheChartItselfHasIsRefusedFromTheCustomResource() throws {
        let error = #expect(throws: RenderError.self) {
            try value("tpl .Values.resource.spec.text .", of: ["spec": ["text": "{{ .Release.Name }}"]])
        }
        #expect(error?.message.contains("a text of the custom resource is not allowed to be a template (allow.tpl)") == true)
    }

    @Test func itIsAllowedWhereTheSettingsSaySo() throws {
        for expression in ["tpl .Values.resource.spec.text .", "tpl (b64dec .Values.resource.spec.encoded) ."] {
            #expect(try value(expression) { $0.allowsForeignTemplates = true } == "Helm")
        }
    }

    static let idioms = [
        ("tpl .Values.name .", "alice"), (#"include "render" (dict "value" .Values.name "context" .)"#, "alice"),
        (#"include "render" (dict "value" .Values.nested "context" .)"#, "a: '\"hello\"'\nb:\n- 'web-it''s'\n- plain"),
        (#"include "render" (dict "value" .Values.scoped "context" . "scope" (dict "port" 80))"#, "80"),
        (#"tpl (.Files.Get "config/app.conf") ."#, "name=ALICE"), ("tpl .Values.lines . | trim", "- 1\n- 2\n- 3"),
        (#"tpl (toYaml (dict "deep" .Values.lines) | nindent 4) . | trim"#, "deep: |\n      - 1\n      - 2\n      - 3"),
        // What the custom resource gives is data, even if it looks like a template.
        ("tpl .Values.data .", "{{ .Release.Service }}"), (#"tpl "{{ .Values.resource.spec.half }}" ."#, "{"),
        (#"tpl (printf "{{ .Release.Name }}-%s" .Values.resource.spec.inner) ."#, "alice-.Release.Service"),
        (#"include "render" (dict "value" .Values.resource.spec.half "context" .)"#, "{"),
    ]

    @Test(arguments: idioms) func whatChartsDoWorksWithoutLeave(expression: String, text: String) throws {
        #expect(try value(expression) == text)
    }

    @Test func valuesOfTheSettingsMayBeTemplates() throws {
        try folder.write("v.yaml", "a: {x: \"{{ .Chart.Version }}\"}\n")
        let change: (inout ChartSettings) -> Void = { settings in
            settings.valuesFiles = [folder.path("v.yaml")]
            settings.values = ["b": "{{ .Release.Namespace }}"]
        }
        #expect(try value("tpl .Values.a.x .", change) == "1.0.0")
        #expect(try value("tpl .Values.b .", change) == "books")
    }
}

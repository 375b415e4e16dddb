import TestSupport

/// Writes a chart in the manner of the large public ones: charts within charts, a library of partials, values that are templates, and
/// as many files as wanted, all from a seed.
struct ChartGenerator {
    private var random: SeededGenerator
    private let folder: TemporaryDirectory
    private var number = 0

    init(seed: UInt64, folder: TemporaryDirectory) {
        random = SeededGenerator(seed: seed)
        self.folder = folder
    }

    /// Writes the chart `platform`.
    ///
    /// - Parameter fileCount: How many templates it has that are no partials, at least.
    mutating func write(fileCount: Int) throws {
        let names = ["api", "worker", "store", "monitoring"]
        let dependencies = names.map { "  - {name: \($0), version: 1.x.x, condition: \"\($0).enabled\", tags: [backend]}" }
        try folder.write(
            "platform/Chart.yaml",
            """
            apiVersion: v2
            name: platform
            version: 3.1.4
            appVersion: "2.7"
            description: Everything at once
            dependencies:
              - {name: common, version: 2.x.x}
            \(dependencies.joined(separator: "\n"))
              - {name: store, version: 1.x.x, alias: replica, import-values: [{child: ports, parent: importedPorts}]}
            """)
        try folder.write("platform/values.yaml", values(names))
        try folder.write("platform/config/one.conf", "name={{ .Release.Name }}\nmode=plain\n")
        try folder.write("platform/config/two.conf", "a: b\n")
        try writeLibrary("platform/charts/common")
        try writeTemplates("platform", count: fileCount / 5)
        for name in names { try writeChart("platform/charts/\(name)", name, count: fileCount / 5, depth: 2) }
    }

    private mutating func values(_ names: [String]) -> String {
        var lines = [
            "global: {region: north, storageClass: fast, labels: {tier: \"{{ .Release.Name }}-tier\"}}", "importedPorts: {}",
            "commonLabels: {team: \"{{ .Release.Name }}-team\", chart: '{{ .Chart.Name }}'}",
        ]
        lines.append(ownValues())
        for name in names + ["replica"] {
            lines.append("\(name):\n  enabled: \(name == "monitoring" ? "false" : "true")\n  replicas: \(random.below(5))")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private mutating func ownValues() -> String {
        """
        replicas: \(random.below(4) + 1)
        image: {registry: docker.io, repository: "org/app", tag: "1.\(random.below(30))", digest: ""}
        hostname: '{{ .Release.Name }}.{{ .Values.global.region | default "nowhere" }}.example.com'
        env: [{name: MODE, value: '{{ include "common.name" . | quote }}'}, {name: LEVEL, value: info}]
        resources: {limits: {cpu: 500m, memory: \(random.below(9) + 1)28Mi}, requests: {cpu: 0.\(random.below(8) + 1)}}
        ports: {http: 80\(random.below(90) + 10), metrics: 9090}
        autoscaling: {enabled: \(random.once(in: 2)), max: \(random.below(20) + 2)}
        annotations: {"example.com/big": 12345678, "example.com/text": "yes"}
        nothing: null
        list: [1, two, 3.5, true, {deep: [a, b]}]
        """
    }

    private mutating func writeChart(_ path: String, _ name: String, count: Int, depth: Int) throws {
        let below = depth > 0 ? "\ndependencies: [{name: \(name)-agent, version: '>=0.1.0', condition: agent.enabled}]" : ""
        try folder.write(
            "\(path)/Chart.yaml", "apiVersion: v2\nname: \(name)\nversion: 1.\(depth).0\nappVersion: \"9\"\(below)\n")
        try folder.write(
            "\(path)/values.yaml", ownValues() + "\nagent: {enabled: \(!random.once(in: 4))}\nglobal: {region: own}\n")
        let own = depth > 0 ? count * 2 / 3 : count
        try writeTemplates(path, count: own)
        if depth > 0 { try writeChart("\(path)/charts/\(name)-agent", "\(name)-agent", count: count - own, depth: depth - 1) }
    }

    private func writeLibrary(_ path: String) throws {
        try folder.write("\(path)/Chart.yaml", "apiVersion: v2\nname: common\nversion: 2.30.0\ntype: library\n")
        for (name, text) in Self.partials { try folder.write("\(path)/templates/_\(name).tpl", text) }
        for number in 0..<30 {
            let next = number == 29 ? "{{ .Chart.Name }}" : "{{ include \"common.chain\(number + 1)\" . }}"
            try folder.write(
                "\(path)/templates/_chain\(number).tpl",
                "{{- define \"common.chain\(number)\" -}}\n{{- if .Values.replicas }}\(number % 7 == 0 ? "x" : ""){{ end -}}\n\(next)\n{{- end -}}\n"
            )
        }
    }

    private mutating func writeTemplates(_ path: String, count: Int) throws {
        try folder.write("\(path)/templates/_helpers.tpl", "{{- define \"who\" }}\(path.utf8.count){{ end }}\n")
        for _ in 0..<max(1, count) {
            number += 1
            let template = random.one(of: Self.templates)
            let folderName = random.once(in: 4) ? "templates/part\(random.below(3))" : "templates"
            try folder.write(
                "\(path)/\(folderName)/file\(number).yaml",
                template.replacing("NUMBER", with: "\(number)").replacing("CHAIN", with: "\(random.below(30))"))
        }
    }

    private static let partials: [(name: String, text: String)] = [
        (
            "names",
            """
            {{- define "common.name" -}}
            {{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
            {{- end -}}
            {{- define "common.fullname" -}}
            {{- $name := include "common.name" . -}}
            {{- if contains $name .Release.Name -}}{{ .Release.Name }}{{- else -}}{{ printf "%s-%s" .Release.Name $name }}{{- end -}}
            {{- end -}}
            """
        ),
        (
            "labels",
            """
            {{- define "common.labels" -}}
            app.kubernetes.io/name: {{ include "common.name" . }}
            helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
            app.kubernetes.io/instance: {{ .Release.Name }}
            {{- with .Chart.AppVersion }}
            app.kubernetes.io/version: {{ . | quote }}
            {{- end }}
            {{- with .Values.commonLabels }}
            {{ include "common.render" (dict "value" . "context" $) }}
            {{- end }}
            {{- with .Values.global.labels }}
            {{ include "common.render" (dict "value" . "context" $) }}
            {{- end }}
            {{- end -}}
            """
        ),
        (
            "render",
            """
            {{- define "common.render" -}}
            {{- $value := typeIs "string" .value | ternary .value (.value | toYaml) }}
            {{- if contains "{{" (toJson .value) }}{{ tpl $value .context }}{{ else }}{{ $value }}{{ end }}
            {{- end -}}
            """
        ),
        (
            "images",
            """
            {{- define "common.image" -}}
            {{- $separator := ternary "@" ":" (not (empty .image.digest)) -}}
            {{- printf "%s/%s%s%s" .image.registry .image.repository $separator (coalesce .image.digest .image.tag | toString) -}}
            {{- end -}}
            """
        ),
    ]

    private static let templates = [
        """
        apiVersion: apps/v1
        kind: {{ ternary "Deployment" "StatefulSet" (lt NUMBER 60) }}
        metadata:
          name: {{ include "common.fullname" . }}-NUMBER
          namespace: {{ .Release.Namespace | quote }}
          labels: {{- include "common.labels" . | nindent 4 }}
        spec:
          {{- if not .Values.autoscaling.enabled }}
          replicas: {{ .Values.replicas }}
          {{- end }}
          template:
            spec:
              containers:
                - name: main
                  image: {{ include "common.image" (dict "image" .Values.image) }}
                  env: {{- include "common.render" (dict "value" .Values.env "context" $) | nindent 12 }}
                  {{- with .Values.resources }}
                  resources: {{- toYaml . | nindent 12 }}
                  {{- end }}
                  ports:
                    {{- range $name, $port := .Values.ports }}
                    - {name: {{ $name }}, containerPort: {{ $port | int }}}
                    {{- end }}
        """,
        """
        {{- if .Values.autoscaling.enabled }}
        apiVersion: {{ if semverCompare ">=1.23-0" .Capabilities.KubeVersion.Version }}autoscaling/v2{{ else }}autoscaling/v2beta1{{ end }}
        kind: HorizontalPodAutoscaler
        metadata: {name: {{ include "common.fullname" . }}-NUMBER}
        spec: {maxReplicas: {{ .Values.autoscaling.max }}, minReplicas: {{ add .Values.replicas 1 }}}
        {{- end }}
        """,
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: c-NUMBER, annotations: {{ toJson .Values.annotations }}}
        data:
          chain: {{ include "common.chainCHAIN" . | quote }}
          who: {{ template "who" . }}
          list: {{ .Values.list | toJson | quote }}
          host: {{ tpl .Values.hostname . }}
          {{- range $i, $e := .Values.list }}
          item{{ $i }}: {{ $e | toString | quote }}
          {{- end }}
          base: {{ .Template.BasePath }} {{ .Template.Name }}
        {{- with .Files.Glob "config/*" }}{{ .AsConfig | nindent 2 }}{{ end }}
        """,
        """
        apiVersion: v1
        kind: Service
        metadata:
          name: s-NUMBER
          annotations: {"helm.sh/resource-policy": keep}
        spec:
          ports:
          {{- $root := . }}
          {{- range $name, $port := .Values.ports }}
            - {name: {{ $name }}, port: {{ $port }}, nodePort: {{ add $port 20000 }}}
          {{- else }}
            []
          {{- end }}
          selector: {{- pick (include "common.labels" $root | fromYaml) "app.kubernetes.io/name" "app.kubernetes.io/instance" | toYaml | nindent 4 }}
        ---
        # Nothing but a comment.
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: i-NUMBER}
        spec: {rules: [{host: {{ tpl .Values.hostname $root | quote }}}]}
        """,
        """
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: j-NUMBER
          annotations:
            helm.sh/hook: {{ ternary "pre-install,pre-upgrade" "post-install" (eq (mod NUMBER 2) 0) }}
            helm.sh/hook-weight: "{{ sub NUMBER 50 }}"
            helm.sh/hook-delete-policy: before-hook-creation
        spec: {found: {{ lookup "v1" "Secret" .Release.Namespace "none" | toJson }}, who: {{ .Subcharts | keys | sortAlpha | toJson }}}
        """,
        """
        {{- $merged := mergeOverwrite (dict "a" 1 "b" (dict "c" 2)) (dict "b" (dict "d" .Values.replicas)) }}
        {{- if has "v1" (list "v1" "v2") }}
        apiVersion: v1
        kind: Secret
        metadata: {name: x-NUMBER}
        data: {a: {{ toYaml $merged | b64enc }}, b: {{ .Values.image.tag | b64enc | quote }}, c: {{ required "a region" .Values.global.region | b64enc }}}
        {{- end }}
        {{- /* What a chart changes, the ones after it see. */}}
        {{- $_ := set .Values "seen" (add (.Values.seen | default 0) 1) }}
        """,
    ]
}

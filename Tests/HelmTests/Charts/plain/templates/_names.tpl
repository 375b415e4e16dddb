{{- define "plain.name" -}}
{{ .Chart.Name }}
{{- end -}}

{{- define "plain.fullname" -}}
{{ printf "%s-%s" .Release.Name (include "plain.name" .) }}
{{- end -}}

{{- define "plain.labels" -}}
app.kubernetes.io/name: {{ include "plain.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- range $key, $value := .Values.labels }}
{{ $key }}: {{ toJson $value }}
{{- end }}
{{- end -}}

{{- define "same" }}from _names{{ end }}

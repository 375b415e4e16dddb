{{- define "heavy.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "heavy.fullname" -}}
{{- if contains (include "heavy.name" .) .Release.Name }}
{{- .Release.Name | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "heavy.name" .) | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "heavy.selector" -}}
app.kubernetes.io/name: {{ include "heavy.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "heavy.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{ include "heavy.selector" . }}
app.kubernetes.io/version: {{ .Values.version | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- with .Values.global.labels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "heavy.image" -}}
{{- $tag := default .Chart.AppVersion .Values.image.tag -}}
{{- list .Values.global.imageRegistry .Values.image.repository | compact | join "/" }}:{{ $tag }}
{{- end }}

{{- define "heavy.environment" -}}
{{- range $key := keys .Values.settings | sortAlpha }}
- name: {{ $key | upper | replace "-" "_" }}
  value: {{ get $.Values.settings $key | toString | quote }}
{{- end }}
{{- end }}

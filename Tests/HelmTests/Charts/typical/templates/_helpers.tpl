{{- define "typical.fullname" -}}{{ include "common.names.fullname" . }}{{- end -}}
{{- define "typical.image" -}}
{{- $registry := .Values.image.registry | default "docker.io" -}}
{{- with .Values.image -}}
{{- if .digest }}{{ printf "%s/%s@%s" $registry .repository .digest }}{{ else }}{{ printf "%s/%s:%s" $registry .repository (.tag | toString) }}{{ end -}}
{{- end -}}
{{- end -}}
{{- define "typical.resources" -}}
{{- $presets := dict "nano" (dict "requests" (dict "cpu" "100m")) "micro" (dict "requests" (dict "cpu" "250m")) -}}
{{- if hasKey $presets .type }}{{ index $presets .type | toYaml }}{{ else }}{{ printf "ERROR: %s not in %s" .type (join "," (keys $presets | sortAlpha)) | fail }}{{ end -}}
{{- end -}}

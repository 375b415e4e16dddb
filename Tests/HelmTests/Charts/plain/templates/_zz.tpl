{{- define "same" }}from _zz{{ end }}
{{- define "plain.empty" }}{{ end }}

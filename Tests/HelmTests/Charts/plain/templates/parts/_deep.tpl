{{- define "same" }}from parts{{ end }}
{{- define "deep" }}deep {{ .Template.Name }} {{ .Template.BasePath }}{{ end }}

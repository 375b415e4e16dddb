{{ define "need" }}
{{ required "a name is
needed: really" .Values.name }}{{ end }}
{{ define "fail" }}{{ fail .Values.message }}{{ end }}

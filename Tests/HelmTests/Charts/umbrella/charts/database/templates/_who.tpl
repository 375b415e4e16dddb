{{ define "who" }}database{{ end }}

import Testing

@testable import Linting

/// Charts that cannot be loaded.
extension ChartLinterTests {
    @Test(arguments: [
        ("apiVersion: v2\nversion: 1.0.0\n", "Chart.yaml: name is required [chart-metadata]"),
        ("apiVersion: v2\nname: web\nversion: x\n", "Chart.yaml:3:1: version 'x' is not a valid SemVer [chart-metadata]"),
        (
            "apiVersion: v2\nname: web\nversion: 1.0.0\ntype: x\n",
            "Chart.yaml: validation: chart.metadata.type must be application or library [chart-metadata]"
        ),
        ("- x\n", "Chart.yaml:1: it is not a mapping [chart-metadata]"),
        (
            "apiVersion: v2\nname: web\nversion: 1.0.0\ndependencies: [{name: lib, version: 1.0.0}, {name: lib, version: 1.0.0}]\n",
            "Chart.yaml: validation: more than one dependency with name or alias \"lib\" [chart-metadata]"
        ),
    ])
    func templatesOfAChartThatCannotBeLoadedAreLookedAt(metadata: String, problem: String) throws {
        let files = [
            "Chart.yaml": metadata + (metadata.hasPrefix("-") ? "" : "icon: https://a.b/c\n"),
            "values.yaml": "image: {tag: x}\n",
            "charts/lib/Chart.yaml": "apiVersion: v2\nname: lib\nversion: 1.0.0\ntype: library\n",
            "charts/lib/templates/_a.tpl": "{{ define \"lib.tag\" }}{{ .Values.image.tag }}{{ end }}",
            "templates/x.yaml":
                "{{ include \"lib.tag\" . }}{{ .Values.image.tga }}{{ upper }}{{ .Chart.Name }}{{ .Values.resource.spec.size }}",
        ]
        try expect(
            files, definition: Self.definition,
            [
                problem,
                "templates/x.yaml:1:42: .Values.image has no field \"tga\" in the chart's values; did you mean \"tag\"? [unknown-value]",
                "templates/x.yaml:1:52: wrong number of args for upper: want 1 got 0 [wrong-arguments]",
            ])
    }

    @Test func valuesThatCannotBeReadMayBeAny() throws {
        try expect(
            [
                "values.yaml": "- a", "values.schema.json": "{\"properties\": {\"a\": {}}}",
                "templates/x.yaml": "{{ .Values.x.y }}{{ uper \"a\" }}",
            ],
            [
                "templates/x.yaml:1:21: there is no function \"uper\"; did you mean \"upper\"? [unknown-function]",
                "values.yaml:1: values are a mapping, which this is not [chart-file]",
            ])
    }
}

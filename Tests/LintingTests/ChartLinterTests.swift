import Helm
import JSON
import TestSupport
import Testing

@testable import Linting

@Suite struct ChartLinterTests {
    static let metadata = "apiVersion: v2\nname: web\nversion: 1.0.0\nicon: https://example.com/icon.png\n"
    static let definition = """
        kind: CustomResourceDefinition
        spec:
          group: example.com
          names: {kind: Web}
          versions:
            - name: v1
              storage: true
              schema:
                openAPIV3Schema:
                  type: object
                  properties:
                    spec:
                      type: object
                      required: [size]
                      properties:
                        size: {type: integer}
                        image: {type: object, properties: {tag: {type: string}}}
        """

    /// What is found in a chart, as `FILE:LINE:COLUMN: MESSAGE [RULE]`.
    func lint(
        _ files: [String: String], definition: String? = nil, resource: (inout ChartLinter.ResourceValues) -> Void = { _ in }
    ) throws -> [String] {
        var all = ["Chart.yaml": Self.metadata, "values.yaml": "", "templates/x.yaml": ""]
        all.merge(files) { $1 }
        let files = all.map { ChartFile(name: $0.key, bytes: Array($0.value.utf8)) }.sorted { $0.name < $1.name }
        var way = ChartLinter.ResourceValues()
        resource(&way)
        let schema = try definition.map { try ResourceSchema(Array($0.utf8), file: "crd.yaml", hasFractions: true) }
        let outcome = ChartLinter(files, values: [:], resource: way).outcome(schema: schema)
        return LintReport(outcome.findings).findings.map { "\($0.place): \($0.message) [\($0.rule.rawValue)]" }
    }

    func expect(
        _ files: [String: String], definition: String? = nil, _ expected: [String],
        resource: (inout ChartLinter.ResourceValues) -> Void = { _ in }, at place: SourceLocation = #_sourceLocation
    ) throws {
        let found = try lint(files, definition: definition, resource: resource)
        #expect(found == expected, "\(found.joined(separator: "\n"))", sourceLocation: place)
    }

    @Test func aChartThatIsAsItShouldBeHasNoFindings() throws {
        try expect(
            [
                "values.yaml": "image: {tag: x}\nports: [1]\nextra: {}\nnothing: null\n",
                "templates/x.yaml": """
                {{ include "web.name" . }}{{ .Values.image.tag }}{{ range .Values.ports }}{{ . }}{{ end }}
                {{ .Values.extra.anything.goes }}{{ .Values.nothing.too }}{{ .Values.resource.name }}{{ .Release.Name }}
                {{ .Values.resource.spec.what.ever }}{{ .Chart.Version }}{{ .Capabilities.KubeVersion.Minor }}
                {{ .Files.Get "x" }}{{ .Template.Name }}{{ $.Values.global.x }}
                """,
                "templates/_helpers.tpl": "{{ define \"web.name\" }}{{ .Chart.Name }}{{ end }}",
            ],
            [])
    }

    @Test func templatesOfChartsAboveAndBelowAreKnown() throws {
        let child = "apiVersion: v2\nname: db\nversion: 1.0.0\n"
        try expect(
            [
                "Chart.yaml": Self.metadata
                    + "dependencies: [{name: db, version: 1.0.0, condition: db.on}, {name: lib, version: 1.0.0}]\n",
                "values.yaml": "db: {on: false, given: 1}\n", "charts/db/Chart.yaml": child, "charts/db/values.yaml": "own: 1\n",
                "charts/db/templates/a.yaml": """
                {{ include "web.name" . }}{{ .Values.given }}{{ .Values.own }}{{ .Values.onw }}{{ inclde "x" . }}
                {{ .Chart.Nmae }}
                """,
                "charts/db/templates/_a.tpl": "{{ define \"db.name\" }}x{{ end }}{{ define \"db.unused\" }}x{{ end }}",
                "charts/lib/Chart.yaml": child.replacing("db", with: "lib") + "type: library\n",
                "charts/lib/templates/_a.tpl": "{{ define \"lib.unused\" }}x{{ end }}",
                "templates/x.yaml": "{{ include \"db.name\" .Subcharts.db }}{{ include \"db.nmae\" . }}",
                "templates/_helpers.tpl": "{{ define \"web.name\" }}x{{ end }}{{ define \"web.unused\" }}x{{ end }}",
            ],
            [
                "charts/db/templates/a.yaml:1:83: there is no function \"inclde\"; did you mean \"include\"? [unknown-function]",
                "charts/db/templates/a.yaml:2:10: .Chart has no field \"Nmae\"; did you mean \"Name\"? [unknown-field]",
                "templates/_helpers.tpl:1:59: nothing calls the template \"web.unused\" [unused-template]",
                "templates/x.yaml:1:49: there is no template \"db.nmae\"; did you mean \"db.name\"? [unknown-template]",
            ])
    }

    @Test func whatNothingGivesIsToldWithTheNearestName() throws {
        try expect(
            [
                "values.yaml": "image: {tag: x}\nreplicas: 3\n",
                "values.schema.json": """
                {"properties": {"port": {"$ref": "#/definitions/port"}, "mode": {"enum": ["fast", "slow"], "type": "string"}},
                 "definitions": {"port": {"properties": {"number": {"type": "integer"}}}}}
                """,
                "templates/x.yaml": """
                {{ .Values.image.tga }}{{ .Values.port.number }}{{ .Values.port.numbr }}
                {{ with .Values.image }}{{ .tag }}{{ .tagg }}{{ end }}{{ if eq .Values.replicas 3 }}{{ end }}
                {{ if eq .Values.mode "fsat" }}{{ end }}{{ .Values.replicas.x }}{{ (int .Values.replicas) | eq 3 }}
                """,
            ],
            [
                "templates/x.yaml:1:17: .Values.image has no field \"tga\" in the chart's values; did you mean \"tag\"? [unknown-value]",
                "templates/x.yaml:1:64: .Values.port has no field \"numbr\" in the chart's values; did you mean \"number\"? [unknown-value]",
                "templates/x.yaml:2:38: .Values.image has no field \"tagg\" in the chart's values; did you mean \"tag\"? [unknown-value]",
                "templates/x.yaml:2:61: eq compares .Values.replicas (number) with the int 3, which are never comparable; numbers of values are float64 in Go: convert it with int or float64 [value-mismatch]",
                "templates/x.yaml:3:7: .Values.mode is never \"fsat\"; its schema allows: fast, slow; did you mean \"fast\"? [impossible-value]",
                "templates/x.yaml:3:60: .Values.replicas is of type number in the chart's values and has no field \"x\" [unknown-value]",
            ])
    }

    @Test func theCustomResourceInTheValuesIsFollowedByItsDefinition() throws {
        let template = "{{ .Values.resource.spec.sise }}{{ .Values.resource.spec.image.tag }}{{ .Values.resource.nmae }}"
        try expect(
            ["templates/x.yaml": template], definition: Self.definition,
            [
                "crd.yaml:16:17: no template reads .spec.size, which everybody has to give [unread-field]",
                "templates/x.yaml:1:25: .spec has no field \"sise\" in Web example.com/v1; did you mean \"size\"? [unknown-field]",
                "templates/x.yaml:1:89: .Values.resource has no field \"nmae\" in the chart's values; did you mean \"name\"? [unknown-value]",
            ])
        try expect(
            ["templates/x.yaml": "{{ if eq .Values.resource.spec.size 3 }}{{ end }}"], definition: Self.definition,
            [
                "templates/x.yaml:1:7: eq compares .spec.size (integer) with the int 3, which are never comparable; numbers of values are float64 in Go: convert it with int or float64 [type-mismatch]"
            ])
    }

    @Test func aSpecAsValuesIsFollowedByItsDefinitionAndTheValues() throws {
        let files = [
            "values.yaml": "image: {pull: Always}\nown: 1\n",
            "templates/x.yaml":
                "{{ .Values.image.tag }}{{ .Values.image.pull }}{{ .Values.own }}{{ .Values.image.tga }}{{ .Values.szie }}",
        ]
        let found = try lint(files, definition: Self.definition) {
            $0.isResource = false
            $0.isSpec = true
        }
        #expect(
            found == [
                "crd.yaml:16:17: no template reads .spec.size, which everybody has to give [unread-field]",
                "templates/x.yaml:1:81: .Values.image has no field \"tga\" in the chart's values; did you mean \"tag\"? [unknown-value]",
                "templates/x.yaml:1:98: .Values has no field \"szie\" in the chart's values; did you mean \"size\"? [unknown-value]",
            ])
        // Without a definition anything may come.
        let open = try lint(files) {
            $0.isResource = false
            $0.isSpec = true
        }
        #expect(open == [])
    }

    @Test func aFieldThatIsMappedToAValueIsFollowed() throws {
        let found = try lint(
            ["values.yaml": "count: 1\n", "templates/x.yaml": "{{ .Values.count }}{{ .Values.image.tga }}"],
            definition: Self.definition
        ) {
            $0.isResource = false
            $0.mapping = ["count": "spec.size", "image": "spec.image"]
        }
        #expect(
            found == [
                "templates/x.yaml:1:36: .spec.image has no field \"tga\" in Web example.com/v1; did you mean \"tag\"? [unknown-field]"
            ])
    }

    @Test(arguments: [
        (
            "name: web\nversion: 1.0.0\nicon: https://a.b/c\n",
            ["Chart.yaml: apiVersion is required. The value must be either \"v1\" or \"v2\" [chart-metadata]"]
        ),
        (
            "apiVersion: v2\nname: a/b\nversion: one\n",
            [
                "Chart.yaml: icon is recommended [chart-advice]",
                "Chart.yaml:2:1: chart name \"a/b\" is invalid [chart-metadata]",
                "Chart.yaml:3:1: version 'one' is not a valid SemVer [chart-metadata]",
            ]
        ),
        (
            "apiVersion: v2\nname: web\nversion: 1.2\nicon: x\nsources: [z]\n",
            [
                "Chart.yaml:3:1: version should be of type string but it's a number: quote it [chart-metadata]",
                "Chart.yaml:4:1: invalid icon URL 'x' [chart-metadata]",
                "Chart.yaml:5:11: invalid source URL 'z' [chart-metadata]",
            ]
        ),
        (
            "apiVersion: v1\nname: Web\nversion: v1.2\nicon: https://a.b\ntype: application\nmaintainers: [{email: x}, {name: a, email: b}]\n",
            [
                "Chart.yaml:2:1: chart names should be lower case letters, digits and hyphens: \"Web\" [chart-advice]",
                "Chart.yaml:3:1: version 'v1.2' is not a valid SemVerV2: three numbers with dots between them [chart-advice]",
                "Chart.yaml:5:1: chart type is not valid in apiVersion 'v1'. It is valid in apiVersion 'v2' [chart-metadata]",
                "Chart.yaml:6:15: each maintainer requires a name [chart-metadata]",
                "Chart.yaml:6:37: invalid email 'b' for maintainer 'a' [chart-metadata]",
            ]
        ),
        ("a: [\n", ["Chart.yaml:2:1: did not find expected node content while parsing a flow node [chart-metadata]"]),
    ])
    func metadataIsCheckedAsByHelm(text: String, expected: [String]) throws {
        try expect(["Chart.yaml": text], expected)
    }

    @Test func filesThatHelmDoesNotTakeAreTold() throws {
        try expect(
            [
                "Chart.yaml": Self.metadata + "dependencies: [{name: db, version: 1.0.0}]\n", "templates/a.json": "",
                "crds/a.yaml": "a: {{ x }}",
                "crds/b.yaml": "kind: Secret", "values.schema.json": "{",
                "charts/other/Chart.yaml": "apiVersion: v2\nname: other\nversion: 1.0.0\n",
            ],
            [
                "Chart.yaml: chart directory is missing these dependencies: db [missing-dependency]",
                "Chart.yaml: chart metadata is missing these dependencies: other [missing-dependency]",
                "crds/a.yaml:1:5: what lies below crds is no template, and this is not YAML: a key must be a string, a number or a boolean, not a mapping [chart-file]",
                "crds/b.yaml: the kind \"Secret\" has no place below crds: CustomResourceDefinitions have [chart-file]",
                "templates/a.json: file extension '.json' not valid. Valid extensions are .yaml, .yml, .tpl, or .txt [chart-file]",
                "values.schema.json:1:2: it is not JSON: line 1, column 2: the JSON text ends too early [chart-file]",
            ])
        try expect(
            ["values.yaml": "a: [", "templates/x.yaml": "{{ if }}"],
            [
                "templates/x.yaml:1: missing value for if [syntax]",
                "values.yaml:2:1: did not find expected node content while parsing a flow node [chart-file]",
            ])
    }

    @Test func aDefinitionFromAChangeEventIsAsGoodAsItsFile() throws {
        let object =
            "{\"kind\":\"CustomResourceDefinition\",\"spec\":{\"group\":\"g\",\"names\":{\"kind\":\"K\"},\"versions\":[{\"name\":\"v1\",\"storage\":true,\"schema\":{\"openAPIV3Schema\":{\"type\":\"object\",\"properties\":{\"spec\":{\"type\":\"object\",\"required\":[\"a\"],\"properties\":{\"a\":{\"type\":\"string\"}}}}}}}]}}"
        let recording = """
            {"specversion":"1.0","type":"dev.fairlead.sync","data":{}}
            {"specversion":"1.0","type":"dev.fairlead.change","data":{"change":"added","object":\(object)}}
            """
        try expect(
            ["templates/x.yaml": "{{ .Values.resource.spec.b }}"], definition: recording,
            [
                "crd.yaml: no template reads .spec.a, which everybody has to give [unread-field]",
                "templates/x.yaml:1:25: .spec has no field \"b\" in K g/v1; did you mean \"a\"? [unknown-field]",
            ])
    }

    @Test func fieldsThatChartsBelowReadAreRead() throws {
        let files = [
            "charts/db/Chart.yaml": "apiVersion: v2\nname: db\nversion: 1.0.0\n",
            "charts/db/templates/a.yaml": "{{ .Values.size }}{{ .Values.image.tga }}",
        ]
        let definition = Self.definition.replacing(
            "size: {type: integer}",
            with:
                "db: {type: object, required: [size], properties: {size: {type: integer}, image: {type: object, properties: {tag: {type: string}}}}}"
        )
        .replacing("required: [size]\n", with: "required: [db]\n")
        try expect(
            files, definition: definition,
            [
                "charts/db/templates/a.yaml:1:35: .spec.db.image has no field \"tga\" in Web example.com/v1; did you mean \"tag\"? [unknown-field]"
            ]
        ) {
            $0.isResource = false
            $0.isSpec = true
        }
    }

    @Test func whatALibraryIsGivenIsFollowed() throws {
        let library = """
            {{ define "db.labels" }}{{ .db.sise }}{{ .root.Values.imgae }}{{ .root.Values.image.tag }}{{ .optional }}
            {{ .component }}{{ end }}
            {{ define "db.port" }}{{ get .Values.image "prot" }}{{ hasKey .Values.image "digest" }}{{ .component }}{{ end }}
            """
        try expect(
            [
                "Chart.yaml": Self.metadata + "dependencies: [{name: lib, version: 1.0.0}]\n",
                "values.yaml": "image: {port: 1, tag: x}\nhosts: x\n",
                "charts/lib/Chart.yaml": "apiVersion: v2\nname: lib\nversion: 1.0.0\ntype: library\n",
                "charts/lib/templates/_a.tpl": library,
                "templates/x.yaml": """
                {{ include "db.labels" (dict "root" $ "db" .Values.resource.spec "component" "web") }}
                {{ include "db.port" (merge (dict "component" "web") .) }}{{ include (print "web" "/templates/x.yaml") . }}
                {{ $_ := set .Values "image2" 1 }}{{ .Values.image2 }}{{ range .Values.hosts }}{{ end }}{{ .Values.imag }}
                {{ if eq (.Values.resource.spec.size | default 1) 3 }}{{ end }}{{ range .Values.resource.spec.size }}{{ end }}
                """,
            ],
            definition: Self.definition,
            [
                "charts/lib/templates/_a.tpl:1:31: .spec has no field \"sise\" in Web example.com/v1; did you mean \"size\"? [unknown-field]",
                "templates/x.yaml:3:99: .Values has no field \"imag\" in the chart's values; did you mean \"image\"? [unknown-value]",
                "templates/x.yaml:4:73: range can't iterate over .spec.size (integer); numbers of values are float64 in Go: convert it with int [type-mismatch]",
            ])
    }

    @Test func aVersionThatIsNotWantedIsTold() throws {
        try expect(
            [
                "Chart.yaml": Self.metadata + "dependencies: [{name: db, version: 2.x.x}]\n",
                "charts/db/Chart.yaml": "apiVersion: v2\nname: db\nversion: 1.0.0\n",
            ],
            ["Chart.yaml: version 1.0.0 of the chart db is not within \"2.x.x\", which is wanted [missing-dependency]"])
    }

    @Test func aSchemaThatRefersToItselfEnds() throws {
        let schema = """
            {"properties": {"a": {"$ref": "#"}, "b": {"allOf": [{"$ref": "#"}, {"$ref": "#"}, {"$ref": "#/properties/b"}]}}}
            """
        try expect(
            ["values.schema.json": schema, "templates/x.yaml": "{{ .Values.a.b.a.a.b }}{{ .Values.a.c }}"],
            ["templates/x.yaml:1:36: .Values.a has no field \"c\" in the chart's values; did you mean \"a\"? [unknown-value]"])
    }
}

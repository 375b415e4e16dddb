import Testing

@testable import Linting

@Suite struct FieldCheckTests {
    @Test func fieldsOfTheSchemaAndOfEveryResourceAreKnown() throws {
        let template = """
            {{ .metadata.name }}{{ .metadata.labels.app }}{{ .apiVersion }}{{ .Name }}{{ .GetField "spec" "engine" }}
            {{ .spec.labels.anything }}{{ .spec.extra.anything.below }}{{ .spec.port }}{{ index .spec.labels "a/b" }}
            {{ range $i, $user := .spec.users }}{{ $user.name }}{{ .admin }}{{ $.spec.size }}{{ end }}
            {{ with .spec.owner }}{{ .team }}{{ end }}{{ (index .spec.users 0).name }}{{ (.spec.owner | default $).team }}
            """
        #expect(try DatabaseLinting.mistakes(in: template) == [])
    }

    @Test(arguments: [
        ("{{ .spec.sizee }}", "f0:1:9: .spec has no field \"sizee\" in Database example.com/v1; did you mean \"size\"?"),
        ("{{ .spec.size.x }}", "f0:1:14: .spec.size is of type integer in Database example.com/v1 and has no field \"x\""),
        (
            "{{ with .spec.owner }}{{ .tean }}{{ end }}",
            "f0:1:26: .spec.owner has no field \"tean\" in Database example.com/v1; did you mean \"team\"?"
        ),
        (
            "{{ range .spec.users }}{{ .nam }}{{ end }}",
            "f0:1:27: .spec.users[] has no field \"nam\" in Database example.com/v1; did you mean \"name\"?"
        ),
        ("{{ $o := .spec.owner }}{{ $o.x }}", "f0:1:29: .spec.owner has no field \"x\" in Database example.com/v1"),
        (
            "{{ define \"t\" }}{{ .x }}{{ end }}{{ template \"t\" .spec.owner }}",
            "f0:1:20: .spec.owner has no field \"x\" in Database example.com/v1"
        ),
        (
            "{{ define \"t\" }}{{ .x }}{{ end }}{{ include \"t\" .spec.owner }}",
            "f0:1:20: .spec.owner has no field \"x\" in Database example.com/v1"
        ),
        (
            "{{ (index .spec.users 0).nme }}",
            "f0:1:25: .spec.users[] has no field \"nme\" in Database example.com/v1; did you mean \"name\"?"
        ),
        ("{{ .metadata.nam }}", "f0:1:13: .metadata has no field \"nam\" in Database example.com/v1; did you mean \"name\"?"),
        (
            "{{ .GetField \"spec\" \"sizee\" }}",
            "f0:1:21: .spec has no field \"sizee\" in Database example.com/v1; did you mean \"size\"?"
        ),
        (
            "{{ .GetField \"spec\" \"size\" }}",
            "f0:1:4: GetField answers strings only, and .spec.size is of type integer: it would be empty"
        ),
        (
            "{{ eq .spec.size \"3\" }}",
            "f0:1:4: eq compares .spec.size (integer) with the string \"3\", which are never comparable"
        ),
        (
            "{{ if gt .spec.size 2.5 }}{{ end }}",
            "f0:1:7: gt compares .spec.size (integer) with the float 2.5, which are never comparable"
        ),
        (
            "{{ ne .spec.engine .spec.public }}",
            "f0:1:4: ne compares .spec.engine (string) with .spec.public (boolean), which are never comparable"
        ),
        (
            "{{ eq .spec.engine \"postgre\" }}",
            "f0:1:4: .spec.engine is never \"postgre\"; its schema allows: postgres, mysql; did you mean \"postgres\"?"
        ),
    ])
    func mistakesAreFound(template: String, finding: String) throws {
        let found = try DatabaseLinting.mistakes(in: template)
        #expect(found == [finding])
    }

    @Test(arguments: [
        // A variable that gets another value may be anything.
        "{{ $x := .spec.owner }}{{ if .spec.public }}{{ $x = .spec.extra }}{{ end }}{{ $x.anything }}",
        "{{ eq .spec.size 3 }}{{ lt .spec.size 5 }}{{ eq .spec.public true }}{{ eq .spec.port \"http\" }}{{ eq .spec.engine \"mysql\" }}",
        "{{ range $k, $v := .spec.labels }}{{ eq $v \"x\" }}{{ end }}",
        "{{ with .spec.owner }}{{ $.spec.engine }}{{ end }}{{ with (dict \"a\" .) }}{{ .a.spec.size }}{{ end }}",
    ])
    func whatMayBeIsNoMistake(template: String) throws {
        #expect(try DatabaseLinting.mistakes(in: template) == [])
    }

    @Test func fieldsThatEverybodyGivesAndNobodyReadsAreToldInTheDefinition() throws {
        func unread(_ text: String) throws -> [String] {
            try DatabaseLinting.findings(in: [text]).filter { $0.rule == .unreadField }.map { "\($0.place): \($0.message)" }
        }
        let first = try unread("{{ .spec.size }}{{ range .spec.users }}{{ .admin }}{{ end }}")
        #expect(
            first == [
                "crd.yaml:21:17: no template reads .spec.engine, which everybody has to give",
                "crd.yaml:22:17: no template reads .spec.owner, which everybody has to give",
                "crd.yaml:36:34: no template reads .spec.users[].name, which everybody has to give",
            ])
        #expect(try unread("{{ .spec | toYaml }}") == [])
        #expect(try unread("{{ .spec.size }}{{ .spec.engine }}{{ .spec.owner }}") == [])
        #expect(
            try unread("{{ .spec.size }}{{ .spec.engine }}{{ with .spec.owner }}{{ .mail }}{{ end }}") == [
                "crd.yaml:26:21: no template reads .spec.owner.team, which everybody has to give"
            ])
    }

    @Test func recursionOfTemplatesEnds() throws {
        let recursion = #"{{ define "t" }}{{ template "t" .spec }}{{ template "t" . }}{{ end }}{{ template "t" . }}"#
        // The first time there is a spec.
        #expect(try DatabaseLinting.mistakes(in: recursion) == [])
    }

    @Test(arguments: [
        ("kind: ConfigMap\n", "crd.yaml: there is no CustomResourceDefinition in it"),
        (
            "kind: CustomResourceDefinition\nspec: {versions: [{name: v2}]}\n",
            "crd.yaml: the definition has no schema of a stored version; its versions are: v2"
        ),
        ("a: [\n", "crd.yaml:2:1: did not find expected node content while parsing a flow node"),
    ])
    func aDefinitionThatCannotBeUsedIsToldWhy(text: String, problem: String) {
        let error = #expect(throws: ResourceSchema.Unusable.self) { try ResourceSchema(Array(text.utf8), file: "crd.yaml") }
        #expect(error.map { "\($0)" }?.hasPrefix(String(problem.prefix(20))) == true, "\(error.map { "\($0)" } ?? "")")
    }
}

import TestSupport
import Testing

/// Fields that are read through maps and lists that templates make.
@Suite struct MadeValueTests {
    @Test(arguments: [
        (
            #"{{ define "t" }}{{ .db.sise }}{{ end }}{{ include "t" (dict "root" $ "db" .spec "name" .metadata.name) }}"#,
            "f0:1:23: .spec has no field \"sise\" in Database example.com/v1; did you mean \"size\"?"
        ),
        (
            #"{{ define "t" }}{{ .root.spec.version }}{{ end }}{{ template "t" dict "root" $ }}"#,
            "f0:1:30: .spec has no field \"version\" in Database example.com/v1"
        ),
        (
            #"{{ $d := dict "o" .spec.owner }}{{ $d.o.tean }}"#,
            "f0:1:40: .spec.owner has no field \"tean\" in Database example.com/v1; did you mean \"team\"?"
        ),
        (
            #"{{ with dict "a" (dict "b" .spec.owner) }}{{ .a.b.x }}{{ end }}"#,
            "f0:1:50: .spec.owner has no field \"x\" in Database example.com/v1"
        ),
        (
            #"{{ (index (list .spec .spec.owner) 1).x }}"#,
            "f0:1:38: .spec.owner has no field \"x\" in Database example.com/v1"
        ),
        (
            #"{{ range list .spec.owner .spec.owner }}{{ .size }}{{ end }}"#,
            "f0:1:44: .spec.owner has no field \"size\" in Database example.com/v1"
        ),
        (
            #"{{ range $k, $v := dict "a" .spec.owner }}{{ $v.x }}{{ end }}"#,
            "f0:1:48: .spec.owner has no field \"x\" in Database example.com/v1"
        ),
        (
            #"{{ define "t" }}{{ (index .map .key).x }}{{ end }}{{ template "t" dict "map" .spec "key" "owner" }}"#,
            "f0:1:37: .spec.owner has no field \"x\" in Database example.com/v1"
        ),
        (
            #"{{ define "t" }}{{ .o.x }}{{ end }}{{ include "t" (merge (dict "o" .spec.owner) $) }}"#,
            "f0:1:22: .spec.owner has no field \"x\" in Database example.com/v1"
        ),
        (
            #"{{ define "t" }}{{ .spec.x }}{{ end }}{{ include "t" (merge (dict "o" .spec.owner) $) }}"#,
            "f0:1:25: .spec has no field \"x\" in Database example.com/v1"
        ),
        (
            #"{{ (.spec.owner | default dict).x }}"#,
            "f0:1:32: .spec.owner has no field \"x\" in Database example.com/v1"
        ),
        (
            #"{{ (or .spec.owner .metadata).x }}"#,
            "f0:1:30: .spec.owner has no field \"x\" in Database example.com/v1"
        ),
        (
            #"{{ (ternary .spec.owner .spec.owner true).x }}"#,
            "f0:1:42: .spec.owner has no field \"x\" in Database example.com/v1"
        ),
        (
            #"{{ (deepCopy .spec).x }}"#,
            "f0:1:20: .spec has no field \"x\" in Database example.com/v1"
        ),
        (
            #"{{ (pick .spec "owner" "size").owner.x }}"#,
            "f0:1:37: .spec.owner has no field \"x\" in Database example.com/v1"
        ),
        (
            #"{{ $d := dict "a" .spec }}{{ $_ := set $d "b" 1 }}{{ $d.a.x }}"#,
            "f0:1:58: .spec has no field \"x\" in Database example.com/v1"
        ),
    ])
    func fieldsAreFollowedIntoThem(template: String, finding: String) throws {
        #expect(try DatabaseLinting.mistakes(in: template) == [finding])
    }

    @Test(arguments: [
        // What a template is given need not be given each time.
        #"{{ define "t" }}{{ .optional.x }}{{ .db.size }}{{ end }}{{ include "t" (dict "db" .spec) }}"#,
        #"{{ define "t" }}{{ .o.team }}{{ .optional }}{{ end }}{{ include "t" (merge (dict "o" .spec.owner) $) }}"#,
        // One of the things that a place is come to with has it.
        #"{{ define "t" }}{{ if .db.team }}{{ .db.team }}{{ end }}{{ end }}{{ template "t" dict "db" .spec }}{{ template "t" dict "db" .spec.owner }}"#,
        #"{{ range list .spec.owner .metadata }}{{ .team }}{{ end }}{{ range list .spec.size .spec }}{{ range . }}{{ end }}{{ len . }}{{ end }}"#,
        #"{{ define "t" }}{{ if hasKey . "root" }}{{ .root.spec.size }}{{ else }}{{ .spec.size }}{{ end }}{{ end }}{{ template "t" . }}"#
            + #"{{ template "t" dict "root" . }}"#,
        // What is changed may be anything.
        #"{{ $d := dict "a" .spec.owner }}{{ $_ := set $d "a" .spec.extra }}{{ $d.a.x }}"#,
        #"{{ $d := dict "a" .spec.owner }}{{ range $k, $v := .spec.extra }}{{ $_ := set $d $k $v }}{{ end }}{{ $d.a.x }}"#,
        #"{{ $d := dict "a" .spec.owner }}{{ $_ := merge $d .spec.extra }}{{ $d.a.x }}"#,
        #"{{ $_ := set .spec "x" 1 }}{{ .spec.x }}{{ $_ := unset .spec.owner .spec.engine }}{{ .spec.owner.y }}"#,
        #"{{ .spec.owner.x }}{{ $_ := mergeOverwrite .spec .spec.extra }}"#,
        #"{{ define "t" }}{{ $_ := set . "a" .b }}{{ end }}{{ $d := dict "a" .spec "b" .spec.extra }}{{ include "t" $d }}{{ $d.a.x }}"#,
        #"{{ $_ := merge (dict "spec" .spec.owner) $ }}{{ .spec.owner.size }}"#,
        // A variable that has several values, and a list that has them.
        #"{{ $d := dict "a" .spec }}{{ $e := $d }}{{ if .spec.public }}{{ $e = dict }}{{ end }}{{ $_ := set $e "a" 1 }}{{ $d.a.x }}"#,
        #"{{ $d := dict "a" .spec }}{{ range concat (list $d) .spec.users }}{{ $_ := set . "a" 1 }}{{ end }}{{ $d.a.x }}"#,
        // A key that only a run tells.
        #"{{ $d := dict "a" .spec.owner .spec.engine .spec.extra }}{{ $d.a.x }}{{ $d.y }}"#,
        #"{{ (index .spec .spec.engine).x }}{{ (get .spec .spec.engine).x }}{{ hasKey .spec .spec.engine }}"#,
        // One of several has it.
        #"{{ (or .spec.owner .metadata).name }}{{ (coalesce .spec.owner .spec).size }}{{ (default $ .spec.owner).metadata }}"#,
        #"{{ (merge (dict "spec" (dict "x" 1)) $).spec.x }}{{ (index (list .spec .spec.owner) .spec.size).team }}"#,
        #"{{ range list }}{{ .x }}{{ end }}{{ range dict }}{{ .x }}{{ end }}{{ (fromYaml "a: 1").x.y }}{{ (list .spec).x }}"#,
        #"{{ (omit .spec "owner").x }}{{ (pick .spec "x").x }}{{ (first (list .spec .spec.owner)).size }}"#,
        #"{{ with $x := dict "a" .spec }}{{ $x.a.size }}{{ .a.engine }}{{ end }}{{ range $i, $x := tuple 1 2 }}{{ $x }}{{ end }}"#,
    ])
    func whatMayBeIsNoMistake(template: String) throws {
        #expect(try DatabaseLinting.mistakes(in: template) == [])
    }

    @Test(arguments: [
        (
            #"{{ hasKey .spec "sise" }}"#,
            "f0:1:4: .spec has no field \"sise\" in Database example.com/v1; did you mean \"size\"?"
        ),
        (
            #"{{ get .spec.owner "tean" }}"#,
            "f0:1:4: .spec.owner has no field \"tean\" in Database example.com/v1; did you mean \"team\"?"
        ),
        (
            #"{{ index . "spec" "owner" "tean" }}"#,
            "f0:1:4: .spec.owner has no field \"tean\" in Database example.com/v1; did you mean \"team\"?"
        ),
        (
            #"{{ .spec | dig "owner" "tean" "" }}"#,
            "f0:1:12: .spec.owner has no field \"tean\" in Database example.com/v1; did you mean \"team\"?"
        ),
        (
            #"{{ pluck "x" .spec .spec.owner | first }}"#,
            "f0:1:4: .spec has no field \"x\" in Database example.com/v1"
        ),
        (
            #"{{ dig "size" "x" "" .spec }}"#,
            "f0:1:4: .spec.size is of type integer in Database example.com/v1 and has no field \"x\""
        ),
    ])
    func keysThatNoFieldHasAreFound(template: String, finding: String) throws {
        #expect(try DatabaseLinting.mistakes(in: template) == [finding])
    }

    @Test(arguments: [
        #"{{ hasKey .spec.extra "x" }}{{ hasKey .spec.labels "x" }}{{ dig "a" "b" "" .spec.extra }}{{ get .spec.labels "x" }}"#,
        #"{{ pluck "team" .spec .spec.owner }}{{ hasKey (dict "a" 1) "b" }}{{ get (dict "a" 1) "b" }}{{ hasKey .metadata.labels "x" }}"#,
        #"{{ (dig "owner" dict .spec).team }}{{ (first (pluck "owner" .spec)).mail }}"#,
    ])
    func keysThatMayBeThereAreNoMistake(template: String) throws {
        #expect(try DatabaseLinting.mistakes(in: template) == [])
    }

    @Test(arguments: [
        (#"{{ define "t" }}{{ .db.size }}{{ .db.engine }}{{ end }}{{ include "t" (dict "db" .spec) }}"#, [".spec.owner"]),
        (#"{{ hasKey .spec "size" }}{{ get .spec "engine" }}{{ dig "owner" "team" "" .spec }}"#, []),
        (#"{{ pluck "size" .spec }}{{ index .spec "owner" "team" }}"#, [".spec.engine"]),
        (#"{{ dict "a" .spec | toYaml }}"#, []), (#"{{ $d := dict "a" .spec }}{{ $d }}"#, []),
        (#"{{ $d := dict "a" .spec }}{{ $d.a.size }}"#, [".spec.engine", ".spec.owner"]),
        (#"{{ toYaml (or .spec.extra .spec) }}"#, []), (#"{{ .spec | default .metadata | toYaml }}"#, []),
        (#"{{ $x := .metadata }}{{ $x = .spec }}{{ toYaml $x }}"#, []), ("{{ range $k, $v := .spec }}{{ $v }}{{ end }}", []),
        ("{{ .Resource.Object.spec.size }}", []), (#"{{ $.GetField "spec" "engine" }}"#, [".spec.size", ".spec.owner"]),
        (#"{{ .spec.extra.call .spec.size .spec.engine }}{{ .spec.owner | .spec.extra.f }}"#, []),
        (#"{{ include .spec.engine (dict "a" .spec) }}"#, []),
    ])
    func fieldsThatAreReadThroughThemAreRead(template: String, expected: [String]) throws {
        #expect(try DatabaseLinting.unread(by: template) == expected)
    }

    @Test func anythingAtAllEnds() throws {
        var random = SeededGenerator(seed: 21)
        let pieces = [
            "dict", "list", "set", "merge", "pick", "dig", "index", "get", "first", "default", "or", "$", ".", "$x", ".spec",
            ".a.b",
            "\"a\"", "\"spec\"", "1", "(dict \"a\" .)", "(list . $)", "(merge (dict \"b\" .) $)", "|", ".spec.users", "deepCopy",
        ]
        let forms = [
            "{{ X }}", "{{ $x = X }}", "{{ range X }}{{ . }}{{ .a }}{{ end }}", "{{ with X }}{{ .spec.a }}{{ end }}",
            "{{ template \"t\" X }}", "{{ include \"u\" (X) }}", "{{ if X }}{{ $x = X }}{{ end }}",
            "{{ range $x := list 1 . $ (X) }}{{ template \"u\" . }}{{ template \"u\" $x }}{{ end }}",
        ]
        func text() -> String {
            (0..<random.below(6)).map { _ in
                let expression = (0...random.below(6)).map { _ in random.one(of: pieces) }.joined(separator: " ")
                return random.one(of: forms).replacing("X", with: expression)
            }.joined()
        }
        for _ in 0..<200 {
            let files = ["t", "u"].map { "{{ define \"\($0)\" }}{{ $x := . }}\(text()){{ end }}" }
            _ = try DatabaseLinting.findings(in: ["{{ $x := . }}" + text() + files.joined()])
        }
    }

    @Test func loopsWithinLoopsEnd() throws {
        let loops = (0..<12).map { _ in "{{ range list 1 2 3 4 5 6 7 8 9 }}" }.joined()
        let template = loops + "{{ $.spec.x }}" + String(repeating: "{{ end }}", count: 12)
        #expect(try DatabaseLinting.mistakes(in: template).count == 1)
    }

    @Test func recursionWithWhatGrowsEnds() throws {
        let growing = #"{{ define "t" }}{{ .x.size }}{{ include "t" (dict "x" . "y" .) }}{{ template "t" list . . }}{{ end }}"#
        #expect(try DatabaseLinting.mistakes(in: growing + #"{{ template "t" dict "x" .spec }}"#) == [])
        let chain = (0..<400).map { "{{ define \"t\($0)\" }}{{ template \"t\($0 + 1)\" . }}{{ end }}" }.joined()
        let last = #"{{ define "t400" }}{{ .spec.x }}{{ end }}{{ template "t0" . }}"#
        // What is not followed may read everything.
        #expect(try DatabaseLinting.findings(in: [chain + last]) == [])
    }
}

import Testing

/// Values that are used as their types do not allow.
@Suite struct TypeUseTests {
    @Test(arguments: [
        ("{{ range .spec.engine }}{{ end }}", "f0:1:10: range can't iterate over .spec.engine (string)"),
        ("{{ range $x := .spec.public }}{{ end }}", "f0:1:10: range can't iterate over .spec.public (boolean)"),
        (#"{{ range $i, $x := "abc" }}{{ end }}"#, "f0:1:10: range can't iterate over the string \"abc\""),
        ("{{ range 1.5 }}{{ end }}", "f0:1:10: range can't iterate over the float 1.5"),
        ("{{ range .spec | toYaml }}{{ end }}", "f0:1:10: range can't iterate over a string"),
        ("{{ len .spec.size }}", "f0:1:4: len of .spec.size (integer), which has no length"),
        ("{{ .spec.public | len }}", "f0:1:19: len of .spec.public (boolean), which has no length"),
        ("{{ len .spec.ratio }}", "f0:1:4: len of .spec.ratio (number), which has no length"),
        ("{{ len (len .spec) }}", "f0:1:4: len of an int, which has no length"),
        ("{{ index .spec.size 0 }}", "f0:1:4: index can't look into .spec.size (integer)"),
        ("{{ index .spec.users 0 \"admin\" 1 }}", "f0:1:4: index can't look into .spec.users[].admin (boolean)"),
        (
            "{{ index .spec.engine \"x\" }}",
            "f0:1:4: index of .spec.engine (string) takes a whole number, not the string \"x\""
        ),
        (
            "{{ (index .spec.users \"name\").x }}",
            "f0:1:5: index of .spec.users (array) takes a whole number, not the string \"name\""
        ),
        ("{{ index .spec.labels 0 }}", "f0:1:4: index of .spec.labels (object) takes a string, not the int 0"),
        ("{{ index (list 1) \"a\" }}", "f0:1:4: index of a list takes a whole number, not the string \"a\""),
        (
            "{{ if eq (.spec.size | default 3) \"3\" }}{{ end }}",
            "f0:1:7: eq compares .spec.size (integer) or the int 3 with the string \"3\", which are never comparable"
        ),
        (
            "{{ if eq (len .spec.users) \"3\" }}{{ end }}",
            "f0:1:7: eq compares an int with the string \"3\", which are never comparable"
        ),
    ])
    func mistakesAreFound(template: String, finding: String) throws {
        #expect(try DatabaseLinting.mistakes(in: template) == [finding])
    }

    @Test(arguments: [
        // Go ranges over whole numbers.
        "{{ range .spec.size }}{{ end }}{{ range 3 }}{{ end }}{{ range len .spec.users }}{{ end }}{{ range .spec.ratio }}{{ end }}",
        "{{ range .spec.users }}{{ end }}{{ range .spec.labels }}{{ end }}{{ range .spec.extra }}{{ end }}{{ range .spec.owner }}{{ end }}",
        // What may be null, or of several types, may be anything.
        "{{ range .spec.nick }}{{ end }}{{ range .spec.port }}{{ end }}{{ len .spec.port }}{{ index .spec.port 0 }}{{ len .spec.nick }}",
        "{{ eq .spec.nick 3 }}{{ index .spec.nick 0 }}{{ eq .spec.port 80 }}{{ eq .spec.port \"http\" }}",
        "{{ len .spec.engine }}{{ len .spec.users }}{{ len .spec }}{{ len .spec.extra.x }}{{ len \"a\" }}{{ len (list 1) }}",
        "{{ index .spec.engine 0 }}{{ index .spec.users .spec.size }}{{ index .spec.labels .spec.engine }}{{ index .spec \"size\" }}",
        "{{ index .spec.tags (sub (len .spec.tags) 1) }}{{ range splitList \",\" .spec.engine }}{{ end }}{{ range until 3 }}{{ end }}",
        "{{ eq .spec.size 'e' }}{{ eq .spec.size 0x1e }}{{ lt .spec.size 1_000 }}",
        "{{ eq (int .spec.ratio) 3 }}{{ eq (toString .spec.size) \"3\" }}{{ eq (len .spec.users) .spec.size }}",
    ])
    func whatTypesAllowIsNoMistake(template: String) throws {
        #expect(try DatabaseLinting.mistakes(in: template) == [])
    }
}

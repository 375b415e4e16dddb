import GoTemplate
import JSON
import Sprig
import Testing

/// What a template or its data could make functions build, or do without end.
@Suite(.timeLimit(.minutes(5))) struct BoundsTests {
    private func render(_ text: String, data: JSONValue = .null) throws(TemplateError) -> String {
        var set = TemplateSet(functions: Sprig.functions())
        try set.parse(Array(text.utf8), name: "main")
        var options = ExecutionOptions()
        options.limits.memoryBytes = 1 << 20
        return String(decoding: try set.render("main", data: data, options: options), as: UTF8.self)
    }

    @Test(arguments: [
        "{{ repeat 9223372036854775807 `` }}", "{{ seq 3 1 2 }}", "{{ until 0 }}", "{{ repeat 1000 `x` | len }}",
    ])
    func whatStaysSmallIsAnswered(template: String) throws {
        _ = try render(template)
    }

    @Test(arguments: [
        "{{ repeat 2000000 `x` }}", "{{ repeat 4611686018427387904 `x` }}", "{{ until 1000000 }}",
        "{{ until 9223372036854775807 }}",
        "{{ untilStep -9223372036854775808 9223372036854775807 1 }}", "{{ seq 1000000 }}", "{{ seq 0 1 9223372036854775806 }}",
        "{{ seq 9223372036854775806 }}", "{{ indent 1000000 (repeat 100 `\n`) }}", "{{ nindent 9223372036854775807 `x\ny` }}",
        "{{ replace `x` (repeat 2000 `y`) (repeat 2000 `x`) }}", "{{ replace `` (repeat 2000 `y`) (repeat 2000 `x`) }}",
        "{{ wrapWith 1 (repeat 1000 `-`) (repeat 2000 `x`) }}", "{{ join (repeat 1000 `-`) (until 2000) }}",
        "{{ $l := list 1 }}{{ range until 30 }}{{ $l = concat $l $l }}{{ end }}",
        "{{ $d := dict }}{{ range until 40 }}{{ $d = dict `a` $d `b` $d }}{{ end }}{{ toJson $d }}",
        "{{ $d := dict }}{{ range until 40 }}{{ $d = dict `a` $d `b` $d }}{{ end }}{{ quote $d }}",
        "{{ $d := dict }}{{ range until 40 }}{{ $d = dict `a` $d `b` $d }}{{ end }}{{ deepCopy $d }}",
    ])
    func whatGrowsTooLargeHitsALimit(template: String) {
        let error = #expect(throws: TemplateError.self) { try render(template) }
        #expect(error?.kind == .limit(.memory))
    }

    @Test(arguments: [
        "{{ $d := dict }}{{ $_ := set $d `a` $d }}{{ deepCopy $d }}",
        "{{ $d := dict }}{{ $_ := set $d `a` $d }}{{ $e := dict }}{{ $_ := set $e `a` $e }}{{ deepEqual $d $e }}",
        "{{ $d := dict }}{{ $_ := set $d `a` $d }}{{ $e := dict }}{{ $_ := set $e `a` $e }}{{ merge $d $e }}",
        "{{ $d := dict }}{{ $_ := set $d `a` $d }}{{ mustToJson $d }}",
        "{{ $d := dict }}{{ $e := dict }}{{ range until 40 }}{{ $d = dict `a` $d `b` $d }}{{ $e = dict `a` $e `b` $e }}{{ end }}{{ deepEqual $d $e }}",
    ])
    func whatHoldsItselfFails(template: String) {
        #expect(throws: TemplateError.self) { try render(template) }
    }

    @Test func whatIsPrintedHasAnEnd() {
        let error = #expect(throws: TemplateError.self) {
            try render("{{ $d := dict }}{{ range until 40 }}{{ $d = dict `a` $d `b` $d }}{{ end }}{{ $d }}")
        }
        #expect(error?.kind == .limit(.output))
    }

    @Test func deepValuesAreWalkedOnASmallStack() async throws {
        var data: JSONValue = 1
        for _ in 0..<500 { data = ["a": data] }
        let deep: JSONValue = ["deep": data]
        let text =
            "{{ deepCopy .deep | toJson | len }} {{ deepEqual .deep (deepCopy .deep) }} {{ merge (dict) .deep (deepCopy .deep) | len }}"
        #expect(try await Task { try render(text, data: deep) }.value == "3001 true 1")
        let json = String(repeating: "[", count: 100_000)
        #expect(try render("{{ fromJson .text }}", data: ["text": .string(json)]) == "<no value>")
    }

    /// Lists and maps within each other, by the thousand, as an owner's number can have a template make them.
    @Test(arguments: [
        "$d = list $d", "$d = dict `a` $d", "$d = list (dict `a` (list $d))",
        "$e := fromJson `{\"x\": {}}` }}{{ $_ := set $e.x `y` $d }}{{ $d = $e",
        "$d = append (list 1) $d", "$d = set (dict) `a` $d",
    ])
    func whatIsNestedVeryDeepIsGivenBackWithoutATrap(step: String) throws {
        let text = "{{ $d := list }}{{ range until 100000 }}{{ \(step) }}{{ end }}{{ len $d }}"
        var set = TemplateSet(functions: Sprig.functions())
        try set.parse(Array(text.utf8), name: "main")
        #expect(
            String(decoding: try set.render("main", data: JSONValue.null, options: ExecutionOptions()), as: UTF8.self).count == 1)
    }

    @Test(arguments: [true, false])
    func noFunctionTrapsOnWhatIsNestedVeryDeep(isMap: Bool) throws {
        var deep = Value.list([])
        for _ in 0..<50_000 { deep = isMap ? .map(GoMap([("a", deep)])) : .list([deep]) }
        let options = ExecutionOptions(limits: ExecutionLimits(memoryBytes: 8 << 20, time: .seconds(5)))
        let names = Sprig.functions().names + Builtins.functions.names
        for name in names.sorted() where !["htpasswd", "bcrypt", "genCA", "derivePassword"].contains(name) {
            for arguments in [".d", ".d .d", "`a` .d", ".d `a`", ".d `a` .d", "`a` `b` .d", "1 .d", ".d 0 0"] {
                var set = TemplateSet(functions: Sprig.functions())
                try set.parse(Array("{{ \(name) \(arguments) }}".utf8), name: "main")
                // An answer or an error, and the next.
                _ = try? set.render("main", data: .map(GoMap([("d", deep)])), options: options)
            }
        }
    }

    @Test func digestsAreKnown() throws {
        let expected =
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
            + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
        #expect(try render("{{ sha512sum `abc` }}") == expected)
    }

    @Test func keysAndValuesAreSorted() throws {
        #expect(try render("{{ keys (dict `b` 1 `a` 2) (dict `c` 3) }} {{ values (dict `b` 1 `a` 2) }}") == "[a b c] [2 1]")
    }
}

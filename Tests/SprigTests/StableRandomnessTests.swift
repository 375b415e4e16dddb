import GoTemplate
import JSON
import Testing

@testable import Sprig

@Suite struct StableRandomnessTests {
    static let seed = RandomSeed(Array(repeating: 7, count: 32))

    /// What a template makes for an owner.
    static func render(
        _ text: String, _ inputs: StableInputs? = StableInputs(seed: seed, owner: "owner"), name: String = "main"
    ) throws -> String {
        var templates = TemplateSet(functions: Sprig.functions())
        try templates.parse(text, name: name)
        let options = ExecutionOptions(environment: inputs)
        return String(decoding: try templates.render(name, data: JSONValue.null, options: options), as: UTF8.self)
    }

    private static let draws = [
        "{{ randAlphaNum 16 }}", "{{ randAlpha 16 }}", "{{ randNumeric 32 }}", "{{ randAscii 16 }}", "{{ randBytes 16 }}",
        "{{ uuidv4 }}",
        "{{ randInt 0 1000000000 }}", #"{{ shuffle "abcdefghijklmnopqrstuvwxyz" }}"#,
    ]

    @Test(arguments: draws)
    func valuesStay(template: String) throws {
        let value = try Self.render(template)
        for _ in 0..<3 { #expect(try Self.render(template) == value) }
        #expect(try Self.render("{{ $x := 1 }}line\n\(template)") == "line\n\(value)")
    }

    @Test(arguments: draws)
    func valuesDifferByWhateverTheyDeriveFrom(template: String) throws {
        let inputs = StableInputs(seed: Self.seed, owner: "owner")
        var others = [try Self.render(template)]
        others.append(try Self.render(template, StableInputs(seed: RandomSeed(Array(repeating: 8, count: 32)), owner: "owner")))
        others.append(try Self.render(template, StableInputs(seed: .insecure, owner: "owner")))
        others.append(try Self.render(template, StableInputs(seed: Self.seed, owner: "other")))
        others.append(try Self.render(template, StableInputs(seed: Self.seed, owner: "owner", rotation: "1")))
        others.append(try Self.render(template, inputs, name: "other"))
        others += try Self.render("{{ range 3 }}\(template)\n{{ end }}").split(separator: "\n")
            .dropFirst().map(String.init)
        others += try Self.render("\(template)\n\(template)").split(separator: "\n").dropFirst().map(String.init)
        #expect(others.count == 9)
        #expect(Set(others).count == others.count)
    }

    /// Recorded once: whoever upgrades keeps the passwords.
    @Test func valuesAreTheSameInEachVersion() throws {
        let template =
            "{{ randAlphaNum 16 }} {{ randNumeric 8 }} {{ uuidv4 }} {{ randInt 10 20 }} {{ shuffle \"abcdef\" }} {{ randBytes 6 }}"
        #expect(try Self.render(template) == "qfOYxehQl4qWmFBy 66550404 779485a5-ef8f-4a7a-bec0-759d0e4392b3 12 edafbc fL1He0wf")
    }

    @Test(arguments: draws)
    func withoutASeedNothingIsDrawn(template: String) {
        for inputs in [nil, StableInputs(seed: nil, owner: "owner")] {
            let error = #expect(throws: TemplateError.self) { _ = try Self.render(template, inputs) }
            #expect(
                error?.message.hasSuffix(
                    "random values need a seed: give --seed-file FILE, or --insecure-seed where secrecy is no matter") == true)
        }
    }

    @Test(arguments: [
        ("{{ randAlphaNum 0 }}|{{ randAlpha -1 }}", "|"), ("{{ randInt 5 6 }}", "5"),
        ("{{ shuffle \"\" }}|{{ shuffle \"ä\" }}", "|ä"),
        ("{{ randBytes 0 }}", ""),
    ])
    func bordersAreAsInGo(template: String, expected: String) throws {
        #expect(try Self.render(template) == expected)
    }

    @Test(arguments: [
        ("{{ randInt 5 5 }}", "invalid argument to Intn"), ("{{ randInt 6 5 }}", "invalid argument to Intn"),
        ("{{ randBytes -1 }}", "runtime error: makeslice: len out of range"),
        ("{{ randAlphaNum 1000000000000 }}", "exceed"), ("{{ randBytes 1000000000000 }}", "exceed"),
    ])
    func whatCannotBeDrawnIsAnError(template: String, message: String) {
        let error = #expect(throws: TemplateError.self) { _ = try Self.render(template) }
        #expect(error?.message.contains(message) == true)
    }

    @Test func identifiersAreOfVersion4() throws {
        for owner in 0..<50 {
            let text = try Self.render("{{ uuidv4 }}", StableInputs(seed: Self.seed, owner: "\(owner)"))
            let isValid = text.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil
            #expect(isValid)
        }
    }

    /// Chi-squared over what is drawn, with a bound that chance exceeds once in a million; the seed is fixed.
    @Test(arguments: [62, 10, 52, 95, 3, 256])
    func eachCharacterIsAsLikelyAsTheOthers(bound: Int) throws {
        let seed = try #require(Self.seed)
        var stream = RandomStream(seed, purpose: ["distribution", "\(bound)"])
        var counts = Array(repeating: 0.0, count: bound)
        let draws = 40_000
        for _ in 0..<draws { counts[Int(stream.number(below: UInt64(bound)))] += 1 }
        let expected = Double(draws) / Double(bound)
        let chiSquared = counts.reduce(0) { $0 + ($1 - expected) * ($1 - expected) / expected }
        let freedom = Double(bound - 1)
        #expect(chiSquared < freedom + 5 * (2 * freedom).squareRoot() + 12)
        #expect(counts.allSatisfy { $0 > 0 })
    }

    @Test func partsOfAPurposeAreToldApart() throws {
        let seed = try #require(Self.seed)
        var streams = [["ab", "c"], ["a", "bc"], ["abc"], ["abc", ""], []].map { RandomStream(seed, purpose: $0) }
        let values = Set(streams.indices.map { streams[$0].next() })
        #expect(values.count == streams.count)
    }

    @Test func seedsShowThemselvesToNobody() throws {
        let seed = try #require(RandomSeed(Array("a secret that is long enough for a seed".utf8)))
        var dumped = ""
        dump(StableInputs(seed: seed, owner: "o"), to: &dumped)
        for text in ["\(seed)", String(reflecting: seed), String(reflecting: StableInputs(seed: seed, owner: "o")), dumped] {
            #expect(!text.contains("97") && !text.contains("secret"))
        }
        #expect(RandomSeed(Array(repeating: 1, count: 31)) == nil)
    }

    @Test func nowIsTheTimeOfTheRun() throws {
        let inputs = StableInputs(seed: nil, owner: "", now: .init(seconds: 1_700_000_000, nanoseconds: 5))
        #expect(
            try Self.render("{{ now }}|{{ now | unixEpoch }}|{{ date \"2006\" 1.5 }}", inputs)
                == "2023-11-14 22:13:20.000000005 +0000 UTC|1700000000|2023")
        #expect(try Self.render("{{ ago 1699996399 }} {{ now | ago }} {{ htmlDate nil }}", inputs) == "1h0m1s 0s 2023-11-14")
        #expect(try Self.render("{{ now | dateModify \"-49h\" | durationRound }}", inputs) == "2d")
        #expect(throws: TemplateError.self) { _ = try Self.render("{{ now }}", StableInputs(seed: nil, owner: "")) }
        #expect(try Self.render("{{ (now).Year }}", nil) >= "2024")
    }
}

import Events
import JSON
import TestSupport
import Testing

/// Random values of the real renderer.
@Suite(.timeLimit(.minutes(5))) struct RendererSeedTests {
    private let work: TemporaryDirectory

    init() throws {
        work = try TemporaryDirectory()
        try work.write(
            "templates/main.tmpl",
            "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {password: '{{ randAlphaNum 24 }}', at: '{{ now }}'}\n"
        )
        try work.write("seed", "a seed of the tests, which is no secret at all")
        try work.write("other", "another seed of the tests, which is no secret either")
        try work.write("short", "31 bytes are one too few ......")
    }

    /// What the renderer answers to a change of a custom resource.
    private func run(_ flags: [String], rotate: String? = nil) async throws -> Command {
        let watcher = EventComposer(program: "watcher", pipeline: "p", run: "w")
        let resource = ResourceReference(group: "example.com", version: "v1", plural: "things", kind: "Thing", namespaced: true)
        var metadata: JSONValue = ["name": "a", "namespace": "n", "uid": "u", "creationTimestamp": "2026-01-02T03:04:05Z"]
        if let rotate { metadata["annotations"] = ["fairlead.dev/rotate": .string(rotate)] }
        let change = Change(kind: .added, resource: resource, object: RawJSON(["metadata": metadata] as JSONValue))
        var input: [UInt8] = []
        watcher.event(.change, time: "2026-03-04T05:06:07Z", data: change.encoded()).write(into: &input)
        return try await Command.run(
            try Repository.program("renderer"), ["--templates", work.path("templates")] + flags, input: input + [10])
    }

    @Test func theSameSeedGivesTheSameBundleOnEachRun() async throws {
        let first = try await run(["--seed-file", work.path("seed")])
        let second = try await run(["--seed-file", work.path("seed")])
        #expect(first.succeeded)
        #expect(first.text.contains(#""at":"2026-01-02 03:04:05 +0000 UTC""#))
        #expect(first.output == second.output)
        var texts = [first.text]
        for flags in [["--seed-file", work.path("other")], ["--insecure-seed"]] { texts.append(try await run(flags).text) }
        texts.append(try await run(["--seed-file", work.path("seed")], rotate: "1").text)
        #expect(Set(texts).count == 4)
        #expect(texts.allSatisfy { $0.contains("dev.fairlead.bundle") })
    }

    @Test func nobodyIsToldTheSeed() async throws {
        let result = try await run(["--seed-file", work.path("seed"), "--log-level", "trace"])
        #expect(result.succeeded)
        for text in [result.error, result.text] { #expect(!text.contains("no secret at all")) }
    }

    @Test func withoutASeedTheFailureNamesTheFlags() async throws {
        let result = try await run([])
        #expect(result.text.contains("dev.fairlead.renderfailed"))
        #expect(result.text.contains("give --seed-file FILE, or --insecure-seed where secrecy is no matter"))
    }

    @Test(arguments: [
        ("short", "it has 31 bytes, and a seed needs 32"), ("missing", "No such file or directory"),
        ("templates", "Is a directory"),
    ])
    func aSeedThatIsNoneEndsTheStart(file: String, message: String) async throws {
        let result = try await run(["--seed-file", work.path(file)])
        #expect(!result.succeeded)
        #expect(result.output.isEmpty)
        #expect(result.error.contains("unable to use the seed"))
        #expect(result.error.contains(message), "\(result.error)")
    }
}

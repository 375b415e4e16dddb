import JSON
import TestSupport
import Testing
import YAML

/// kubectl itself reads what the corpus has: manifests from files, without a server.
@Suite(.timeLimit(.minutes(5))) struct KubectlTests {
    private static let head = "apiVersion: example.com/v1\nkind: Case\nmetadata:\n  name: case\n"

    @Test func manifestsMeanWhatKubectlMakesOfThem() async throws {
        let manifests = (DocumentCorpus.mappings + Self.scalars).map { Self.head + ($0.hasSuffix("\n") ? $0 : $0 + "\n") }
        // What is YAML, and means the same to both by sigs.k8s.io/yaml's account, is read by kubectl all in one file.
        let theirs = try await YAMLOracle.shared().documents(of: manifests.map { Array($0.utf8) })
        let read = zip(manifests, theirs).compactMap { text, theirs in
            (try? theirs.get()) != nil && (try? YAML.document(Array(text.utf8))) != nil ? text : nil
        }
        #expect(read.count > 400)
        let own = try read.map { try YAML.document(Array($0.utf8)).value }
        let answers = try await Self.objects(of: read.joined(separator: "---\n"))
        #expect(answers.count == own.count)
        for (answer, (value, text)) in zip(answers, zip(own, read)) {
            let (theirs, ours) = (answer.withNearestNumbers.text(.sorted), value.withNearestNumbers.text(.sorted))
            if ours != theirs { Issue.record("\(text.debugDescription)\n  kubectl: \(theirs)\n  ours:    \(ours)") }
        }
    }

    @Test func severalDocumentsAreWhatKubectlFinds() async throws {
        let parts = ["a: 1\n", "# nothing\n", "", "b: |\n  ---x\n", "c: &x 2\nd: *x\n", "\n\n", "null\n"]
        let text = parts.map { $0.contains(":") ? Self.head + $0 : $0 }.joined(separator: "---\n")
        let own = try YAML.documents(Array(("---\n" + text).utf8)).map { $0.value.text(.sorted) }
        #expect(try await Self.objects(of: "---\n" + text).map { $0.text(.sorted) } == own)
        #expect(own.count == 3)
    }

    @Test(arguments: [
        "a: [\n", "a: .inf\n", "a: *x\n", "[a]: 1\n", "~: 1\n", "a:\n\tb: 1\n", "a: 'x\n", "a: {<<: 1}\n", "a: @x\n",
    ])
    func mistakesAreMistakesToKubectl(text: String) async throws {
        #expect(throws: YAMLError.self) { try YAML.documents(Array((Self.head + text).utf8)) }
        await #expect(throws: TestError.self) { try await Self.objects(of: Self.head + text) }
    }

    /// The scalars that stand on one line, as values.
    private static let scalars: [String] = {
        let all = ScalarCorpus.plain + ScalarCorpus.quoted + ScalarCorpus.tagged
        return all.filter { !$0.contains("\n") }.map { "a: \($0)\nb: [1]\n" }
    }()

    /// What kubectl makes of the manifests: it gives each a label, for which it needs no server.
    private static func objects(of manifests: String) async throws -> [JSONValue] {
        let work = try TemporaryDirectory()
        let file = try work.write("manifests.yaml", manifests)
        let text = try await Command.text(
            Toolchain.kubectl(), ["label", "--local", "-f", file, "-o", "json", "fairlead.dev/test=x"],
            environment: ["KUBECONFIG": work.path("none")])
        // One object after another, each indented.
        var objects: [JSONValue] = []
        for object in text.replacing("\n}\n{", with: "\n}\u{1e}{").split(separator: "\u{1e}") {
            var value = try JSONValue(parsing: String(object))
            value["metadata"]?["labels"] = nil
            objects.append(value)
        }
        return objects
    }
}

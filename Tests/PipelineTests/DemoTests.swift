import TestSupport
import Testing
import Unix

/// What the README shows a newcomer, run as it stands there.
struct DemoTests {
    @Test func theDemoRunsFromDirectoryToDirectory() async throws {
        let program = try Repository.program("watcher")
        let demo = try await Command.run(
            "env", ["-u", "KUBECONFIG", "\(Repository.root)/deploy/examples/characters/demo"],
            environment: ["FAIRLEAD_BIN": Path.split(program).directory])
        #expect(demo.exit == .status(0), "\(demo.error)")
        #expect(demo.text.contains("Sherlock Holmes"))
        // The same recording gives the same bytes: the two checksums are equal.
        let sums = demo.text.split(separator: "\n").filter { $0.hasSuffix("  -") }
        #expect(sums.count == 2)
        #expect(sums.first == sums.last)
    }

    @Test func theDemoRunsOnACluster() async throws {
        let cluster = try DevCluster.required()
        let program = try Repository.program("watcher")
        let demo = try await Command.run(
            "\(Repository.root)/deploy/examples/characters/demo", [],
            environment: ["FAIRLEAD_BIN": Path.split(program).directory, "KUBECONFIG": cluster.kubeconfig])
        #expect(demo.exit == .status(0), "\(demo.error)")
        #expect(demo.text.contains("deployment.apps/alice"))
    }

    @Test func theFirstTemplateOfTheReadmeRenders() async throws {
        let readme = try Markdown("README.md")
        let work = try TemporaryDirectory()
        try work.write("characters/alice.yaml", try readme.block(after: "`characters/alice.yaml`"))
        try work.write("templates/character.yaml.tmpl", try readme.block(after: "`templates/character.yaml.tmpl`"))
        let path = Path.split(try Repository.program("renderer")).directory
        for console in readme.blocks(of: "console") {
            // A line with a prompt is a command; what follows, up to the next one, is what it prints.
            let parts = console.split(separator: "$ ", omittingEmptySubsequences: true)
            for part in parts {
                let lines = part.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
                let result = try await Command.run(
                    "sh", ["-c", "PATH=\(path):$PATH; \(lines[0])"], directory: work.path)
                #expect(result.exit == .status(0), "\(lines[0]): \(result.error)")
                let expected = lines.count > 1 ? lines[1] : ""
                if !expected.isEmpty { #expect(result.text == expected) }
            }
        }
        #expect(try work.read("out/default/ConfigMap/alice.yaml").contains("Lewis Carroll"))
    }
}

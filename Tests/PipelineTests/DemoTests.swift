import TestSupport
import Testing
import Unix

/// The demo that `make demo` runs.
@Suite(.timeLimit(.minutes(5))) struct DemoTests {
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
        // Others install it too, and two that create it at once get in each other's way.
        try await CharacterKind.install(on: cluster)
        let program = try Repository.program("watcher")
        let demo = try await Command.run(
            "\(Repository.root)/deploy/examples/characters/demo", [],
            environment: ["FAIRLEAD_BIN": Path.split(program).directory, "KUBECONFIG": cluster.kubeconfig])
        #expect(demo.exit == .status(0), "\(demo.error)")
        #expect(demo.text.contains("deployment.apps/alice"))
    }
}

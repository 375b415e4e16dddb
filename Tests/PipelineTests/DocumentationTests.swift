import TestSupport
import Testing
import Unix

/// The commands of the documents, run as they stand there.
@Suite(.timeLimit(.minutes(5))) struct DocumentationTests {
    private let work: TemporaryDirectory
    private let programs: String

    init() throws {
        work = try TemporaryDirectory()
        programs = Path.split(try Repository.program("renderer")).directory
    }

    @Test func theFirstTemplateOfTheReadmeRenders() async throws {
        let readme = try Markdown("README.md")
        try writeFirstTemplate(of: readme)
        for case .run(let command, let expected) in readme.steps {
            let output = try await shell(command)
            if !expected.isEmpty { #expect(output == expected) }
        }
        #expect(try work.read("out/default/ConfigMap/alice.yaml").contains("Lewis Carroll"))
    }

    @Test func theExamplesOfTheGuideToTemplatesAreAsItSays() async throws {
        let steps = try Markdown("docs/templates.md").steps
        #expect(steps.count > 10)
        for step in steps {
            switch step {
            case .write(let file, let text): try work.write(file, text)
            case .run(let command, let output): #expect(try await shell(command) == output, "\(command)")
            }
        }
    }

    @Test func theLibrariesAreDocumentedWithoutAGap() async throws {
        let libraries = ["GoTemplate", "Sprig"]
        let result = try await Command.run(
            "\(Repository.root)/deploy/document", libraries,
            environment: ["FAIRLEAD_BIN": programs, "FAIRLEAD_DOCUMENTATION": work.path("documentation")])
        #expect(result.succeeded, "\(result.error)\(result.text)")
        for library in libraries {
            _ = try work.read("documentation/\(library)/documentation/\(library.lowercased())/index.html")
        }
    }

    @Test func theCommandsOfTheDocumentsWorkOnACluster() async throws {
        let cluster = try await OwnCluster()
        let kubeconfig = cluster.devCluster.kubeconfig
        try await CharacterKind.install(on: cluster.devCluster)
        try await cluster.devCluster.apply(
            CharacterKind.manifest("alice", in: "default", annotations: "{example.com/managed: 'yes'}"))
        let readme = try Markdown("README.md")
        try writeFirstTemplate(of: readme)
        try work.write(
            "p.yaml", try readme.block(after: "A pipeline is one YAML file, here `p.yaml`; each program reads its own section."))

        let commands = readme.blocks(of: "sh")
        try await shell(try #require(commands.first), kubeconfig)
        #expect(try await by(cluster.devCluster) == "Lewis Carroll")

        // What the documentation of the events does with the recordings.
        try await shell("renderer -c p.yaml < changes.ndjson > bundles.ndjson; cp p.yaml next.yaml")
        let uses = try Markdown("docs/events.md").blocks(of: "sh")
        #expect(uses.count == 2)
        for use in uses { #expect(try await shell(use, kubeconfig) == "") }

        try await runSidecars(try #require(commands.last), kubeconfig) {
            try await cluster.devCluster.apply(
                CharacterKind.manifest("alice", in: "default", by: "Charles Dodgson", annotations: "{example.com/managed: 'yes'}")
            )
            try await eventually("the change to be applied") { try await by(cluster.devCluster) == "Charles Dodgson" }
        }
    }

    /// The files that the README has a newcomer write.
    private func writeFirstTemplate(of readme: Markdown) throws {
        for file in ["characters/alice.yaml", "templates/character.yaml.tmpl"] {
            try work.write(file, try readme.block(after: "`\(file)`"))
        }
    }

    /// Runs commands in the directory with the programs at hand; all of them must succeed. Returns what they print.
    @discardableResult
    private func shell(_ commands: String, _ kubeconfig: String = "/dev/null") async throws -> String {
        let result = try await Command.run(
            "bash", ["-ec", "set -o pipefail; PATH=\(programs):$PATH\n\(commands)"], environment: ["KUBECONFIG": kubeconfig],
            directory: work.path, within: 60)
        #expect(result.succeeded, "\(commands): \(result.error)")
        return result.text
    }

    /// Runs each line as a program of its own, joined by sockets in the directory, while `body` runs.
    private func runSidecars(_ lines: String, _ kubeconfig: String, while body: () async throws -> Void) async throws {
        let running = try lines.split(separator: "\n").map { line in
            let words = line.split(separator: " ").map { String($0.replacing("/run/fairlead/", with: work.path + "/")) }
            return try ChildProcess(
                "\(programs)/\(words[0])", Array(words.dropFirst()), environment: ["KUBECONFIG": kubeconfig], directory: work.path
            )
        }
        #expect(running.count == 3)
        try await body()
        for program in running { program.kill(15) }
        for program in running { #expect(try await program.ended(within: 120) == .status(0)) }
    }

    private func by(_ cluster: DevCluster) async throws -> String {
        try await cluster.kubectl("get", "configmap", "alice", "-o", "jsonpath={.data.by}")
    }
}

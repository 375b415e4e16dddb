import Events
import Glibc
import JSON
import TestSupport
import Unix

/// The three real programs on one namespace of a cluster, joined by local sockets, so that each can be stopped, killed and
/// started again on its own.
final class PipelineRun {
    /// The programs by their names.
    static let programs = ["watcher", "renderer", "applier"]

    let cluster: DevCluster
    let namespace: String
    let directory: TemporaryDirectory
    private let name: String
    private var children: [String: ChildProcess] = [:]

    /// Prepares a pipeline; nothing runs yet.
    ///
    /// - Parameters:
    ///   - template: The text of the entry template.
    ///   - renderer: Lines of the renderer's section of the configuration, in place of those for the template.
    ///   - watcher: Lines of the watcher's section of the configuration, beside its resource.
    ///   - applier: Lines of the applier's section.
    init(
        on cluster: DevCluster, namespace: String, template: String = CharacterKind.template, renderer: [String]? = nil,
        watcher: [String] = [],
        applier: [String] = [], kubernetes: [String] = []
    ) throws {
        self.cluster = cluster
        self.namespace = namespace
        name = namespace
        directory = try TemporaryDirectory()
        try directory.write("templates/main.yaml.tmpl", template)
        let configuration =
            [
                "apiVersion: fairlead.dev/v1alpha1", "kind: Pipeline", "metadata: {name: \(name)}", "spec:",
                "  kubernetes:", "    kubeconfig: \(cluster.kubeconfig)",
            ] + kubernetes.map { "    \($0)" } + [
                "  watcher:",
                "    resources: [{group: stable.example.com, version: v1, plural: characters, namespaces: [\(namespace)]}]",
            ] + watcher.map { "    \($0)" } + [
                "  renderer:"
            ] + (renderer ?? ["goTemplate: {directory: \(directory.path("templates"))}"]).map { "    \($0)" } + [
                "  applier:", "    target: {cluster: {}}",
            ] + applier.map { "    \($0)" }
        try directory.write("pipeline.yaml", configuration.joined(separator: "\n") + "\n")
    }

    deinit {
        for child in children.values { child.kill(SIGKILL) }
    }

    /// Starts all three.
    func start() throws {
        for program in Self.programs { try start(program) }
    }

    /// Starts one of them; what it says goes on in the same files.
    func start(_ program: String) throws {
        let links: [String: [String]] = [
            "watcher": ["--output", "unix:\(directory.path("changes.sock"))", "--record", directory.path("changes.ndjson")],
            "renderer": [
                "--input", "unix:\(directory.path("changes.sock"))", "--output", "unix:\(directory.path("bundles.sock"))",
                "--record", directory.path("bundles.ndjson"),
            ],
            "applier": ["--input", "unix:\(directory.path("bundles.sock"))"],
        ]
        let output: ChildProcess.Stream = program == "applier" ? .file(directory.path("results.ndjson")) : .null
        children[program] = try ChildProcess(
            try Repository.program(program), ["-c", directory.path("pipeline.yaml")] + (links[program] ?? []), output: output,
            error: .file(directory.path("\(program).log")))
    }

    /// Sends a signal to one of them.
    func signal(_ program: String, _ signal: Int32) { children[program]?.kill(signal) }

    /// Kills one of them outright and waits until it is gone.
    func kill(_ program: String) {
        children[program]?.kill(SIGKILL)
        children[program]?.wait()
    }

    /// Asks all to end, and waits; returns how each ended.
    @discardableResult
    func stop() async throws -> [String: ChildProcess.Exit] {
        var exits: [String: ChildProcess.Exit] = [:]
        for program in Self.programs { children[program]?.kill(SIGTERM) }
        for program in Self.programs { exits[program] = try await children[program]?.ended(within: 120) }
        return exits
    }

    /// How much processor time a program has used so far, in seconds; see proc(5).
    func processorSeconds(of program: String) throws -> Double {
        guard let pid = children[program]?.pid else { throw TestError("\(program) has not been started") }
        let text = String(decoding: try File.read("/proc/\(pid)/stat"), as: UTF8.self)
        // After the name, which may hold anything, in parentheses: the state is the third field, the times the 14th and 15th.
        let fields = text[(text.lastIndex(of: ")") ?? text.startIndex)...].split(separator: " ")
        guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13]) else {
            throw TestError("/proc/\(pid)/stat has no times: \(text)")
        }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// What a program has said on standard error.
    func log(of program: String) -> String { (try? directory.read("\(program).log")) ?? "" }

    /// Whether the renderer and the applier have reached the program before them: from then on all three end as they are asked to.
    var isConnected: Bool {
        log(of: "renderer").contains("connected to the input") && log(of: "applier").contains("connected to the renderer")
    }

    /// The events that a program has recorded or written so far: `changes`, `bundles` or `results`.
    func events(_ stage: String) throws -> [Event] {
        guard let bytes = try? File.read(directory.path("\(stage).ndjson"), maximumBytes: 1 << 30) else { return [] }
        // The last piece is empty, or a line that is still being written.
        return try bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast().map {
            try Event(parsing: $0)
        }
    }

    /// The data of the ConfigMaps of the namespace, by their names.
    func configMaps() async throws -> [String: [String: String]] {
        try await configMaps(in: namespace)
    }

    /// The data of a namespace's ConfigMaps, by their names.
    func configMaps(in namespace: String) async throws -> [String: [String: String]] {
        let list = try await cluster.json("-n", namespace, "get", "configmaps")
        var data: [String: [String: String]] = [:]
        for item in list["items"]?.arrayValue ?? [] {
            guard let name = item["metadata"]?["name"]?.stringValue, name != "kube-root-ca.crt" else { continue }
            data[name] = [:]
            for (key, value) in item["data"]?.objectValue ?? [:] { data[name]?[key] = value.stringValue }
        }
        return data
    }

    /// Waits until the ConfigMaps of the namespace are exactly these.
    func expectConfigMaps(_ expected: [String: [String: String]], within seconds: Double = 180) async throws {
        var last: [String: [String: String]] = [:]
        do {
            try await eventually("the ConfigMaps of \(namespace)", within: seconds) {
                last = try await configMaps()
                return last == expected
            }
        } catch {
            let missing = expected.filter { last[$0.key] != $0.value }.keys.sorted().prefix(5)
            let extra = last.filter { expected[$0.key] == nil }.keys.sorted().prefix(5)
            throw TestError("\(error); missing or different: \(missing), too many: \(extra)\n" + logs())
        }
    }

    /// The ends of all three logs, for a failure.
    func logs() -> String {
        Self.programs.map { "--- \($0)\n" + log(of: $0).split(separator: "\n").suffix(12).joined(separator: "\n") }
            .joined(separator: "\n")
    }
}

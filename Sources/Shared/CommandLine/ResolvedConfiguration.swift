import Configuration
import Glibc
import Unix

/// The configuration of one program: the defaults, the file over them, the flags over both, and nothing missing.
struct ResolvedConfiguration {
    let configuration: PipelineConfiguration
    /// What the file has and nobody uses, where that is no error.
    let warnings: [ConfigurationProblem]

    init<Command: PipelineProgram>(_ command: Command) throws {
        var configuration = PipelineConfiguration()
        var warnings: [ConfigurationProblem] = []
        if let path = command.common.config {
            let file = try ResolvedConfiguration.read(path, for: Command.program)
            configuration = file.configuration
            warnings = file.warnings
        }
        command.common.patch(&configuration)
        command.patch(&configuration)
        try configuration.requirements(of: Command.program, file: command.common.config)
        self.configuration = configuration
        self.warnings = warnings
    }

    /// Reads a file, or standard input if the path is `-`.
    private static func read(_ path: String, for program: Program) throws -> ConfigurationFile {
        let isStandardInput = path == "-"
        let bytes = try File.read(isStandardInput ? "/dev/stdin" : path, maximumBytes: 1 << 20)
        let directory = path.lastIndex(of: "/").map { String(path[...$0]) }
        return try ConfigurationFile.decode(
            bytes, file: isStandardInput ? "standard input" : path, for: program,
            directory: isStandardInput ? nil : directory, isInPod: isInPod)
    }

    /// Whether the program runs in a pod with a service account, as client-go tells it.
    private static var isInPod: Bool {
        getenv("KUBERNETES_SERVICE_HOST") != nil && access("/var/run/secrets/kubernetes.io/serviceaccount/token", R_OK) == 0
    }
}

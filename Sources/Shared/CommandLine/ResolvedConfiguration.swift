import Configuration

/// The configuration of one program: the defaults, the file over them, the flags over both, and nothing missing.
struct ResolvedConfiguration {
    let configuration: PipelineConfiguration
    /// What the file has and nobody uses, where that is no error.
    let warnings: [ConfigurationProblem]

    init<Command: PipelineProgram>(_ command: Command) throws {
        var configuration = PipelineConfiguration()
        var warnings: [ConfigurationProblem] = []
        if let path = command.common.config {
            let file = try ConfigurationFile.load(path, for: Command.program)
            configuration = file.configuration
            warnings = file.warnings
        }
        command.common.patch(&configuration)
        command.patch(&configuration)
        try configuration.requirements(of: Command.program, file: command.common.config)
        self.configuration = configuration
        self.warnings = warnings
    }
}

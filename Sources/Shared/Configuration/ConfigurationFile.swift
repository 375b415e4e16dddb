/// A configuration file as one program sees it.
package struct ConfigurationFile: Sendable, Equatable {
    /// What it says, over the defaults.
    package let configuration: PipelineConfiguration
    /// What it says and nobody uses, where that is no error: keys that Lostrómos ignored too.
    package let warnings: [ConfigurationProblem]

    /// Reads a file and takes what is for one program: `spec.PROGRAM.logging` and `spec.PROGRAM.server` over the shared ones.
    package static func load(_ path: String, for program: Program) throws(ConfigurationError) -> ConfigurationFile {
        throw ConfigurationError([ConfigurationProblem(file: path, "configuration files cannot be read yet")])
    }
}

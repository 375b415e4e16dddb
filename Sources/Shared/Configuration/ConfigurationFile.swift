import JSON
import YAML

/// A configuration file as one program sees it.
package struct ConfigurationFile: Sendable, Equatable {
    /// What it says, over the defaults.
    package let configuration: PipelineConfiguration
    /// What it says and nobody uses, where that is no error: keys that Lostrómos ignores too.
    package let warnings: [ConfigurationProblem]

    package init(configuration: PipelineConfiguration, warnings: [ConfigurationProblem]) {
        self.configuration = configuration
        self.warnings = warnings
    }

    /// Reads a file's text and takes what is for one program: `spec.PROGRAM.logging` and `spec.PROGRAM.server` over the shared
    /// ones. All sections are checked, also the other programs'.
    ///
    /// - Parameters:
    ///   - bytes: The file's text: YAML or JSON.
    ///   - file: The file's name for messages.
    ///   - program: Whose view is wanted.
    ///   - directory: What relative paths start from, in a pipeline's file; nil: the working directory. A Lostrómos file's
    ///     always start from the working directory, as they did with Lostrómos.
    ///   - isInPod: Whether the program runs in a pod, for Lostrómos's rule on `k8s.config`.
    /// - Throws: `ConfigurationError` with everything that is wrong, in the order of the file.
    package static func decode(
        _ bytes: [UInt8], file: String, for program: Program, directory: String? = nil, isInPod: Bool = false
    ) throws(ConfigurationError) -> ConfigurationFile {
        let document = try read(bytes, file)
        let problems = ProblemList(document)
        guard let object = document.value.objectValue else {
            problems.add("the file must be a mapping, not \(MappingReader.quoted(document.value))", at: .root)
            throw ConfigurationError(problems.problems)
        }
        let configuration: PipelineConfiguration
        if !object.contains(key: "apiVersion") && LostromosDecoder.recognizes(object) {
            let root = MappingReader(object, at: .root, problems: problems, keys: .folded)
            configuration = LostromosDecoder(program: program, isInPod: isInPod).decode(root)
        } else {
            let root = MappingReader(object, at: .root, problems: problems)
            configuration = PipelineDecoder(program: program, directory: directory).decode(root)
        }
        guard problems.problems.isEmpty else { throw ConfigurationError(problems.problems) }
        return ConfigurationFile(configuration: configuration, warnings: problems.warnings)
    }

    /// Configuration is small; what is larger is the wrong file.
    private static let limits = YAMLLimits(maximumDepth: 64, maximumAliasNodes: 10_000, maximumBytes: 1 << 20)

    private static func read(_ bytes: [UInt8], _ file: String) throws(ConfigurationError) -> ConfigurationDocument {
        do throws(YAMLError) {
            let document = try YAML.document(bytes, file: file, limits: limits, locating: true)
            return ConfigurationDocument(
                file: file, value: document.value,
                place: { document.location(of: $0).map { ConfigurationDocument.Place(line: $0.line, column: $0.column) } },
                keyPlace: { document.keyLocation(of: $0).map { ConfigurationDocument.Place(line: $0.line, column: $0.column) } })
        } catch {
            throw ConfigurationError([
                ConfigurationProblem(file: file, line: error.line, column: error.column, "\(error.reason)")
            ])
        }
    }
}

import ArgumentParser
import Configuration

/// The renderer's settings as flags (`spec.renderer`).
package struct RendererOptions: ParsableArguments, Sendable {
    @Option(
        name: [.customShort("t"), .long],
        help: ArgumentHelp("The directory of the Go templates (spec.renderer.goTemplate.directory).", valueName: "directory"),
        completion: .directory)
    package var templates: String?

    @Option(help: ArgumentHelp("What a missing key does (spec.renderer.goTemplate.missingKey).", valueName: "option"))
    package var missingKey: GoTemplateEngine.MissingKey?

    @Option(help: ArgumentHelp("The longest output of one rendering (spec.renderer.limits.outputBytes).", valueName: "size"))
    package var maxOutput: SizeArgument?

    @Option(help: ArgumentHelp("The most steps of one rendering (spec.renderer.limits.steps).", valueName: "count"))
    package var maxSteps: Int?

    @Option(help: ArgumentHelp("The deepest nesting of template calls (spec.renderer.limits.recursion).", valueName: "count"))
    package var maxRecursion: Int?

    @Option(help: ArgumentHelp("The longest one rendering may take (spec.renderer.limits.time).", valueName: "duration"))
    package var maxTime: DurationArgument?

    @Option(
        help: ArgumentHelp(
            "The file with the secret that random values derive from, at least 32 bytes (spec.renderer.seed.file).",
            valueName: "file"), completion: .file())
    package var seedFile: String?

    @Flag(help: "Derive random values from a seed that everyone knows: they are no secrets (spec.renderer.seed.insecure).")
    package var insecureSeed = false

    @Option(
        help: ArgumentHelp(
            "What now is: creation, or a duration that the event's time is cut to (spec.renderer.now).", valueName: "time"))
    package var now: RenderTimeArgument?

    @Flag(inversion: .prefixedNo, help: "Let templates read environment variables (spec.renderer.allow.env).")
    package var allowEnv: Bool?

    @Flag(inversion: .prefixedNo, help: "Let templates look up addresses (spec.renderer.allow.dns).")
    package var allowDns: Bool?

    @Flag(inversion: .prefixedNo, help: "Let templates make RSA keys, new ones each time (spec.renderer.allow.rsa).")
    package var allowRsa: Bool?

    package init() {}

    package mutating func validate() throws {
        for (flag, value) in [("--max-output", maxOutput?.bytes), ("--max-steps", maxSteps), ("--max-recursion", maxRecursion)] {
            if let value, value < 1 { throw ValidationError("\(flag) must be at least 1, not \(value).") }
        }
        if let maxTime, maxTime.duration == .zero { throw ValidationError("--max-time must be more than 0.") }
        if insecureSeed, seedFile != nil {
            throw ValidationError("--seed-file and --insecure-seed exclude each other: give one of them.")
        }
    }

    /// Lays the flags that were given over a configuration.
    package func patch(_ configuration: inout PipelineConfiguration) {
        if let templates {
            if case .goTemplate(var engine) = configuration.renderer.engine {
                engine.directory = templates
                configuration.renderer.engine = .goTemplate(engine)
            } else {
                configuration.renderer.engine = .goTemplate(GoTemplateEngine(directory: templates))
            }
        }
        if let missingKey, case .goTemplate(var engine) = configuration.renderer.engine {
            engine.missingKey = missingKey
            configuration.renderer.engine = .goTemplate(engine)
        }
        if let maxOutput { configuration.renderer.limits.outputBytes = maxOutput.bytes }
        if let maxSteps { configuration.renderer.limits.steps = maxSteps }
        if let maxRecursion { configuration.renderer.limits.recursion = maxRecursion }
        if let maxTime { configuration.renderer.limits.time = maxTime.duration }
        if let seedFile { configuration.renderer.seed = RandomSeedSource(file: seedFile) }
        if insecureSeed { configuration.renderer.seed = RandomSeedSource(insecure: true) }
        if let now { configuration.renderer.now = now.time }
        if let allowEnv { configuration.renderer.allow.environment = allowEnv }
        if let allowDns { configuration.renderer.allow.dns = allowDns }
        if let allowRsa { configuration.renderer.allow.rsa = allowRsa }
    }
}

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

    package init() {}

    package mutating func validate() throws {
        for (flag, value) in [("--max-output", maxOutput?.bytes), ("--max-steps", maxSteps), ("--max-recursion", maxRecursion)] {
            if let value, value < 1 { throw ValidationError("\(flag) must be at least 1, not \(value).") }
        }
        if let maxTime, maxTime.duration == .zero { throw ValidationError("--max-time must be more than 0.") }
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
    }
}

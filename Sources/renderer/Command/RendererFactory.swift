import Configuration
import GoTemplate
import Rendering
import Unix

/// Makes the renderer that a configuration asks for, and makes it anew when its files change.
struct RendererFactory {
    private let engine: GoTemplateEngine
    private let options: ExecutionOptions

    /// - Throws: `RenderError` if no engine is configured.
    init(_ configuration: RendererConfiguration) throws(RenderError) {
        guard case .goTemplate(let engine) = configuration.engine else {
            throw RenderError("nothing renders: give --templates, or spec.renderer.goTemplate in the configuration")
        }
        self.engine = engine
        let limits = configuration.limits
        options = ExecutionOptions(
            missingKey: engine.missingKey.option,
            limits: ExecutionLimits(
                steps: limits.steps, depth: limits.recursion, outputBytes: limits.outputBytes, time: limits.time))
    }

    /// Reads and parses the templates.
    func make() throws(RenderError) -> any Renderer {
        try GoTemplateRenderer(directory: engine.directory, options: options)
    }

    /// Reads them again whenever one changes; to be called before ``make()``, so that no change in between is missed.
    func reloading() throws(UnixError) -> TemplateReloading {
        let (directory, options) = (engine.directory, options)
        return TemplateReloading(directory: try DirectoryWatcher([directory])) { () throws(RenderError) in
            try GoTemplateRenderer(directory: directory, options: options)
        }
    }
}

extension GoTemplateEngine.MissingKey {
    /// The engine's name of it.
    fileprivate var option: MissingKey {
        switch self {
        case .default: .noValue
        case .zero: .zero
        case .error: .error
        }
    }
}

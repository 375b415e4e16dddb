import Configuration
import GoTemplate
import Rendering
import Sprig
import Unix

/// Makes the renderer that a configuration asks for, and makes it anew when its files change.
struct RendererFactory {
    private let engine: GoTemplateEngine
    private let options: ExecutionOptions
    private let stability: RenderStability
    private let permissions: SprigPermissions

    /// - Throws: `RenderError` if no engine is configured, or the seed cannot be read.
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
        stability = RenderStability(
            seed: try configuration.seed.seed(), time: configuration.now.time, allowsUnstableKeys: configuration.allow.rsa)
        permissions = configuration.allow.permissions
    }

    /// Reads and parses the templates.
    func make() throws(RenderError) -> any Renderer {
        try GoTemplateRenderer(
            directory: engine.directory, options: options, stability: stability, permissions: permissions)
    }

    /// Reads them again whenever one changes; to be called before ``make()``, so that no change in between is missed.
    func reloading() throws(UnixError) -> TemplateReloading {
        let factory = self
        return TemplateReloading(directory: try DirectoryWatcher([engine.directory])) { () throws(RenderError) in
            try factory.make()
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

extension RandomSeedSource {
    /// Reads the seed.
    ///
    /// - Throws: `RenderError` if the file cannot be read or is too short for a secret.
    fileprivate func seed() throws(RenderError) -> RandomSeed? {
        guard let file else { return insecure ? .insecure : nil }
        let bytes: [UInt8]
        do throws(UnixError) { bytes = try File.read(file, maximumBytes: 1 << 16) } catch {
            throw RenderError("unable to use the seed: \(error)")
        }
        guard let seed = RandomSeed(bytes) else {
            throw RenderError(
                "unable to use the seed file \"\(file)\": it has \(bytes.count) bytes, and a seed needs \(RandomSeed.minimumBytes)"
            )
        }
        return seed
    }
}

extension RenderTime {
    /// The rendering's name of it.
    fileprivate var time: RenderStability.Time {
        switch self {
        case .creation: .creation
        case .event(let unit): .event(cutToSeconds: unit.components.seconds)
        }
    }
}

extension RenderPermissions {
    /// Sprig's name of them.
    fileprivate var permissions: SprigPermissions {
        var permissions: SprigPermissions = []
        if environment { permissions.insert(.environment) }
        if dns { permissions.insert(.network) }
        return permissions
    }
}

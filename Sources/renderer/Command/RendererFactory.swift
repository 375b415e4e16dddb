import Configuration
import GoTemplate
import Helm
import JSON
import Logging
import Rendering
import Sprig
import Unix

/// Makes the renderer that a configuration asks for, and makes it anew when its files change.
struct RendererFactory {
    /// What renders.
    let engine: RendererConfiguration.Engine
    private let options: ExecutionOptions
    private let stability: RenderStability
    private let permissions: RenderPermissions
    /// Whether a chart's templates are told that the release is upgraded.
    var isUpgrade = false
    /// The chart, if it was fetched.
    private var fetched: Chart?
    /// What was on standard input, if values come from there.
    private var standardInput: [UInt8]?
    /// The charts that custom resources choose; nil if they may choose none.
    private(set) var shelf: ChartShelf?

    /// - Throws: `RenderError` if no engine is configured, or the seed cannot be read.
    init(_ configuration: RendererConfiguration) throws(RenderError) {
        guard let engine = configuration.engine else {
            throw RenderError("nothing renders: give --templates or --chart, or spec.renderer in the configuration")
        }
        self.engine = engine
        let limits = configuration.limits
        var options = ExecutionOptions(
            limits: ExecutionLimits(
                steps: limits.steps, depth: limits.recursion, outputBytes: limits.outputBytes, time: limits.time))
        if case .goTemplate(let engine) = engine { options.missingKey = engine.missingKey.option }
        self.options = options
        stability = RenderStability(
            seed: try configuration.seed.seed(), time: configuration.now.time, allowsUnstableKeys: configuration.allow.rsa)
        permissions = configuration.allow
    }

    /// Fetches the chart, if it is not one of this machine, and makes ready to fetch those that custom resources choose.
    ///
    /// - Parameters:
    ///   - logger: Says what was fetched.
    ///   - isPatient: Whether a custom resource waits for its chart however long that takes, as there is nothing else to do.
    ///   - chart: The chart, if it was fetched before.
    /// - Throws: `RenderError` if the chart cannot be had.
    func fetching(
        logger: Logger, isPatient: Bool = false, having chart: Chart? = nil
    ) async throws(RenderError) -> RendererFactory {
        guard case .helm(let helm) = engine, helm.isRemote || helm.choosesCharts else { return self }
        var factory = self
        let fetching = ChartFetching(helm, logger: logger)
        if let chart {
            factory.fetched = chart
        } else if helm.isRemote {
            factory.fetched = try await fetching.chart()
        }
        if helm.choosesCharts { factory.shelf = try fetching.shelf(isPatient: isPatient) }
        return factory
    }

    /// Reads standard input, once for all that need it, if values come from there (`-f -`).
    ///
    /// - Parameter samples: The files of custom resources.
    /// - Throws: `RenderError` if it cannot be read, or a custom resource is to come from there, too.
    mutating func readStandardInput(besides samples: [String]) throws(RenderError) {
        guard case .helm(let helm) = engine, helm.valuesFiles.contains("-") else { return }
        guard !samples.contains("-") else { throw RenderError("standard input cannot be both values and a custom resource") }
        do throws(UnixError) { standardInput = try File.read("/dev/stdin") } catch { throw RenderError("\(error)") }
    }

    /// What templates can call beside Go's own functions.
    var functions: FunctionMap { Sprig.functions(allowing: permissions.permissions) }

    /// What the names of a chart's releases begin with; empty for a directory.
    var releasePrefix: String {
        if case .helm(let helm) = engine { helm.releasePrefix } else { "" }
    }

    /// Reads and parses the templates.
    func make() throws(RenderError) -> any Renderer {
        switch engine {
        case .goTemplate(let engine):
            try GoTemplateRenderer(
                directory: engine.directory, options: options, stability: stability, permissions: permissions.permissions)
        case .helm(let helm): try make(helm)
        }
    }

    private func make(_ helm: HelmConfiguration) throws(RenderError) -> any Renderer {
        let settings = try settings(helm)
        let (options, stability) = (options, stability)
        let standard = try HelmRenderer(settings, chart: fetched, options: options, stability: stability)
        guard let shelf else { return standard }
        return ChoosingRenderer(standard: standard, repositories: helm.repositories.map(\.name), shelf: shelf) {
            chart throws(RenderError) in
            try HelmRenderer(settings, chart: chart, options: options, stability: stability)
        }
    }

    /// Reads them again whenever one changes, if there are files to read; to be called before ``make()``, so that no
    /// change in between is missed.
    func reloading() throws(UnixError) -> TemplateReloading? {
        let factory = self
        let sources = try sources()
        if sources.isEmpty { return nil }
        return TemplateReloading(sources) { () throws(RenderError) in try factory.make() }
    }

    /// Where the files of the templates lie.
    private func sources() throws(UnixError) -> [TemplateReloading.Source] {
        switch engine {
        case .goTemplate(let engine):
            return [.init(try DirectoryWatcher([engine.directory])) { $0.hasSuffix(".tmpl") }]
        case .helm(let helm):
            var sources: [TemplateReloading.Source] = []
            var files = helm.valuesFiles
            if helm.chart.hasSuffix(".tgz"), !helm.isRemote {
                files.append(helm.chart)
            } else if !helm.isRemote {
                sources.append(.init(try DirectoryWatcher([helm.chart], recursive: true)))
            }
            // Of a directory that only some files matter in, no other is looked at, and nothing below it.
            for (directory, files) in Dictionary(grouping: files, by: { Path.split($0).directory }) {
                let names = Set(files.map { Path.split($0).name })
                sources.append(.init(try DirectoryWatcher([directory])) { names.contains($0) })
            }
            return sources
        }
    }

    /// What a chart is rendered with.
    func settings(_ helm: HelmConfiguration) throws(RenderError) -> ChartSettings {
        var settings = ChartSettings(chart: helm.chart)
        settings.namespace = helm.namespace
        settings.releasePrefix = helm.releasePrefix
        settings.valuesFiles = helm.valuesFiles
        settings.standardInput = standardInput
        settings.values = helm.values.withFractions
        for assignment in helm.assignments {
            do throws(ChartError) { try ValueAssignment.apply(assignment, to: &settings.values) } catch {
                throw RenderError("unable to set values by \(assignment.description): \(error)\(assignment.advice)")
            }
        }
        settings.isUpgrade = isUpgrade
        settings.resource = helm.resource.way
        settings.mapping = helm.mapping
        settings.capabilities = Capabilities(
            kubeVersion: helm.kubeVersion ?? Capabilities.defaultKubeVersion,
            apiVersions: Capabilities.builtInVersions + helm.apiVersions)
        settings.kubeVersion = helm.kubeVersion
        settings.apiVersions = helm.apiVersions
        if helm.wait { settings.waitSeconds = max(1, helm.waitTimeout.components.seconds) }
        settings.allowsForeignTemplates = permissions.tpl
        settings.allowsNetwork = permissions.dns
        return settings
    }
}

extension HelmConfiguration.Assignment {
    /// The flag with what it was given.
    fileprivate var description: String { "\(form.flag) '\(text)'" }

    /// What helps where a text was meant that the flag has a meaning of its own for.
    fileprivate var advice: String {
        let isRead = form == .typed || form == .text
        return isRead && text.contains("{") ? "; --set-literal takes a text with braces and commas as it stands" : ""
    }
}

extension HelmConfiguration.ResourceValues {
    /// The rendering's name of it.
    fileprivate var way: ChartSettings.ResourceValues {
        switch self {
        case .resource: .resource
        case .spec: .spec
        case .none: .none
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

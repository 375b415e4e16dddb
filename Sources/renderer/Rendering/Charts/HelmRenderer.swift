import Diagnostics
import Events
import GoTemplate
import Helm
import JSON
import Sprig
import Unix

/// Renders with a Helm chart.
package struct HelmRenderer: Renderer {
    package let engine = "helm"
    private let chart: HelmEngine
    private let settings: ChartSettings
    /// What is given for all custom resources.
    private let base: JSONObject
    /// Where that comes from, the strongest first.
    private let layers: [ValueLayer]
    /// What `tpl` may run; nil if that is anything.
    private let trusted: TrustedActions?
    private let options: ExecutionOptions
    private let stability: RenderStability
    private var context = RenderContext()

    /// Loads the chart, if it is not there yet, and the files of values, and parses the templates.
    ///
    /// - Parameters:
    ///   - settings: What is rendered, and with what.
    ///   - chart: The chart; nil to load the folder or archive that the settings name.
    ///   - options: Bounds, and what a missing key does.
    ///   - stability: What random values and the time derive from.
    /// - Throws: `RenderError` with what is wrong with one of them.
    package init(
        _ settings: ChartSettings, chart given: Chart? = nil, options: ExecutionOptions = ExecutionOptions(),
        stability: RenderStability = RenderStability()
    ) throws(RenderError) {
        self.settings = settings
        self.options = options
        self.stability = stability
        layers = try Self.layers(settings)
        var base = JSONObject()
        for layer in layers.reversed() { base.merge(layer.values) }
        self.base = base
        let loaded: Chart
        do throws(ChartError) { loaded = if let given { given } else { try Self.load(settings.chart) } } catch {
            throw RenderError("unable to load the chart \"\(settings.chart)\": \(error)")
        }
        do throws(HelmError) {
            chart = try HelmEngine(loaded, capabilities: settings.capabilities, allowsNetwork: settings.allowsNetwork)
            // Which version the cluster has, the watcher may tell later.
            try chart.check(isClusterKnown: settings.kubeVersion != nil)
        } catch {
            throw RenderError(error)
        }
        trusted = settings.allowsForeignTemplates ? nil : chart.trustedActions(values: layers.map(\.values))
    }

    package func within(_ context: RenderContext) -> any Renderer {
        var renderer = self
        renderer.context = context
        return renderer
    }

    package var dependsOnCapabilities: Bool { true }

    private static func load(_ path: String) throws(ChartError) -> Chart {
        guard path.hasSuffix(".tgz") else { return try ChartLoader.load(folder: path) }
        let bytes: [UInt8]
        do throws(UnixError) { bytes = try File.read(path) } catch { throw ChartError("\(error)") }
        return try ChartLoader.load(archive: bytes)
    }

    /// What settings and their files give to a chart, over its own values.
    ///
    /// - Throws: `RenderError` for a file that cannot be used.
    package static func values(givenBy settings: ChartSettings) throws(RenderError) -> JSONObject {
        var values = JSONObject()
        for layer in try layers(settings).reversed() { values.merge(layer.values) }
        return values
    }

    private static func layers(_ settings: ChartSettings) throws(RenderError) -> [ValueLayer] {
        var layers = [ValueLayer(name: "the settings", values: settings.values)]
        for file in settings.valuesFiles {
            let bytes = try Self.bytes(of: file, settings)
            do throws(ChartError) {
                layers.insert(ValueLayer(name: file, values: try ValuesFile.values(of: bytes)), at: 1)
            } catch {
                throw RenderError("unable to use the values of \"\(file)\": \(error)")
            }
        }
        return layers
    }

    private static func bytes(of file: String, _ settings: ChartSettings) throws(RenderError) -> [UInt8] {
        if file == "-", let input = settings.standardInput { return input }
        do throws(UnixError) { return try File.read(file, maximumBytes: 16 << 20) } catch { throw RenderError("\(error)") }
    }

    package func render(_ resource: RawJSON, at time: Timestamp?) throws(RenderError) -> [Manifest] {
        try rendering(resource, at: time).manifests
    }

    package func rendering(_ resource: RawJSON, at time: Timestamp?) throws(RenderError) -> RenderedBundle {
        var (bundle, lookups) = try bundled(resource, at: time) { bundling, chart throws(RenderError) in
            try bundling.rendering(chart)
        }
        bundle.lookups = lookups
        return bundle
    }

    package func parts(_ resource: RawJSON, at time: Timestamp?) throws(RenderError) -> [RenderedPart] {
        try bundled(resource, at: time) { bundling, chart throws(RenderError) in try bundling.parts(chart) }.product
    }

    /// Renders the chart and makes something of it; failures of both show the lines.
    private func bundled<Product>(
        _ resource: RawJSON, at time: Timestamp?, _ body: (ChartBundling, RenderedChart) throws(RenderError) -> Product
    ) throws(RenderError) -> (product: Product, lookups: Set<SourceKind>) {
        let data: JSONValue
        do throws(JSONError) { data = try resource.value() } catch {
            throw RenderError("the custom resource is not JSON: \(error)")
        }
        if let problem = settings.problem(with: data) { throw RenderError(problem) }
        let record = LookupRecord()
        let rendered: RenderedChart
        do throws(HelmError) {
            rendered = try self.rendered(data, at: time, record)
        } catch {
            var error = RenderError(error)
            error.lookups = record.kinds
            throw error
        }
        do throws(RenderError) {
            return (
                try body(ChartBundling(namespace: settings.namespace, waitSeconds: settings.waitSeconds), rendered), record.kinds
            )
        } catch {
            var error = located(error, in: rendered, data, at: time)
            error.lookups = record.kinds
            throw error
        }
    }

    /// What the chart comes to for a custom resource.
    private func rendered(
        _ resource: JSONValue, at time: Timestamp?, _ record: LookupRecord
    ) throws(HelmError) -> RenderedChart {
        let layers = [ValueLayer(name: "the custom resource", values: settings.values(of: resource))] + layers
        return try chart.render(
            values(for: resource), release: release(for: resource), options: options(for: resource, at: time, record),
            layers: layers, capabilities: settings.capabilities(told: context.capabilities))
    }

    private func values(for resource: JSONValue) -> JSONObject {
        var values = base
        values.merge(settings.values(of: resource))
        return values
    }

    private func release(for resource: JSONValue) -> Release {
        let metadata = resource["metadata"]
        let name = metadata?["name"]?.stringValue ?? ""
        let namespace = settings.namespace ?? metadata?["namespace"]?.stringValue ?? ""
        let isUpgrade = settings.isUpgrade || context.revision > 1
        return Release(
            name: settings.releasePrefix.isEmpty ? name : "\(settings.releasePrefix)-\(name)",
            namespace: namespace.isEmpty ? "default" : namespace, isUpgrade: isUpgrade, isInstall: !isUpgrade,
            revision: Int(clamping: context.revision))
    }

    private func options(
        for resource: JSONValue, at time: Timestamp?, _ record: LookupRecord = LookupRecord()
    ) -> ExecutionOptions {
        var options = options
        options.environment = ChartRenderEnvironment(
            RenderEnvironment(resource: resource, eventTime: time, stability: stability),
            foreign: resource, trusted: trusted, sources: context.sources, record: record)
        return options
    }

    /// The error of an object that a template wrote, with the template's line, found by rendering once more with notes.
    private func located(
        _ error: RenderError, in rendered: RenderedChart, _ resource: JSONValue, at time: Timestamp?
    ) -> RenderError {
        var error = error
        guard let template = error.template, let output = error.output,
            let file = rendered.files.first(where: { $0.name == template })
        else { return error }
        error.output?.text = file.bytes
        let place = chart.origin(
            ofLine: output.line, of: template, values(for: resource), release: release(for: resource),
            options: options(for: resource, at: time))
        guard let place else { return error }
        error.template = place.origin.template
        error.line = place.origin.line
        error.excerpt = SourceExcerpt.text(of: place.source, line: place.origin.line, column: nil)
        return error
    }
}

extension RenderError {
    /// The failure of a chart, with its place from 1 on and the templates on the way to it.
    init(_ error: HelmError) {
        self.init(
            error.message + error.hint, template: error.template, line: error.line, column: error.column.map { $0 + 1 },
            stack: error.stack.map(Self.place))
        if let line, let source = error.source { excerpt = SourceExcerpt.text(of: source, line: line, column: column) }
        if let text = error.text, let shown = SourceExcerpt.text(of: text.text, line: text.line, column: text.column) {
            excerpt = [excerpt, "  in the text that tpl is given:", shown].compactMap { $0 }.joined(separator: "\n")
        }
        if let rejected = error.output { output = RejectedOutput(rejected.text, line: rejected.line, column: rejected.column) }
    }
}

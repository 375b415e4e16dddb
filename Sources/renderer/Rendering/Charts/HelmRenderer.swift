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
    private let options: ExecutionOptions
    private let stability: RenderStability

    /// Loads the chart and the files of values, and parses the templates.
    ///
    /// - Throws: `RenderError` with what is wrong with one of them.
    package init(
        _ settings: ChartSettings, options: ExecutionOptions = ExecutionOptions(), stability: RenderStability = RenderStability()
    ) throws(RenderError) {
        self.settings = settings
        self.options = options
        self.stability = stability
        layers = try Self.layers(settings)
        var base = JSONObject()
        for layer in layers.reversed() { Coalescing.lay(layer.values, over: &base) }
        self.base = base
        let loaded: Chart
        do throws(ChartError) { loaded = try Self.load(settings.chart) } catch {
            throw RenderError("unable to load the chart \"\(settings.chart)\": \(error)")
        }
        do throws(HelmError) {
            chart = try HelmEngine(loaded, capabilities: settings.capabilities, allowsNetwork: settings.allowsNetwork)
            try chart.check()
        } catch {
            throw RenderError(error)
        }
    }

    private static func load(_ path: String) throws(ChartError) -> Chart {
        guard path.hasSuffix(".tgz") else { return try ChartLoader.load(folder: path) }
        let bytes: [UInt8]
        do throws(UnixError) { bytes = try File.read(path) } catch { throw ChartError("\(error)") }
        return try ChartLoader.load(archive: bytes)
    }

    private static func layers(_ settings: ChartSettings) throws(RenderError) -> [ValueLayer] {
        var layers = [ValueLayer(name: "the settings", values: settings.values)]
        for file in settings.valuesFiles {
            let bytes: [UInt8]
            do throws(UnixError) { bytes = try File.read(file, maximumBytes: 16 << 20) } catch { throw RenderError("\(error)") }
            do throws(ChartError) {
                layers.insert(ValueLayer(name: file, values: try ValuesFile.values(of: bytes)), at: 1)
            } catch {
                throw RenderError("unable to use the values of \"\(file)\": \(error)")
            }
        }
        return layers
    }

    package func render(_ resource: RawJSON, at time: Timestamp?) throws(RenderError) -> [Manifest] {
        try rendering(resource, at: time).manifests
    }

    package func rendering(_ resource: RawJSON, at time: Timestamp?) throws(RenderError) -> RenderedBundle {
        let data: JSONValue
        do throws(JSONError) { data = try resource.value() } catch {
            throw RenderError("the custom resource is not JSON: \(error)")
        }
        let rendered: RenderedChart
        do throws(HelmError) {
            rendered = try self.rendered(data, at: time)
        } catch {
            throw RenderError(error)
        }
        return try ChartBundling(namespace: settings.namespace, waitSeconds: settings.waitSeconds).rendering(rendered)
    }

    /// What the chart comes to for a custom resource.
    package func rendered(_ resource: JSONValue, at time: Timestamp?) throws(HelmError) -> RenderedChart {
        let metadata = resource["metadata"]
        let name = metadata?["name"]?.stringValue ?? ""
        let namespace = settings.namespace ?? metadata?["namespace"]?.stringValue ?? ""
        let release = Release(
            name: settings.releasePrefix.isEmpty ? name : "\(settings.releasePrefix)-\(name)",
            namespace: namespace.isEmpty ? "default" : namespace)
        var options = options
        options.environment = ChartRenderEnvironment(
            RenderEnvironment(resource: resource, eventTime: time, stability: stability),
            foreign: settings.allowsForeignTemplates ? nil : resource)
        let own = settings.values(of: resource)
        var values = base
        Coalescing.lay(own, over: &values)
        let layers = [ValueLayer(name: "the custom resource", values: own)] + layers
        return try chart.render(values, release: release, options: options, layers: layers)
    }
}

extension RenderError {
    /// The failure of a chart, with its place from 1 on and the templates on the way to it.
    init(_ error: HelmError) {
        self.init(
            error.message, template: error.template, line: error.line, column: error.column.map { $0 + 1 },
            stack: error.stack.map(\.description))
    }
}

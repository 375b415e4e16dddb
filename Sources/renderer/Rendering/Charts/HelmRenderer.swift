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
    private let base: JSONObject
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
        base = try Self.base(settings)
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

    private static func base(_ settings: ChartSettings) throws(RenderError) -> JSONObject {
        var base = JSONObject()
        for file in settings.valuesFiles {
            let bytes: [UInt8]
            do throws(UnixError) { bytes = try File.read(file, maximumBytes: 16 << 20) } catch { throw RenderError("\(error)") }
            do throws(ChartError) { Coalescing.lay(try ValuesFile.values(of: bytes), over: &base) } catch {
                throw RenderError("unable to use the values of \"\(file)\": \(error)")
            }
        }
        Coalescing.lay(settings.values, over: &base)
        return base
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
        return try chart.render(settings.values(for: resource, over: base), release: release, options: options)
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

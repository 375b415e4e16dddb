import GoTemplate
import JSON

/// Renders one chart as Helm 3 does.
///
/// ```swift
/// let engine = try HelmEngine(ChartLoader.load(folder: "charts/web"))
/// let rendered = try engine.render(["replicas": 3], release: Release(name: "web"))
/// ```
package struct HelmEngine: Sendable {
    private let chart: Chart
    private let capabilities: Capabilities
    private let plans: ChartPlans

    /// - Parameters:
    ///   - chart: The chart.
    ///   - capabilities: What the cluster can do.
    ///   - allowsNetwork: Whether templates may look up addresses.
    /// - Throws: `HelmError` if the chart is a library, or a chart that it declares is not there.
    package init(_ chart: Chart, capabilities: Capabilities = Capabilities(), allowsNetwork: Bool = false) throws(HelmError) {
        plans = ChartPlans(functions: HelmFunctions.functions(allowsNetwork: allowsNetwork))
        self.chart = chart
        self.capabilities = capabilities
        if chart.metadata.isLibrary { throw HelmError("library charts are not installable") }
        try Self.checkDependencies(of: chart)
    }

    /// Finds the charts that are declared and not there, be they turned off or not; what lies deeper may lack some, as in Helm.
    private static func checkDependencies(of chart: Chart) throws(HelmError) {
        let present = Set(chart.dependencies.map(\.name))
        let missing = (chart.metadata.dependencies ?? []).map(\.name).filter { !present.contains($0) }
        guard !missing.isEmpty else { return }
        throw HelmError(
            "An error occurred while checking for chart dependencies. You may need to run `helm dependency build` to fetch missing "
                + "dependencies: found in Chart.yaml, but missing in charts/ directory: \(missing.joined(separator: ", "))")
    }

    private func checkVersion(_ capabilities: Capabilities) throws(HelmError) {
        let wanted = chart.metadata.kubeVersion
        guard wanted.isEmpty || ChartVersions.isVersion(capabilities.kubeVersion, within: wanted) else {
            let version = capabilities.kubeVersion
            throw HelmError("chart requires kubeVersion: \(wanted) which is incompatible with Kubernetes \(version)")
        }
    }

    /// What templates can call beside Go's own functions.
    package static var functions: FunctionMap { HelmFunctions.functions() }

    /// The chart's name.
    package var name: String { chart.name }

    /// The actions of the chart and of values that nobody but who runs the pipeline has given, for `tpl`.
    package func trustedActions(values: [JSONObject]) -> TrustedActions { TrustedActions(chart, values: values) }

    /// Finds what is wrong whatever the values: dependencies with the chart's own values, templates and schemas that are
    /// none.
    ///
    /// - Parameter isClusterKnown: Whether the capabilities are those of the cluster, so that a chart for another is refused.
    /// - Throws: `HelmError` as `render` would.
    package func check(isClusterKnown: Bool = true) throws(HelmError) {
        if isClusterKnown { try checkVersion(capabilities) }
        // Values that are given may mend what the chart's own lack.
        guard let decided = try? decidedChart([:]) else { return }
        try SchemaValidation.compile(decided)
        _ = try plans.templates(of: decided)
    }

    /// Renders the chart.
    ///
    /// - Parameters:
    ///   - values: What is given, over the chart's own values.
    ///   - release: What the chart is rendered for.
    ///   - options: Limits and the like.
    ///   - layers: Where the values come from, the strongest first, for errors about them.
    ///   - capabilities: What the cluster can do, if that is not what the engine was made with.
    /// - Throws: `HelmError` in Helm's words.
    package func render(
        _ values: JSONObject, release: Release, options: ExecutionOptions = ExecutionOptions(), layers: [ValueLayer] = [],
        capabilities: Capabilities? = nil
    ) throws(HelmError) -> RenderedChart {
        let capabilities = capabilities ?? self.capabilities
        try checkVersion(capabilities)
        let (decided, rendering) = try rendering(values, release, options, capabilities, checking: layers)
        do throws(HelmError) {
            return try RenderedChart(decided, try rendering.render())
        } catch {
            guard let output = error.output, let file = error.template,
                let place = origin(ofLine: output.line, of: file, values, release: release, options: options)
            else { throw error }
            var error = error
            error.template = place.origin.template
            error.line = place.origin.line
            error.source = place.source
            throw error
        }
    }

    /// The line of a template that wrote a line of what a file came to, and that template's text; found by rendering again.
    package func origin(
        ofLine line: Int, of file: String, _ values: JSONObject, release: Release, options: ExecutionOptions
    ) -> (origin: OutputOrigins.Origin, source: [UInt8])? {
        guard let (_, rendering) = try? rendering(values, release, options, capabilities),
            let origin = rendering.origin(ofLine: line, of: file), let source = rendering.source(of: origin.template)
        else { return nil }
        return (origin, source)
    }

    /// The chart whose dependencies were decided on, and the rendering of it.
    ///
    /// - Parameter layers: Where the values come from that are checked with their schemas; nil not to check them.
    private func rendering(
        _ values: JSONObject, _ release: Release, _ options: ExecutionOptions, _ capabilities: Capabilities,
        checking layers: [ValueLayer]? = nil
    ) throws(HelmError) -> (Chart, ChartRendering) {
        let decided: Chart
        let all: JSONObject
        do throws(ChartError) {
            decided = try decidedChart(values)
            all = try Coalescing.values(of: decided, with: values)
        } catch {
            throw HelmError(error)
        }
        if let layers { try SchemaValidation(layers: layers).check(all, of: decided) }
        let templates = try plans.templates(of: decided)
        var options = options
        options.missingKey = .zero
        return (
            decided,
            ChartRendering(templates, values: all, release: release, capabilities: capabilities, options: options)
        )
    }

    private func decidedChart(_ values: JSONObject) throws(ChartError) -> Chart {
        var decided = chart
        try DependencyDecisions.apply(to: &decided, with: values)
        return decided
    }
}

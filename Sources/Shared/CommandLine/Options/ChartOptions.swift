import ArgumentParser
import Configuration
import JSON

/// The settings of a Helm chart as flags (`spec.renderer.helm`).
package struct ChartOptions: ParsableArguments, Sendable {
    @Option(
        help: ArgumentHelp(
            "The Helm chart: a folder or an archive, its name in --repo, NAME/CHART of a --repository, or oci://... (spec.renderer.helm.chart).",
            valueName: "chart"), completion: .directory)
    package var chart: String?

    @OptionGroup(title: "Helm chart") package var source: ChartSourceOptions

    @Option(
        name: [.long, .customLong("namespace"), .customShort("n")],
        help: ArgumentHelp("The namespace of the releases (spec.renderer.helm.namespace).", valueName: "namespace"))
    package var releaseNamespace: String?

    @Option(help: ArgumentHelp("What the releases' names begin with (spec.renderer.helm.releasePrefix).", valueName: "name"))
    package var releasePrefix: String?

    @Option(
        name: [.customShort("f"), .long],
        help: ArgumentHelp(
            "A file of values, or several with commas between them; may be repeated; - is standard input, for render and lint (spec.renderer.helm.valuesFiles).",
            valueName: "file"), completion: .file())
    package var values: [FilesArgument] = []

    @Option(
        help: ArgumentHelp(
            "Values as a JSON object, or as a.b=JSON; may be repeated (spec.renderer.helm.values).", valueName: "json"))
    package var setJson: [ValuesArgument] = []

    @Option(help: ArgumentHelp("Sets values, as a.b=1,c={x,y}; may be repeated.", valueName: "assignments"))
    package var set: [String] = []

    @Option(help: ArgumentHelp("Sets values to texts, as a.b=1; may be repeated.", valueName: "assignments"))
    package var setString: [String] = []

    @Option(
        help: ArgumentHelp("Sets values to what files contain, as a.b=PATH; may be repeated.", valueName: "assignments"),
        completion: .file())
    package var setFile: [String] = []

    @Option(help: ArgumentHelp("Sets a value to a text with all its commas; may be repeated.", valueName: "assignment"))
    package var setLiteral: [String] = []

    @Option(help: ArgumentHelp("How the custom resource becomes values (spec.renderer.helm.resource).", valueName: "way"))
    package var resourceValues: HelmConfiguration.ResourceValues?

    @Option(
        help: ArgumentHelp(
            "Makes a field of the custom resource a value; may be repeated (spec.renderer.helm.mapping).",
            valueName: "value=field"))
    package var map: [MappingArgument] = []

    @Option(
        help: ArgumentHelp("The version of Kubernetes that templates see (spec.renderer.helm.kubeVersion).", valueName: "version")
    )
    package var kubeVersion: String?

    @Option(
        name: [.long, .customLong("api-versions"), .customShort("a")],
        help: ArgumentHelp(
            "An API version that templates see; may be repeated (spec.renderer.helm.apiVersions).", valueName: "version"))
    package var apiVersion: [String] = []

    @Flag(inversion: .prefixedNo, help: "Wait for the objects (spec.renderer.helm.wait).")
    package var wait: Bool?

    @Option(help: ArgumentHelp("How long to wait for the objects (spec.renderer.helm.waitTimeout).", valueName: "duration"))
    package var waitTimeout: DurationArgument?

    @Flag(
        inversion: .prefixedNo,
        help: "Let texts of custom resources be templates of a chart's tpl (spec.renderer.allow.tpl).")
    package var allowTpl: Bool?

    package init() {}

    package mutating func validate() throws {
        if let kubeVersion, HelmConfiguration.kubeVersion(parsing: kubeVersion) == nil {
            throw ValidationError("--kube-version must be a version such as v1.31.0, not \(kubeVersion).")
        }
        if let waitTimeout, waitTimeout.duration == .zero { throw ValidationError("--wait-timeout must be more than 0.") }
    }

    /// Refuses what cannot go together with the flags of a directory of templates.
    package func validate(beside settings: RendererOptions) throws {
        if chart != nil, settings.templates != nil {
            throw ValidationError("--chart and --templates exclude each other: give one of them.")
        }
    }

    /// Lays the flags that were given over a configuration.
    package func patch(_ configuration: inout PipelineConfiguration) {
        if let allowTpl { configuration.renderer.allow.tpl = allowTpl }
        var helm: HelmConfiguration
        if case .helm(let engine) = configuration.renderer.engine {
            helm = engine
        } else {
            guard let chart else { return }
            helm = HelmConfiguration(chart: chart)
        }
        helm.chart = chart ?? helm.chart
        source.patch(&helm)
        helm.namespace = releaseNamespace ?? helm.namespace
        helm.releasePrefix = releasePrefix ?? helm.releasePrefix
        helm.valuesFiles += values.flatMap(\.paths)
        for case .object(let values) in setJson { helm.values.merge(values) }
        helm.assignments += assignments
        helm.resource = resourceValues ?? helm.resource
        for argument in map { helm.mapping[argument.value] = argument.field }
        helm.kubeVersion = kubeVersion.flatMap(HelmConfiguration.kubeVersion(parsing:)) ?? helm.kubeVersion
        helm.apiVersions += apiVersion
        helm.wait = wait ?? helm.wait
        helm.waitTimeout = waitTimeout?.duration ?? helm.waitTimeout
        configuration.renderer.engine = .helm(helm)
    }

    /// What sets single values, in Helm's order.
    private var assignments: [HelmConfiguration.Assignment] {
        var assignments: [HelmConfiguration.Assignment] = []
        for case .assignment(let text) in setJson { assignments.append(.init(text, .json)) }
        let others: [([String], HelmConfiguration.Assignment.Form)] = [
            (set, .typed), (setString, .text), (setFile, .file), (setLiteral, .literal),
        ]
        for (texts, form) in others { assignments += texts.map { .init($0, form) } }
        return assignments
    }
}

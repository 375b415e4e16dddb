import JSON

/// A Helm chart (`spec.renderer.helm`).
package struct HelmConfiguration: Sendable, Hashable {
    /// The chart's folder or archive, or where it is fetched from: its name in `repository`, `NAME/CHART` of one of `repositories`, or
    /// what begins with `oci://` or `https://`.
    package var chart: String
    /// Which version is fetched, or a range of them; nil: the newest that is no prerelease.
    package var version: String?
    /// The chart's own repository (`repo`), and how its place is spoken to.
    package var repository = ChartRepositoryConfiguration()
    /// The repositories that references may name: of `chart`, and of custom resources.
    package var repositories: [ChartRepositoryConfiguration] = []
    /// The directory of what was fetched; nil: the user's own.
    package var repositoryCache: String?
    /// Whether custom resources choose charts even where no repositories are allowed, which then is an error of theirs.
    package var alwaysChoosesCharts = false
    /// The namespace of the release; nil: that of the custom resource.
    package var namespace: String?
    /// What stands, with a hyphen, before the custom resource's name in that of the release; empty: nothing.
    package var releasePrefix: String
    /// Values over those of the chart.
    package var values: JSONObject
    /// Values over `values`, as Helm's flags have them; of one run, not of the pipeline.
    package var assignments: [Assignment] = []
    /// Files of values, each over the one before; below `values`.
    package var valuesFiles: [String]
    /// How the custom resource becomes values, over all others.
    package var resource: ResourceValues
    /// Fields of the custom resource, such as `spec.size`, by the paths of the values that they become.
    package var mapping: [String: String]
    /// The version of Kubernetes that templates are told, as `kubeVersion(parsing:)` gives it; nil: one of the time of this program.
    package var kubeVersion: String?
    /// The API versions that templates are told, besides those built into Kubernetes.
    package var apiVersions: [String]
    /// Whether the objects are waited for.
    package var wait: Bool
    /// How long they are waited for.
    package var waitTimeout: Duration

    package init(
        chart: String, namespace: String? = nil, releasePrefix: String = "", values: JSONObject = [:],
        valuesFiles: [String] = [], resource: ResourceValues = .resource, mapping: [String: String] = [:],
        kubeVersion: String? = nil, apiVersions: [String] = [], wait: Bool = false, waitTimeout: Duration = .seconds(300)
    ) {
        self.chart = chart
        self.namespace = namespace
        self.releasePrefix = releasePrefix
        self.values = values
        self.valuesFiles = valuesFiles
        self.resource = resource
        self.mapping = mapping
        self.kubeVersion = kubeVersion
        self.apiVersions = apiVersions
        self.wait = wait
        self.waitTimeout = waitTimeout
    }

    /// Whether the chart is fetched, and no folder or archive of this machine.
    package var isRemote: Bool {
        if !repository.url.isEmpty || chart.contains("://") { return true }
        return reference != nil
    }

    /// The repository of ``repositories`` that the chart names, and the chart's name there; nil where it names none.
    package var reference: (repository: ChartRepositoryConfiguration, chart: String)? {
        let parts = chart.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let repository = repositories.first(where: { $0.name == parts[0] }) else { return nil }
        return (repository, String(parts[1]))
    }

    /// Whether custom resources choose their charts by an annotation.
    package var choosesCharts: Bool { alwaysChoosesCharts || !repositories.isEmpty }

    /// Values as `a.b=1,c={x,y}`.
    package struct Assignment: Sendable, Hashable {
        /// What the texts behind the equals signs are.
        package enum Form: Sendable, Hashable {
            /// Numbers, booleans and null where they look like it, else text (`--set`).
            case typed
            /// Text, whatever it looks like (`--set-string`).
            case text
            /// JSON (`--set-json`).
            case json
            /// The paths of files whose content is the text (`--set-file`).
            case file
            /// One text up to the end, with all its commas (`--set-literal`).
            case literal

            /// The flag that gives it, as people write it.
            package var flag: String {
                switch self {
                case .typed: "--set"
                case .text: "--set-string"
                case .json: "--set-json"
                case .file: "--set-file"
                case .literal: "--set-literal"
                }
            }
        }

        package let text: String
        package let form: Form

        package init(_ text: String, _ form: Form) {
            self.text = text
            self.form = form
        }
    }

    /// How a custom resource becomes values.
    package enum ResourceValues: String, Sendable, Hashable, CaseIterable {
        /// `.Values.resource` has its `name`, `namespace` and `spec`, as with Lostrómos.
        case resource
        /// The `spec` is the values.
        case spec
        /// Only what `mapping` says.
        case none
    }
}

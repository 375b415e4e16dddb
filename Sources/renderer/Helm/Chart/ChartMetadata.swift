/// What Chart.yaml says.
package struct ChartMetadata: Sendable, Hashable {
    package var name = ""
    package var home = ""
    package var sources: [String] = []
    package var version = ""
    package var description = ""
    package var keywords: [String] = []
    package var maintainers: [ChartMaintainer] = []
    package var icon = ""
    package var apiVersion = ""
    package var condition = ""
    package var tags = ""
    package var appVersion = ""
    package var deprecated = false
    package var annotations: [String: String] = [:]
    /// The range of versions of Kubernetes that will do.
    package var kubeVersion = ""
    /// Nil where there is no `dependencies`, which is more than an empty list: then nobody asks for conditions below.
    package var dependencies: [ChartDependency]?
    /// `application`, also if it is empty, or `library`.
    package var type = ""

    package init() {}

    /// Whether only the partials of the chart count.
    package var isLibrary: Bool { type == "library" }
}

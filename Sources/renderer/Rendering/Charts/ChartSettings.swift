import Events
import Helm
import JSON

/// Which chart is rendered, and with what.
package struct ChartSettings: Sendable {
    /// How a custom resource becomes values.
    package enum ResourceValues: Sendable {
        /// `.Values.resource` has its `name`, `namespace` and `spec`, as with Lostrómos.
        case resource
        /// The `spec` is the values.
        case spec
        /// Only what the mapping says.
        case none
    }

    /// The chart's folder, or its archive.
    package var chart: String
    /// The release's namespace; nil: the custom resource's.
    package var namespace: String?
    /// What stands, with a hyphen, before the custom resource's name in the release's; empty: nothing.
    package var releasePrefix = ""
    /// Files of values, each over the one before.
    package var valuesFiles: [String] = []
    /// What `-` among ``valuesFiles`` stands for; nil where that is a file like any other.
    package var standardInput: [UInt8]?
    /// Values over those of the files; whole numbers are as they come.
    package var values: JSONObject = [:]
    package var resource = ResourceValues.resource
    /// Fields of the custom resource, such as `spec.size`, by the paths of the values that they become.
    package var mapping: [String: String] = [:]
    package var capabilities = Capabilities()
    /// The version of Kubernetes that the settings say, whatever the watcher tells; nil if they say none.
    package var kubeVersion: String?
    /// The API versions that the settings add to those that the watcher tells.
    package var apiVersions: [String] = []
    /// Whether templates are told that the release is upgraded, and not installed.
    package var isUpgrade = false
    /// Whether the objects are waited for, and for how many seconds at most.
    package var waitSeconds: Int64?
    /// Whether texts of the custom resource may be templates (`tpl`).
    package var allowsForeignTemplates = false
    /// Whether templates may look up addresses.
    package var allowsNetwork = false

    package init(chart: String) { self.chart = chart }

    /// What the cluster can do: what the settings say, and what the watcher has told.
    func capabilities(told: ClusterCapabilities?) -> Capabilities {
        guard let told else { return capabilities }
        var capabilities = capabilities
        capabilities.kubeVersion = kubeVersion ?? told.kubeVersion
        capabilities.apiVersions = told.apiVersions + apiVersions
        return capabilities
    }

    /// Why a custom resource cannot give what the settings want of it; nil if it can.
    func problem(with resource: JSONValue) -> String? {
        guard self.resource == .spec, let spec = resource["spec"], !spec.isNull, spec.objectValue == nil else { return nil }
        return ".spec of the custom resource is to be the values of the chart, but it is \(spec.typeForPeople), not an object"
    }

    /// What a custom resource gives of the values.
    func values(of resource: JSONValue) -> JSONObject {
        var values = own(of: resource)
        for (path, field) in mapping.sorted(by: { $0.key < $1.key }) {
            guard let value = Self.value(at: field, in: resource) else { continue }
            values.merge(Self.nested(value.withFractions, at: path))
        }
        return values
    }

    private func own(of resource: JSONValue) -> JSONObject {
        let spec = resource["spec"]?.withFractions ?? [:]
        switch self.resource {
        case .none: return [:]
        case .spec: return spec.objectValue ?? [:]
        case .resource:
            let metadata = resource["metadata"]
            return [
                "resource": [
                    "name": metadata?["name"] ?? "", "namespace": metadata?["namespace"] ?? "", "spec": spec,
                ]
            ]
        }
    }

    private static func value(at path: String, in resource: JSONValue) -> JSONValue? {
        var value = resource
        for key in path.split(separator: ".") {
            guard let next = value[String(key)] else { return nil }
            value = next
        }
        return value
    }

    private static func nested(_ value: JSONValue, at path: String) -> JSONObject {
        var keys = path.split(separator: ".").map(String.init)
        guard let last = keys.popLast() else { return value.objectValue ?? [:] }
        var object: JSONObject = [last: value]
        for key in keys.reversed() { object = [key: .object(object)] }
        return object
    }
}

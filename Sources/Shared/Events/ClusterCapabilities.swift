import JSON

/// The data of a `capabilities` event: what the cluster can do, as its discovery says.
package struct ClusterCapabilities: EventPayload, Hashable {
    package static let eventType = EventType.capabilities

    /// The version of Kubernetes, such as `v1.31.0`.
    package let kubeVersion: String
    /// `GROUP/VERSION` and `GROUP/VERSION/KIND`, of the core group without the group.
    package let apiVersions: [String]

    package init(kubeVersion: String, apiVersions: [String]) {
        self.kubeVersion = kubeVersion
        self.apiVersions = apiVersions
    }

    package init(data: RawJSON) throws(EventError) {
        let fields = try PayloadFields(data)
        kubeVersion = try fields.string("kubeVersion")
        apiVersions = try fields.strings("apiVersions")
    }

    package func write(to text: inout JSONObjectText) {
        text.append("kubeVersion", kubeVersion)
        text.append("apiVersions", apiVersions)
    }
}

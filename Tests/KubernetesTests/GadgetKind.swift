import JSON
import Kubernetes
import TestSupport

/// A custom kind, `Gadget`, in a group of the test's own, so that tests on one cluster never meet.
struct GadgetKind {
    let cluster: DevCluster
    let group: String

    /// The resource as it is served once it is established.
    let resource: APIResource

    /// A kind that is not there yet.
    init(_ cluster: DevCluster) {
        self.cluster = cluster
        group = "k\(String(UInt32.random(in: 0 ... .max), radix: 36)).example.com"
        resource = APIResource(
            group: group, version: "v1", plural: "gadgets", kind: "Gadget", namespaced: true,
            verbs: ["delete", "deletecollection", "get", "list", "patch", "create", "update", "watch"],
            subresources: ["status", "scale"], shortNames: ["gdg"])
    }

    /// A kind that is served.
    static func established(on cluster: DevCluster) async throws -> GadgetKind {
        let kind = GadgetKind(cluster)
        try await kind.define()
        return kind
    }

    /// Makes the definition, and waits until the API server serves it.
    func define() async throws {
        try await cluster.apply(definition)
        try await eventually("the gadgets to be served") {
            _ = try await cluster.kubectl("get", "gadgets.\(group)", "-A")
            return true
        }
    }

    /// Takes the definition away, and with it all gadgets.
    func undefine() async throws {
        try await cluster.kubectl("delete", "crd", "gadgets.\(group)", "--wait=false")
    }

    /// A gadget as JSON.
    func gadget(_ name: String, size: Int64? = nil, tag: String? = nil, labels: JSONObject = JSONObject()) -> [UInt8] {
        var spec = JSONObject()
        if let size { spec["size"] = .integer(size) }
        if let tag { spec["tag"] = .string(tag) }
        let value: JSONValue = [
            "apiVersion": .string("\(group)/v1"), "kind": "Gadget",
            "metadata": ["name": .string(name), "labels": .object(labels)], "spec": .object(spec),
        ]
        return value.serialized()
    }

    private var definition: String {
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: gadgets.\(group)}
        spec:
          group: \(group)
          scope: Namespaced
          names: {plural: gadgets, singular: gadget, kind: Gadget, listKind: GadgetList, shortNames: [gdg]}
          versions:
            - name: v1
              served: true
              storage: true
              subresources:
                status: {}
                scale: {specReplicasPath: .spec.size, statusReplicasPath: .status.size}
              schema:
                openAPIV3Schema:
                  type: object
                  properties:
                    spec: {type: object, properties: {size: {type: integer, maximum: 100}, tag: {type: string}}}
                    status: {type: object, x-kubernetes-preserve-unknown-fields: true}
        """
    }
}

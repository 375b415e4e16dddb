import Events
import JSON
import Testing

@testable import Reconciling

/// What the tests of this module are made of.
enum Fixture {
    static let characters = ResourceReference(
        group: "stable.example.com", version: "v1", plural: "characters", kind: "Character", namespaced: true)

    static func owner(
        _ name: String = "dory", namespace: String? = "default", uid: String = "0b5c", resourceVersion: String = "7",
        applySet: Owner.ApplySet? = nil, resource: ResourceReference = characters
    ) -> Owner {
        Owner(
            resource: resource, namespace: namespace, name: name, uid: uid, resourceVersion: resourceVersion, applySet: applySet)
    }

    static func bundle(
        _ owner: Owner = owner(), _ manifests: JSONValue..., change: Change.Kind = .added
    ) -> Bundle {
        bundle(owner, manifests, change: change)
    }

    static func bundle(_ owner: Owner, _ manifests: [JSONValue], change: Change.Kind = .added) -> Bundle {
        let objects = manifests.map { manifest in
            Bundle.Object(
                name: "\(manifest["kind"]?.stringValue ?? "")/\(manifest["metadata"]?["name"]?.stringValue ?? "")",
                manifest: RawJSON(manifest))
        }
        return Bundle(owner: owner, digest: "sha256:00", engine: "test", change: change, objects: objects)
    }

    static func configMap(_ name: String, namespace: String? = nil, _ data: [String: String] = ["color": "blue"]) -> JSONValue {
        var metadata: JSONObject = ["name": .string(name)]
        if let namespace { metadata["namespace"] = .string(namespace) }
        return [
            "apiVersion": "v1", "kind": "ConfigMap", "metadata": .object(metadata),
            "data": .object(JSONObject(data.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })),
        ]
    }

    /// A manifest of JSON text.
    static func manifest(_ text: String) throws -> Manifest {
        try Manifest(label: "test", source: RawJSON(validating: Array(text.utf8)))
    }
}

import Kubernetes
import Synchronization

/// Finds the API resource of a kind whose version nobody named, as in an inventory.
package final class KindTable: Sendable {
    private let client: KubernetesClient
    private let known = Mutex<[GroupKind: APIResource]>([:])

    init(client: KubernetesClient) { self.client = client }

    /// The resource of a kind at the version that a manifest names.
    func resource(for manifest: Manifest) async throws(KubernetesError) -> APIResource {
        let resource = try await client.resource(
            for: GroupVersionKind(apiVersion: manifest.apiVersion, kind: manifest.kind))
        known.withLock { table in
            if table[manifest.groupKind] == nil { table[manifest.groupKind] = resource }
        }
        return resource
    }

    /// The resource of a kind, at the version used last or else the one that the API server prefers; nil where it serves none.
    func resource(for kind: GroupKind) async throws(KubernetesError) -> APIResource? {
        if let resource = known.withLock({ $0[kind] }) { return resource }
        do throws(KubernetesError) {
            let resource = try await client.resource(group: kind.group, kind: kind.kind)
            known.withLock { $0[kind] = resource }
            return resource
        } catch {
            if error.isUnknownKind { return nil }
            throw error
        }
    }

    /// The resource with this plural, as an owner names its own.
    func resource(group: String, version: String, plural: String) async throws(KubernetesError) -> APIResource {
        try await client.resource(group: group, version: version, plural: plural)
    }

    /// The kinds whose objects can be listed and deleted, each at one version: where members may be.
    ///
    /// Events are left out, and of kinds that two groups serve, the one in the group that is on its way out.
    func listable() async throws(KubernetesError) -> [APIResource] {
        let all = try await client.allResources().filter { $0.verbs.contains("list") && $0.verbs.contains("delete") }
        let current = Set(all.lazy.filter { $0.group != "extensions" }.map(\.plural))
        return all.filter { $0.plural != "events" && !($0.group == "extensions" && current.contains($0.plural)) }
    }
}

import Events
import Kubernetes
import Logging
import Synchronization

/// Finds objects of this pipeline whose owner nobody told of: it was deleted while no applier ran.
struct OrphanHunt: Sendable {
    private let cluster: Cluster
    private let complaints = Complaints()

    init(cluster: Cluster) { self.cluster = cluster }

    /// The owners of a resource that have members but were not told.
    ///
    /// Looks through all kinds that can be listed, metadata only. A kind that may not be listed is passed over, and said once.
    func orphans(of resource: ResourceReference, told: @Sendable @escaping (String) -> Bool) async -> [Owner] {
        let kinds: [APIResource]
        do throws(KubernetesError) {
            kinds = try await cluster.kinds.listable()
        } catch {
            cluster.logger.warning(
                "unable to look for objects whose owner is gone", metadata: ["reason": "\(error)"])
            return []
        }
        let prefix = "\(resource.group.isEmpty ? resource.plural : "\(resource.plural).\(resource.group)")/"
        let members = MemberIndex(cluster: cluster)
        let found = await withTaskGroup(of: [ListedMember].self) { group in
            for kind in kinds { group.addTask { await list(kind, in: members, prefix: prefix, told: told) } }
            var found: [ListedMember] = []
            for await listed in group { found += listed }
            return found
        }
        return owners(of: found, resource: resource)
    }

    private func list(
        _ kind: APIResource, in members: MemberIndex, prefix: String, told: @Sendable (String) -> Bool
    ) async -> [ListedMember] {
        switch await members.all(of: kind) {
        case .members(let sets):
            return sets.values.flatMap { $0 }.filter { member in
                guard let owner = member.owner, owner.hasPrefix(prefix) else { return false }
                return !told(owner)
            }
        case .forbidden(let error):
            if complaints.isNew(kind.qualifiedPlural) {
                cluster.logger.warning(
                    "this kind is left out when looking for objects whose owner is gone",
                    metadata: ["kind": "\(kind.qualifiedPlural)", "reason": "\(error.explanation)"])
            }
            return []
        case .failed(let error):
            // Not every kind that discovery names can be listed in fact.
            cluster.logger.debug(
                "unable to list a kind when looking for objects whose owner is gone",
                metadata: ["kind": "\(kind.qualifiedPlural)", "reason": "\(error.explanation)"])
            return []
        }
    }

    /// The owners, with the inventory that the lists showed.
    private func owners(of members: [ListedMember], resource: ResourceReference) -> [Owner] {
        Dictionary(grouping: members, by: { $0.owner ?? "" }).sorted { $0.key < $1.key }.compactMap { key, members in
            guard let owner = Owner(key: key, of: resource) else { return nil }
            let id = OwnerIdentity(owner).applySet.id
            // An annotation that anybody may write is not enough: the label has to be of the same owner.
            let own = members.filter { $0.applySet == id }
            guard !own.isEmpty else { return nil }
            let marks = Marks(tooling: cluster.settings.tooling, of: own.map(\.key), home: owner.namespace)
            return Owner(
                key: key, of: resource,
                applySet: Owner.ApplySet(
                    id: id, tooling: marks.tooling, groupKinds: marks.groupKinds.map(\.description).sorted(),
                    additionalNamespaces: marks.additionalNamespaces.sorted()))
        }
    }

    /// What was complained about already.
    private final class Complaints: Sendable {
        private let known = Mutex<Set<String>>([])

        func isNew(_ subject: String) -> Bool { known.withLock { $0.insert(subject).inserted } }
    }
}

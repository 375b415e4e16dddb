import Events
import JSON
import Kubernetes
import Logging
import Synchronization

/// Finds objects of this pipeline whose owner nobody told of: it was deleted while no applier ran.
struct OrphanHunt: Sendable {
    /// How many kinds are listed at a time: the API server reads every object of each.
    private static let parallel = 4

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
        var found: [ListedMember] = []
        var forbidden: [String] = []
        await withTaskGroup(of: Listing.self) { group in
            for (index, kind) in kinds.enumerated() {
                if index >= Self.parallel, let listing = await group.next() { take(listing) }
                group.addTask { await list(kind, prefix: prefix, told: told) }
            }
            for await listing in group { take(listing) }
        }
        func take(_ listing: Listing) {
            found += listing.members
            if let kind = listing.forbidden, complaints.isNew(kind) { forbidden.append(kind) }
        }
        if !forbidden.isEmpty {
            cluster.logger.warning(
                "objects of these kinds may not be listed: those whose owner is gone are not found",
                metadata: ["kinds": "\(forbidden.sorted().joined(separator: ", "))"])
        }
        return owners(of: found, resource: resource)
    }

    /// What was found of one kind.
    private struct Listing: Sendable {
        var members: [ListedMember] = []
        /// The kind, where it may not be listed.
        var forbidden: String?
    }

    private func list(_ kind: APIResource, prefix: String, told: @Sendable (String) -> Bool) async -> Listing {
        var listing = Listing()
        do throws(KubernetesError) {
            try await cluster.heads(kind, namespace: nil, labels: cluster.pipelineSelector) { (item) throws(JSONError) in
                guard let member = try ListedMember(item, of: kind), !member.deleting, let owner = member.owner,
                    owner.hasPrefix(prefix), !told(owner)
                else { return }
                listing.members.append(member)
            }
        } catch {
            if error.isForbidden { return Listing(forbidden: kind.qualifiedPlural) }
            // Not every kind that discovery names can be listed in fact.
            cluster.logger.debug(
                "unable to list a kind when looking for objects whose owner is gone",
                metadata: ["kind": "\(kind.qualifiedPlural)", "reason": "\(error.explanation)"])
        }
        return listing
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

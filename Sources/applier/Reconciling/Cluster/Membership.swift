import Events
import Kubernetes

/// Finds out from the cluster which objects an owner has.
struct Membership: Sendable {
    let cluster: Cluster
    let members: MemberIndex
    let owner: Owner
    let identity: OwnerIdentity

    /// Completes a record that is not complete yet.
    func completeIfNeeded(_ record: inout OwnerRecord) async throws(ReconcilingError) {
        if !record.complete { try await complete(&record) }
    }

    /// Adds to a record what the cluster has of the kinds that the owner's marks name; where there are no marks, of those that it may
    /// have all the same, or of all kinds.
    func complete(_ record: inout OwnerRecord) async throws(ReconcilingError) {
        var resources: [APIResource] = []
        do throws(KubernetesError) {
            if let kinds = record.marks?.groupKinds ?? record.unmarkedKinds {
                for kind in kinds.sorted() {
                    // Of a kind that is no longer served there are no objects either.
                    if let resource = try await cluster.kinds.resource(for: kind) { resources.append(resource) }
                }
            } else {
                resources = try await cluster.kinds.listable()
            }
            var namespaces = record.marks?.additionalNamespaces ?? []
            if let home = owner.namespace { namespaces.insert(home) }
            for found in try await list(resources, namespaces, lenient: record.marks == nil) {
                var member = record.members[found.key] ?? Member()
                member.uid = found.uid
                record.members[found.key] = member
            }
        } catch {
            throw ReconcilingError(.refused("unable to find out which objects \(owner.key) has: \(error)"))
        }
        record.complete = true
    }

    /// - Parameter lenient: Whether kinds that may not be listed are passed over: nobody said that there is anything.
    private func list(
        _ resources: [APIResource], _ namespaces: Set<String>, lenient: Bool
    ) async throws(KubernetesError) -> [ListedMember] {
        let results = await withTaskGroup(of: Result<[ListedMember], KubernetesError>.self) { group in
            for resource in resources {
                group.addTask {
                    do throws(KubernetesError) {
                        return .success(
                            try await members.members(of: identity.applySet, kind: resource, namespaces: namespaces))
                    } catch {
                        return lenient && (error.isForbidden || error.isNotFound) ? .success([]) : .failure(error)
                    }
                }
            }
            var results: [Result<[ListedMember], KubernetesError>] = []
            for await result in group { results.append(result) }
            return results
        }
        var found: [ListedMember] = []
        for result in results { found += try result.get() }
        return found
    }
}

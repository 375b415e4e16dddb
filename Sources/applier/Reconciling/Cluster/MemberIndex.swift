import JSON
import Kubernetes
import Logging
import Synchronization

/// The members of all owners by ApplySet, read with one list a kind instead of one a kind and owner.
///
/// After a start every owner's members have to be known before anything of it is pruned. A list with a label selector costs the
/// API server as much as one without, so that a thousand owners share it. What was read is used for a minute and then read again.
package final class MemberIndex: Sendable {
    /// What is known of a kind.
    enum Reading: Sendable {
        case members([String: [ListedMember]])
        /// Objects of this kind may not be listed in all namespaces.
        case forbidden(KubernetesError)
        case failed(KubernetesError)
    }

    private struct Entry: Sendable {
        let read: ContinuousClock.Instant
        let reading: Task<Reading, Never>
    }

    private let cluster: Cluster
    private let lifetime: Duration
    private let entries = Mutex<[APIResource: Entry]>([:])

    init(cluster: Cluster, lifetime: Duration = .seconds(60)) {
        self.cluster = cluster
        self.lifetime = lifetime
    }

    /// The members of one ApplySet among the objects of one kind.
    ///
    /// - Parameters:
    ///   - namespaces: Where to look where all namespaces at once are forbidden.
    func members(of applySet: ApplySet, kind resource: APIResource, namespaces: Set<String>) async throws(KubernetesError)
        -> [ListedMember]
    {
        switch await reading(of: resource).value {
        case .members(let members): return members[applySet.id] ?? []
        case .failed(let error): throw error
        case .forbidden(let error):
            guard resource.namespaced, !namespaces.isEmpty else { throw error }
            var found: [ListedMember] = []
            for namespace in namespaces.sorted() {
                let selector = "\(MarkNames.partOf)=\(applySet.id)"
                found += try await list(resource, namespace: namespace, labels: selector)[applySet.id] ?? []
            }
            return found
        }
    }

    /// The members of all ApplySets among the objects of one kind, if they have been read.
    func known(of resource: APIResource) async -> [ListedMember]? {
        let now = ContinuousClock.now
        let entry = entries.withLock { $0[resource] }
        guard let entry, now - entry.read < lifetime, case .members(let members) = await entry.reading.value else { return nil }
        return members.values.flatMap { $0 }
    }

    /// Forgets what was read.
    func clear() { entries.withLock { $0.removeAll() } }

    private func reading(of resource: APIResource) -> Task<Reading, Never> {
        let now = ContinuousClock.now
        return entries.withLock { entries in
            if let entry = entries[resource], now - entry.read < lifetime { return entry.reading }
            let task = Task { () -> Reading in
                do throws(KubernetesError) {
                    return .members(try await self.list(resource, namespace: nil, labels: self.cluster.pipelineSelector))
                } catch {
                    // A failure is not kept: the next owner asks again.
                    if !error.isForbidden { self.entries.withLock { $0[resource] = nil } }
                    return error.isForbidden ? .forbidden(error) : .failed(error)
                }
            }
            entries[resource] = Entry(read: now, reading: task)
            return task
        }
    }

    private func list(_ resource: APIResource, namespace: String?, labels: String) async throws(KubernetesError) -> [String:
        [ListedMember]]
    {
        var members: [String: [ListedMember]] = [:]
        try await cluster.heads(resource, namespace: namespace, labels: labels) { (item) throws(JSONError) in
            guard let member = try ListedMember(item, of: resource) else { return }
            members[member.applySet, default: []].append(member)
        }
        return members
    }
}

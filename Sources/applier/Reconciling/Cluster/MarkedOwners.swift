import JSON
import Kubernetes
import Synchronization

/// Which owners already bear marks, read with one list a resource when the first owner without any is told.
///
/// An event may be older than the marks: a recording that is replayed, a change made just before the marks were written. One list of
/// the marked owners, which are none when everything is new, saves a read of every single owner.
package final class MarkedOwners: Sendable {
    /// What the list says of an owner.
    enum Answer: Sendable {
        case marked(OwnerHead)
        /// It bears none, and what it has may be of the kinds that the others' marks name; see ``RecordedKinds``.
        case unmarked(mayHave: Set<GroupKind>)
        /// Owners may not be listed in all namespaces: each has to be asked by itself.
        case unknown
    }

    private struct Key: Sendable, Hashable {
        let namespace: String?
        let name: String
    }

    private enum Reading: Sendable {
        case owners([Key: OwnerHead], kinds: Set<GroupKind>)
        case failed
    }

    private let cluster: Cluster
    private let recorded: RecordedKinds
    private let readings = Mutex<[APIResource: Task<Reading, Never>]>([:])

    init(cluster: Cluster, recorded: RecordedKinds) {
        self.cluster = cluster
        self.recorded = recorded
    }

    /// What was known of an owner when the list was read, once in this process.
    func answer(_ resource: APIResource, namespace: String?, name: String) async -> Answer {
        switch await reading(of: resource).value {
        case .failed: .unknown
        case .owners(let owners, let kinds):
            owners[Key(namespace: namespace, name: name)].map(Answer.marked) ?? .unmarked(mayHave: kinds)
        }
    }

    /// Lets go of what was read, once every owner was told: those that come later are new, or their events show their marks.
    func settle(_ resource: APIResource) {
        readings.withLock { readings in
            if readings[resource] != nil { readings[resource] = Task { .owners([:], kinds: []) } }
        }
    }

    private func reading(of resource: APIResource) -> Task<Reading, Never> {
        readings.withLock { readings in
            if let task = readings[resource] { return task }
            let task = Task { () -> Reading in
                var owners: [Key: OwnerHead] = [:]
                var kinds: Set<GroupKind> = []
                do throws(KubernetesError) {
                    // Marks that the cache does not show yet are found by the conflict when they are written.
                    try await cluster.heads(resource, namespace: nil, labels: MarkNames.id, fromCache: true) {
                        (item) throws(JSONError) in
                        let head = try ObjectHead(item)
                        let owner = try OwnerHead(item)
                        owners[Key(namespace: head.namespace, name: head.name)] = owner
                        guard let marks = owner.marks else { return }
                        self.recorded.note(marks, of: resource)
                        kinds.formUnion(marks.groupKinds)
                    }
                    return .owners(owners, kinds: kinds)
                } catch {
                    return .failed
                }
            }
            readings[resource] = task
            return task
        }
    }
}

import Kubernetes
import Synchronization

/// The kinds that the marks of some owner of a resource name, in the cluster and so for whoever starts next.
///
/// An owner's first objects may come before its own marks if all their kinds are on record: an applier that starts anew looks for the
/// objects of unmarked owners among these kinds. Of a kind that is not on record, no object is made before the owner is marked.
final class RecordedKinds: Sendable {
    private let kinds = Mutex<[APIResource: Set<GroupKind>]>([:])

    /// Whether all these kinds are on record.
    func cover(_ wanted: Set<GroupKind>, of resource: APIResource) -> Bool {
        kinds.withLock { wanted.isSubset(of: $0[resource] ?? []) }
    }

    /// Notes what the marks of an owner in the cluster name.
    func note(_ marks: Marks, of resource: APIResource) {
        kinds.withLock { $0[resource, default: []].formUnion(marks.groupKinds) }
    }
}

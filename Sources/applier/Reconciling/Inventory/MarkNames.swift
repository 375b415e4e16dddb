/// The labels, annotations and the finalizer with which an inventory is kept in the cluster.
///
/// Those of `applyset.kubernetes.io` are from KEP-3659; kubectl and others read them too.
package enum MarkNames {
    /// Label on a member: the id of the ApplySet that it belongs to.
    package static let partOf = "applyset.kubernetes.io/part-of"
    /// Label on the parent: the id of its ApplySet.
    package static let id = "applyset.kubernetes.io/id"
    /// Annotation on the parent: what keeps this ApplySet, as `name/version`.
    package static let tooling = "applyset.kubernetes.io/tooling"
    /// Annotation on the parent: the sorted `Kind.group` of all members, comma separated.
    package static let groupKinds = "applyset.kubernetes.io/contains-group-kinds"
    /// Annotation on the parent: the namespaces of members other than the parent's own, sorted, comma separated.
    package static let additionalNamespaces = "applyset.kubernetes.io/additional-namespaces"
    /// Label on a member: the pipeline that made it, by which an applier finds all that is its own.
    package static let pipeline = "fairlead.dev/pipeline"
    /// Label on a member where the templates set none.
    package static let managedBy = "app.kubernetes.io/managed-by"
    /// The value of `managedBy`.
    package static let managedByValue = "fairlead"
    /// Annotation on a member: its owner's key, `plural.group/namespace/name`.
    package static let owner = "fairlead.dev/owner"
    /// Annotation on a member: the digest of the manifest that it was applied from.
    package static let digest = "fairlead.dev/digest"
    /// Helm's annotation on an object that is to stay where it would be deleted: see ``ResourcePolicy``.
    package static let resourcePolicy = "helm.sh/resource-policy"
    /// Finalizer on an owner that has members which no owner reference can reach.
    package static let finalizer = "fairlead.dev/teardown"
}

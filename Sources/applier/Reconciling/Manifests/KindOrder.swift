/// The order in which kinds are applied: Helm's install order, cut into tiers.
///
/// What is in one tier is sent at once, in Helm's order, and runs in parallel; a tier begins when the one before it is done.
/// A teardown goes through the same tiers backwards.
package enum KindOrder {
    /// A step of an apply. Objects of a later tier may need those of an earlier one to be admitted at all.
    package enum Tier: Int, Sendable, Hashable, Comparable, CaseIterable {
        /// Namespaces, waited for until they are active.
        case namespaces
        /// Custom resource definitions, waited for until they are established.
        case definitions
        /// What the admission of other objects asks for: priority classes, quotas, limit ranges, service accounts.
        case foundations
        /// Everything else.
        case objects
        /// What stands between a client and the API server: aggregated APIs and admission webhooks.
        case interceptors

        package static func < (left: Tier, right: Tier) -> Bool { left.rawValue < right.rawValue }
    }

    /// Helm's `InstallOrder`; kinds that it does not know come after those it does, and the interceptors last of all.
    private static let installOrder = [
        "PriorityClass", "Namespace", "NetworkPolicy", "ResourceQuota", "LimitRange", "PodSecurityPolicy", "PodDisruptionBudget",
        "ServiceAccount", "Secret", "SecretList", "ConfigMap", "StorageClass", "PersistentVolume", "PersistentVolumeClaim",
        "CustomResourceDefinition", "ClusterRole", "ClusterRoleList", "ClusterRoleBinding", "ClusterRoleBindingList", "Role",
        "RoleList", "RoleBinding", "RoleBindingList", "Service", "DaemonSet", "Pod", "ReplicationController", "ReplicaSet",
        "Deployment", "HorizontalPodAutoscaler", "StatefulSet", "Job", "CronJob", "IngressClass", "Ingress",
    ]

    private static let ranks: [String: Int] = {
        var ranks: [String: Int] = [:]
        for (index, kind) in installOrder.enumerated() { ranks[kind] = index }
        return ranks
    }()

    /// The tier of an object of this kind.
    package static func tier(of groupKind: GroupKind) -> Tier {
        switch (groupKind.group, groupKind.kind) {
        case ("", "Namespace"): .namespaces
        case ("apiextensions.k8s.io", "CustomResourceDefinition"): .definitions
        case ("scheduling.k8s.io", "PriorityClass"), ("", "ResourceQuota"), ("", "LimitRange"), ("", "ServiceAccount"),
            ("policy", "PodSecurityPolicy"), ("storage.k8s.io", "StorageClass"):
            .foundations
        case ("apiregistration.k8s.io", "APIService"), ("admissionregistration.k8s.io", _): .interceptors
        default: .objects
        }
    }

    /// Whether an object of the first kind is sent before one of the second; equal ranks keep the order of the bundle.
    package static func precedes(_ left: GroupKind, _ right: GroupKind) -> Bool {
        rank(left.kind) < rank(right.kind)
    }

    /// The place of a kind in Helm's order.
    package static func rank(_ kind: String) -> Int { ranks[kind] ?? installOrder.count }

    /// The indices of the kinds given, tier by tier, each tier in Helm's order and otherwise in the order given.
    package static func tiers(_ kinds: [GroupKind]) -> [(tier: Tier, indices: [Int])] {
        var byTier: [Tier: [Int]] = [:]
        for (index, kind) in kinds.enumerated() { byTier[tier(of: kind), default: []].append(index) }
        return Tier.allCases.compactMap { tier in
            guard let indices = byTier[tier] else { return nil }
            // Helm's order, made stable by the place in the bundle.
            let ordered = indices.sorted { (rank(kinds[$0].kind), $0) < (rank(kinds[$1].kind), $1) }
            return (tier, ordered)
        }
    }
}

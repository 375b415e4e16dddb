/// The order in which Helm installs kinds of objects; other kinds come after these, by name.
enum InstallOrder {
    private static let kinds = [
        "PriorityClass", "Namespace", "NetworkPolicy", "ResourceQuota", "LimitRange", "PodSecurityPolicy", "PodDisruptionBudget",
        "ServiceAccount", "Secret", "SecretList", "ConfigMap", "StorageClass", "PersistentVolume", "PersistentVolumeClaim",
        "CustomResourceDefinition", "ClusterRole", "ClusterRoleList", "ClusterRoleBinding", "ClusterRoleBindingList", "Role",
        "RoleList", "RoleBinding", "RoleBindingList", "Service", "DaemonSet", "Pod", "ReplicationController", "ReplicaSet",
        "Deployment", "HorizontalPodAutoscaler", "StatefulSet", "Job", "CronJob", "IngressClass", "Ingress", "APIService",
    ]

    private static let places = Dictionary(uniqueKeysWithValues: kinds.enumerated().map { ($0.element, $0.offset) })

    /// Whether objects of one kind come before those of another; those of the same kind keep their order.
    static func precedes(_ left: String, _ right: String) -> Bool {
        switch (places[left], places[right]) {
        case (let left?, let right?): left < right
        case (nil, nil): left.utf8.lexicographicallyPrecedes(right.utf8)
        case (let left, _): left != nil
        }
    }
}

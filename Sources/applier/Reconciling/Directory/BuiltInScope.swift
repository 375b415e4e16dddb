/// Which built-in kinds are of cluster scope, for where there is no API server to ask.
enum BuiltInScope {
    private static let clusterKinds: [String: Set<String>] = [
        "": ["Namespace", "Node", "PersistentVolume", "ComponentStatus"],
        "admissionregistration.k8s.io": [
            "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration", "ValidatingAdmissionPolicy",
            "ValidatingAdmissionPolicyBinding", "MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding",
        ],
        "apiextensions.k8s.io": ["CustomResourceDefinition"],
        "apiregistration.k8s.io": ["APIService"],
        "authentication.k8s.io": ["TokenReview", "SelfSubjectReview"],
        "authorization.k8s.io": ["SubjectAccessReview", "SelfSubjectAccessReview", "SelfSubjectRulesReview"],
        "certificates.k8s.io": ["CertificateSigningRequest", "ClusterTrustBundle"],
        "flowcontrol.apiserver.k8s.io": ["FlowSchema", "PriorityLevelConfiguration"],
        "networking.k8s.io": ["IngressClass", "IPAddress", "ServiceCIDR"],
        "node.k8s.io": ["RuntimeClass"],
        "policy": ["PodSecurityPolicy"],
        "rbac.authorization.k8s.io": ["ClusterRole", "ClusterRoleBinding"],
        "resource.k8s.io": ["DeviceClass", "ResourceSlice"],
        "scheduling.k8s.io": ["PriorityClass"],
        "storage.k8s.io": ["CSIDriver", "CSINode", "StorageClass", "VolumeAttachment", "VolumeAttributesClass"],
    ]

    /// Whether objects of a kind are in a namespace; a kind that is not built in is taken to be.
    static func isNamespaced(_ kind: GroupKind) -> Bool {
        !(clusterKinds[kind.group]?.contains(kind.kind) ?? false)
    }
}

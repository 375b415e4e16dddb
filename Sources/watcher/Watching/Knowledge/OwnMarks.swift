/// What the applier writes on a custom resource: a change of nothing else is no change.
enum OwnMarks {
    /// The label that names the inventory.
    static let labels: Set<String> = ["applyset.kubernetes.io/id"]
    /// The annotations that describe the inventory.
    static let annotations: Set<String> = [
        "applyset.kubernetes.io/tooling", "applyset.kubernetes.io/contains-group-kinds",
        "applyset.kubernetes.io/additional-namespaces",
    ]
    /// The finalizer that holds a custom resource until what was made from it is gone.
    static let finalizer = "fairlead.dev/teardown"
}

import JSON

/// The kind that a custom resource definition in a bundle is going to bring.
struct DefinedKind: Hashable {
    let groupKind: GroupKind
    let namespaced: Bool

    /// Reads a definition; nil where the manifest is none.
    init?(_ manifest: Manifest) {
        guard manifest.kind == "CustomResourceDefinition", manifest.group == "apiextensions.k8s.io",
            let found = try? manifest.source.find([["spec", "group"], ["spec", "names", "kind"], ["spec", "scope"]]),
            let group = found[0]?.string, let kind = found[1]?.string
        else { return nil }
        groupKind = GroupKind(group: group, kind: kind)
        namespaced = found[2]?.string != "Cluster"
    }
}

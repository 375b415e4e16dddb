/// Objects of the cluster that templates may look up (`spec.watcher.sources[]`).
package struct WatchedSource: Sendable, Hashable {
    /// The name by which events tell of it, unique in the pipeline: a DNS-1123 label.
    package var name: String
    /// Which objects; a change of nothing but their `status` counts always.
    package var resource: WatchedResource

    package init(name: String, resource: WatchedResource) {
        self.name = name
        self.resource = resource
    }

    /// Whether a text can be a source's name.
    package static func isName(_ text: String) -> Bool { KubernetesNames.isLabel(text) }
}

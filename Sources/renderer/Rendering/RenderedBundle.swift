import JSON

/// What a custom resource was rendered to.
package struct RenderedBundle: Sendable, Equatable {
    /// The manifests in the order in which they were written.
    package var manifests: [Manifest]
    /// In which order and under which conditions to apply them, if the engine says so.
    package var rollout: RawJSON?
    /// What the engine says to people about it; empty if nothing.
    package var message: String
    /// What objects of the cluster templates looked up; when one of them changes, it is rendered again.
    package var lookups: Set<SourceKind> = []

    package init(_ manifests: [Manifest], rollout: RawJSON? = nil, message: String = "") {
        self.manifests = manifests
        self.rollout = rollout
        self.message = message
    }
}

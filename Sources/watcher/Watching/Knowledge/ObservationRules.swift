/// What the watcher looks at in an object.
package struct ObservationRules: Sendable, Hashable {
    /// Only objects that bear this annotation, whatever its value; nil: all.
    package var annotation: String?
    /// Whether a change of nothing but `status` is a change.
    package var includesStatus: Bool

    package init(annotation: String? = nil, includesStatus: Bool = false) {
        self.annotation = annotation
        self.includesStatus = includesStatus
    }
}

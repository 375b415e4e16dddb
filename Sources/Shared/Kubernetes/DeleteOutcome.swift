import JSON

/// What became of a deletion.
package enum DeleteOutcome: Sendable, Hashable {
    /// The object is gone.
    case deleted
    /// The object is on its way out: finalizers, or its dependents, hold it; this is its state.
    case deleting(RawJSON)
    /// There was no such object.
    case absent
}

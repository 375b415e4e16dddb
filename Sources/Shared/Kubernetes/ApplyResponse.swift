import JSON

/// What became of a server-side apply.
package struct ApplyResponse: Sendable {
    /// Whether the object was not there before.
    package var created: Bool
    /// The object as it is now (or its metadata, if only that was asked for).
    package var object: RawJSON

    /// A response of these parts.
    package init(created: Bool, object: RawJSON) {
        self.created = created
        self.object = object
    }
}

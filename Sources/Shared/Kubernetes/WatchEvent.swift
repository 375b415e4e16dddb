import JSON

/// One thing that a watch tells.
package struct WatchEvent: Sendable, Hashable {
    /// What happened.
    package enum Kind: String, Sendable, Hashable {
        /// The object is new, or was there when the watch began.
        case added = "ADDED"
        /// The object changed.
        case modified = "MODIFIED"
        /// The object is gone; this is its last state.
        case deleted = "DELETED"
        /// Nothing happened up to the object's resource version.
        case bookmark = "BOOKMARK"
        /// The watch failed; the object is a `Status`.
        case error = "ERROR"
    }

    /// What happened.
    package var type: Kind

    /// The object, as the bytes that came.
    package var object: RawJSON

    /// An event of these parts.
    package init(type: Kind, object: RawJSON) {
        self.type = type
        self.object = object
    }

    /// What went wrong, if this is an error.
    package var status: Status? {
        guard type == .error else { return nil }
        return (try? object.value(limits: .default)).flatMap { Status($0) }
            ?? Status(code: 500, reason: "InternalError", message: "the watch failed without saying why")
    }
}

/// What can go wrong in watching.
package enum WatchingError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The source gave something that is not an object; the text says why.
    case unreadableObject(String)
    /// A resource was written in another form than `plural.version.group`.
    case malformedResource(String)
    /// A label or field selector cannot be read; `reason` says why.
    case malformedSelector(String, reason: String)
    /// `--once` could not do its work.
    case unableToListOnce(resource: String, reason: String)
    /// The directory cannot be read.
    case unreadableDirectory(String, reason: String)
    /// The configuration asks for something that a directory cannot give.
    case unsupportedByDirectory(String)

    package var description: String {
        switch self {
        case .unreadableObject(let reason): "unable to read an object: \(reason)"
        case .malformedResource(let text):
            "unable to read the resource \"\(text)\": it is not of the form plural.version.group, "
                + "such as characters.v1.stable.example.com, or plural.version for the core group"
        case .malformedSelector(let text, let reason): "unable to read the selector \"\(text)\": \(reason)"
        case .unableToListOnce(let resource, let reason): "unable to list \(resource): \(reason)"
        case .unreadableDirectory(let path, let reason): "unable to read the directory \(path): \(reason)"
        case .unsupportedByDirectory(let what): "a directory as the source does not support \(what)"
        }
    }
}

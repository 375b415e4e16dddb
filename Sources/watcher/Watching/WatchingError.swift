/// What can go wrong in watching.
package enum WatchingError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The source gave something that is not an object; the text says why.
    case unreadableObject(String)
    /// `--once` could not do its work.
    case unableToListOnce(resource: String, reason: String)
    /// The directory cannot be read.
    case unreadableDirectory(String, reason: String)
    /// Some files of a directory could not be read, which was said of each.
    case unreadableFiles(Int)

    package var description: String {
        switch self {
        case .unreadableObject(let reason): "unable to read an object: \(reason)"
        case .unableToListOnce(let resource, let reason): "unable to list \(resource): \(reason)"
        case .unreadableDirectory(let path, let reason): "unable to read the directory \(path): \(reason)"
        case .unreadableFiles(let count): "\(count == 1 ? "1 file" : "\(count) files") could not be read"
        }
    }
}

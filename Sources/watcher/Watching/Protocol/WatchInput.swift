/// What happened to a watch: the result of an action of ``WatchMachine``, or a wish from outside.
package enum WatchInput: Sendable, Hashable {
    /// The watch begins.
    case start
    /// Discovery found the resource.
    case resolved
    /// All pages of a list were read; this is the list's resourceVersion.
    case listed(resourceVersion: String)
    /// An object's change or a bookmark brought the watch to this resourceVersion.
    case advanced(to: String)
    /// The bookmark came that ends a streaming list's initial events.
    case initialEventsEnded(resourceVersion: String)
    /// The server ended the watch in order, as it does when the time is over.
    case ended
    /// The request under way failed.
    case failed(WatchFailure)
    /// The wait is over.
    case waited
    /// The resource's absence was looked into: it is certain (`true`), or the API server only does not serve it just now.
    case absence(isCertain: Bool)
    /// Everything is to be told again, whatever is under way.
    case relist
}

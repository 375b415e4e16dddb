/// Something about a watch that people want to read.
package enum WatchReport: Sendable, Hashable {
    /// The API server does not serve the resource; said once, until it does.
    case absent(String)
    /// The API server serves the resource that was absent.
    case appeared
    /// The credentials are refused; said once for each text.
    case refused(String)
    /// A request failed and will be tried again after a wait; `attempt` counts from 1.
    case unavailable(String, retryIn: Duration, attempt: Int)
    /// The watch fell too far behind, so everything is listed again.
    case relisting
    /// Requests work again after failures.
    case recovered
    /// The API server has no streaming lists, so lists are read in pages.
    case listsInPages(String)
}

/// Why a request of a watch failed, as far as it decides what to do next.
package enum WatchFailure: Error, Sendable, Hashable {
    /// The resourceVersion or the continue token is too old (410): only a new list helps.
    case gone
    /// The API server does not serve the resource (404).
    case absent(String)
    /// The credentials are not accepted (401) or not allowed to do this (403); the text says who was refused what.
    case refused(String)
    /// The API server does not know streaming lists, or not for this resource (400, 405, 422).
    case unsupported(String)
    /// Everything that may pass: no connection, 429, 5xx. `retryAfter` is what the server asked for.
    case unavailable(String, retryAfter: Duration? = nil)
}

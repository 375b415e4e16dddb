import Events
import Kubernetes

/// The requests that a watch consists of, each one waiting for who takes what it brings.
package protocol WatchTransport: Sendable {
    /// What is watched.
    var target: WatchTarget { get }

    /// Finds the resource in discovery.
    func resolve() async throws(WatchFailure) -> ResourceReference

    /// Reads a list page by page.
    ///
    /// - Parameter receive: Takes a page; the next is asked for when it returns.
    /// - Returns: The resourceVersion to watch from.
    func list(_ receive: @Sendable (ListPage) async -> Void) async throws(WatchFailure) -> String

    /// Watches until the server ends it.
    ///
    /// - Parameters:
    ///   - resourceVersion: Where to start; nil with `initialEvents`.
    ///   - timeoutSeconds: When the server is to end the watch.
    ///   - initialEvents: Whether all objects come first, up to the bookmark that ends them.
    ///   - receive: Takes an event; the next is read when it returns. It is never given an error event: those are thrown.
    func watch(
        from resourceVersion: String?, timeoutSeconds: Int, initialEvents: Bool, _ receive: @Sendable (WatchEvent) async -> Void
    ) async throws(WatchFailure)

    /// Whether the resource is gone for certain, and not only not served at the moment.
    func isCertainlyAbsent() async throws(WatchFailure) -> Bool

    /// Whether the resource, which discovery denies, is for certain none that is only not served at the moment.
    ///
    /// - Returns: Nil if nobody says.
    func isCertainlyUnserved() async -> Bool?
}

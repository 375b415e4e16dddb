import Events

/// One event that waits to be sent.
package enum Outgoing: Sendable, Hashable {
    /// An object's change.
    case change(resource: Int, Telling)
    /// An end of a bracket.
    case sync(resource: Int, SyncMark)
    /// What the cluster can do.
    case capabilities(ClusterCapabilities)
}

import Unix

/// What an `EventSource` gives: most often an event.
package enum Input: Sendable, Hashable {
    /// The next event.
    case event(Event)
    /// A line that is not an event; it was skipped. Lines are counted from 1, anew with each peer.
    case malformed(line: Int, EventError)
    /// The producer at the other end of a socket is there: it tells its state from the start.
    case peerConnected
    /// The producer at the other end of a socket is gone; connecting to the next one has begun. The error is nil if it went in order.
    case peerLost(UnixError?)
    /// Nobody listens at the socket yet; told once, while connecting is tried again and again.
    case peerAbsent(UnixError)
}

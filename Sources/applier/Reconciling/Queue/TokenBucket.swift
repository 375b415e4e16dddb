/// A token bucket that hands out reservations: each says how long its holder has to wait.
///
/// The behaviour of `Reserve` in Go's `golang.org/x/time/rate`, with the clock as a parameter.
package struct TokenBucket: Sendable, Equatable {
    private let perSecond: Double
    private let burst: Double
    private var tokens: Double
    private var last: Duration = .zero

    package init(perSecond: Double, burst: Double) {
        self.perSecond = perSecond
        self.burst = burst
        tokens = burst
    }

    /// Takes one token, if need be from the future.
    ///
    /// - Parameter now: The time since some fixed start.
    /// - Returns: How long to wait until the token is there; zero if it already is.
    package mutating func reserve(at now: Duration) -> Duration {
        tokens = min(burst, tokens + max(0, (now - last) / .seconds(1)) * perSecond)
        last = max(now, last)
        tokens -= 1
        return tokens >= 0 ? .zero : .seconds(-tokens / perSecond)
    }
}

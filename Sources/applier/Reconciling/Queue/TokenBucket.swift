/// A token bucket that hands out reservations: each says how long its holder has to wait.
///
/// The behaviour of `Reserve` in Go's `golang.org/x/time/rate`, with the clock as a parameter and a bound on the wait.
package struct TokenBucket: Sendable, Equatable {
    private let perSecond: Double
    private let burst: Double
    private let longest: Duration
    private var tokens: Double
    private var last: Duration = .zero

    /// - Parameter longest: The longest wait that is handed out: what would have to wait longer waits as long.
    package init(perSecond: Double, burst: Double, longest: Duration) {
        self.perSecond = perSecond
        self.burst = burst
        self.longest = longest
        tokens = burst
    }

    /// Takes one token, if need be from the future.
    ///
    /// - Parameter now: The time since some fixed start.
    /// - Returns: How long to wait until the token is there; zero if it already is.
    package mutating func reserve(at now: Duration) -> Duration {
        tokens = min(burst, tokens + max(0, (now - last) / .seconds(1)) * perSecond)
        last = max(now, last)
        // Otherwise those who take tokens and do not come for them would have all others wait for days.
        tokens = max(tokens - 1, -perSecond * (longest / .seconds(1)))
        return tokens >= 0 ? .zero : .seconds(-tokens / perSecond)
    }
}

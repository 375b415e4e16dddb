/// How long a failed key waits before it is tried again: client-go's default controller rate limiter.
///
/// For each key the wait doubles from `first` up to `longest`; over all keys, retries beyond a burst come at a steady rate, as long as
/// nobody has to wait longer than `longest` for it. The longer of the two waits counts.
package struct RetryPolicy: Sendable, Equatable {
    /// The wait after a key's first failure.
    package var first: Duration
    /// The longest wait of a key.
    package var longest: Duration
    /// Retries a second, over all keys, once the burst is used up.
    package var perSecond: Double
    /// Retries that may come at once, over all keys.
    package var burst: Double

    /// 5 ms to 1000 s for each key; 10 a second overall, with a burst of 100.
    package init(
        first: Duration = .milliseconds(5), longest: Duration = .seconds(1000), perSecond: Double = 10, burst: Double = 100
    ) {
        self.first = first
        self.longest = longest
        self.perSecond = perSecond
        self.burst = burst
    }

    /// The wait of a key that has failed so many times in a row.
    package func backoff(failures: Int) -> Duration {
        var wait = first
        // Doubling stops at the longest wait, so that it can not overflow.
        var doublings = failures - 1
        while doublings > 0 && wait < longest {
            wait = wait * 2
            doublings -= 1
        }
        return min(wait, longest)
    }
}

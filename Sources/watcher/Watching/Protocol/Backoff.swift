/// How long to wait before the next attempt: longer after each failure, forgotten after a quiet time.
///
/// The wait starts at ``minimum``, doubles with each failure and never passes ``maximum``; up to half of it is added by chance,
/// so that watchers which lost the same API server do not come back together. The numbers are client-go's reflector's.
package struct Backoff: Sendable, Equatable {
    /// The first wait, without its chance part.
    package let minimum: Duration
    /// The longest wait, with its chance part.
    package let maximum: Duration
    /// After this long without a failure the next wait is ``minimum`` again.
    package let resetAfter: Duration

    private var failures = 0
    private var lastFailure: Duration?

    package init(
        minimum: Duration = .milliseconds(800), maximum: Duration = .seconds(30), resetAfter: Duration = .seconds(120)
    ) {
        self.minimum = minimum
        self.maximum = maximum
        self.resetAfter = resetAfter
    }

    /// The failures in a row so far.
    package var failuresInARow: Int { failures }

    /// Counts a failure and answers how long to wait for the next attempt.
    ///
    /// - Parameters:
    ///   - now: The time, on any clock that only goes forward.
    ///   - chance: A random number from 0 up to 1.
    package mutating func delay(at now: Duration, chance: Double) -> Duration {
        if let lastFailure, now - lastFailure > resetAfter { failures = 0 }
        lastFailure = now
        let ceiling = maximum * 2 / 3
        var wait = minimum
        var step = 0
        while step < failures, wait < ceiling {
            wait *= 2
            step += 1
        }
        failures += 1
        return min(min(wait, ceiling) * (1 + chance / 2), maximum)
    }

    /// Forgets the failures: the next wait is the shortest.
    package mutating func reset() {
        failures = 0
        lastFailure = nil
    }
}

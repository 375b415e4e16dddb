/// What a watch needs of the world besides the API server.
package struct WatchClock: Sendable {
    /// The time, on a clock that only goes forward.
    package var now: @Sendable () -> Duration
    /// Waits; less if the task is cancelled.
    package var sleep: @Sendable (Duration) async -> Void
    /// A random number from 0 up to 1.
    package var chance: @Sendable () -> Double

    package init(
        now: @escaping @Sendable () -> Duration, sleep: @escaping @Sendable (Duration) async -> Void,
        chance: @escaping @Sendable () -> Double
    ) {
        self.now = now
        self.sleep = sleep
        self.chance = chance
    }

    /// The real one.
    package static let real: WatchClock = {
        let start = ContinuousClock.now
        return WatchClock(
            now: { ContinuousClock.now - start },
            // Sleeping fails only when the task is cancelled, which is what ends the wait then.
            sleep: { try? await Task.sleep(for: $0) },
            chance: { Double.random(in: 0..<1) })
    }()
}

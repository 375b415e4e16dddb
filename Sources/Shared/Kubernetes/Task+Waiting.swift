extension Task where Failure == Never {
    /// Waits for the value, but no longer than the waiting task lives; nil once that is cancelled.
    ///
    /// The work itself goes on: others wait for it too.
    func valueUnlessCancelled() async -> Success? {
        let (values, relay) = AsyncStream<Success>.makeStream()
        Task<Void, Never> {
            relay.yield(await value)
            relay.finish()
        }
        // A stream ends early for a task that is cancelled.
        for await value in values { return value }
        return nil
    }
}

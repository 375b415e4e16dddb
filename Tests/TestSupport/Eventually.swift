/// Waits for a condition, looking again every 20 ms, and fails with what was last seen once the time is over.
///
/// - Parameters:
///   - what: The condition in words, for the failure.
///   - seconds: The longest time to wait.
///   - condition: Nil while it does not hold; what to return once it does.
/// - Throws: `TestError` after the time; whatever the condition threw last is quoted, not thrown.
package func eventually<Result>(
    _ what: String, within seconds: Double = 120, _ condition: () async throws -> Result?
) async throws -> Result {
    let clock = ContinuousClock()
    let deadline = clock.now + .seconds(seconds)
    var last = "it did not hold"
    while clock.now < deadline {
        do {
            if let result = try await condition() { return result }
            last = "it did not hold"
        } catch {
            last = "\(error)"
        }
        try await clock.sleep(for: .milliseconds(20))
    }
    throw TestError("\(what): not within \(seconds) s; last: \(last)")
}

/// Waits until a condition holds; see ``eventually(_:within:_:)-result``.
package func eventually(_ what: String, within seconds: Double = 120, holds condition: () async throws -> Bool) async throws {
    _ = try await eventually(what, within: seconds) { try await condition() ? true : nil }
}

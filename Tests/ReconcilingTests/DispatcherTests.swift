import TestSupport
import Testing

@testable import Reconciling

@Suite(.timeLimit(.minutes(5))) struct DispatcherTests {
    @Test func failedWorkComesAgainByItself() async {
        let dispatcher = Dispatcher<String>()
        _ = await dispatcher.offer("work", for: "dory")
        let first = await dispatcher.next()
        #expect(first?.attempt == 1)
        if let first { _ = dispatcher.finish(first, failed: true) }
        let second = await dispatcher.next()
        #expect(second?.attempt == 2)
        if let second { #expect(dispatcher.finish(second, failed: false) == .idle) }
        dispatcher.endInput()
        #expect(await dispatcher.next() == nil)
    }

    @Test func whatIsDueStandsInTheLineWhileAllAreBusy() async throws {
        let dispatcher = Dispatcher<String>(policy: RetryPolicy(first: .milliseconds(1)))
        _ = await dispatcher.offer("fails", for: "dory")
        if let ticket = await dispatcher.next() { _ = dispatcher.finish(ticket, failed: true) }
        // Nobody asks for work, as when every worker has some.
        try await eventually("the end of the backoff") {
            dispatcher.gauge == Dispatcher<String>.Gauge(depth: 1, running: 0, backingOff: 0)
        }
        #expect(await dispatcher.next()?.attempt == 2)
    }

    @Test func afterTheEndNothingWaitsLong() async {
        let dispatcher = Dispatcher<String>(policy: RetryPolicy(first: .seconds(60)))
        _ = await dispatcher.offer("work", for: "dory")
        if let ticket = await dispatcher.next() { _ = dispatcher.finish(ticket, failed: true) }
        #expect(dispatcher.gauge.backingOff == 1)
        dispatcher.endInput()
        #expect(await dispatcher.next() == nil)
        #expect(dispatcher.givenUp == 1)
    }

    @Test func stoppingLetsWorkersAndProducersGo() async {
        let dispatcher = Dispatcher<String>(capacity: 1)
        _ = await dispatcher.offer("a", for: "a")
        async let held = dispatcher.offer("b", for: "b")
        dispatcher.stop()
        _ = await held
        #expect(await dispatcher.next() == nil)
    }
}

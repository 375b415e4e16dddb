import Testing

@testable import Reconciling

@Suite struct DispatcherTests {
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

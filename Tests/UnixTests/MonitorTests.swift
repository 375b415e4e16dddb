import Testing
import Unix

@Suite(.timeLimit(.minutes(5))) struct MonitorTests {
    @Test func whoWaitsIsWokenByAChange() async {
        let monitor = Monitor(0)
        let waiting = Task {
            while monitor.withLock({ $0 < 3 }) { await monitor.wait { $0 < 3 } }
            return monitor.withLock { $0 }
        }
        for _ in 0..<3 { monitor.update { $0 += 1 } }
        #expect(await waiting.value == 3)
    }

    @Test func cancellationWakesWhoWaitsForNothing() async {
        let monitor = Monitor(false)
        let waiting = Task { await monitor.wait { !$0 } }
        waiting.cancel()
        await waiting.value
    }

    @Test func manyWaitersAreAllWoken() async {
        let monitor = Monitor(false)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<100 {
                group.addTask { while monitor.withLock({ !$0 }) { await monitor.wait { !$0 } } }
            }
            monitor.update { $0 = true }
        }
    }
}

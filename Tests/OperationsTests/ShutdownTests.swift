import Operations
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(5))) struct ShutdownTests {
    @Test func actionsRunOnceAndInOrder() {
        let shutdown = Shutdown()
        let order = Mutex([Int]())
        for number in 0..<5 { shutdown.onRequest { order.withLock { $0.append(number) } } }
        let forgotten = shutdown.onRequest { order.withLock { $0.append(99) } }
        shutdown.forget(forgotten)
        shutdown.request()
        shutdown.request()
        #expect(order.withLock { $0 } == [0, 1, 2, 3, 4])
        #expect(shutdown.isRequested)
    }

    @Test func anActionAfterTheRequestRunsAtOnce() {
        let shutdown = Shutdown()
        shutdown.request()
        let ran = Mutex(false)
        shutdown.onRequest { ran.withLock { $0 = true } }
        #expect(ran.withLock { $0 })
    }

    @Test func waitersAreWoken() async {
        let shutdown = Shutdown()
        await withTaskGroup { group in
            for _ in 0..<10 { group.addTask { await shutdown.requested() } }
            group.addTask { shutdown.request() }
        }
        #expect(shutdown.isRequested)
    }

    @Test func aCancelledWaiterReturns() async {
        let shutdown = Shutdown()
        let task = Task { await shutdown.requested() }
        task.cancel()
        await task.value
        #expect(!shutdown.isRequested)
    }

    @Test func theOperationIsCancelledAndItsResultReturned() async throws {
        let shutdown = Shutdown()
        let started = Shutdown()
        async let result = shutdown.cancelling { () async -> String in
            started.request()
            await Shutdown().requested()
            return Task.isCancelled ? "cancelled" : "not"
        }
        await started.requested()
        shutdown.request()
        #expect(await result == "cancelled")
    }

    @Test func theOperationsErrorIsThrown() async {
        await #expect(throws: CancellationError.self) {
            try await Shutdown().cancelling { () async throws(CancellationError) in throw CancellationError() }
        }
    }
}

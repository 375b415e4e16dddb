import Glibc
import Logging
import Operations
import Synchronization
import Testing
import UnixSignals

@Suite(.timeLimit(.minutes(5))) struct ShutdownSignalsTests {
    private let shutdown = Shutdown()
    private let codes = AsyncStream<Int32>.makeStream()

    @Test func theFirstSignalAsksAndTheSecondExits() async {
        let (signals, continuation) = AsyncStream<UnixSignal>.makeStream()
        let following = Task { await handler(grace: .seconds(600)).follow(signals) }
        continuation.yield(.sigterm)
        await shutdown.requested()
        continuation.yield(.sigint)
        #expect(await nextCode() == 130)
        await following.value
    }

    @Test func afterTheGraceTheProgramExitsWithZero() async {
        let (signals, continuation) = AsyncStream<UnixSignal>.makeStream()
        let following = Task { await handler(grace: .milliseconds(1)).follow(signals) }
        continuation.yield(.sigint)
        #expect(await nextCode() == 0)
        continuation.finish()
        await following.value
    }

    @Test func aRealSignalArrives() async throws {
        let shutdown = shutdown
        try await handler(grace: .seconds(600)).run { () async throws in
            kill(getpid(), SIGTERM)
            await shutdown.requested()
        }
        #expect(shutdown.isRequested)
    }

    private func handler(grace: Duration) -> ShutdownSignals {
        let continuation = codes.continuation
        return ShutdownSignals(shutdown: shutdown, grace: grace, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        {
            continuation.yield($0)
        }
    }

    private func nextCode() async -> Int32? {
        var iterator = codes.stream.makeAsyncIterator()
        return await iterator.next()
    }
}

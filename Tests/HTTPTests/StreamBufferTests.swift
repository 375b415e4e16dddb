import Testing

@testable import HTTP

@Suite(.timeLimit(.minutes(5))) struct StreamBufferTests {
    /// A writer that is refused waits to be told that the reader has caught up; neither may ever wait for the other.
    @Test(arguments: [1, 7, 4096])
    func aRefusedWriterIsAlwaysCalledBack(highWater: Int) async {
        let buffer = StreamBuffer(highWater: highWater)
        let pieces = 20_000
        let (calls, call) = AsyncStream<Void>.makeStream()
        let writer = Task {
            var caughtUp = calls.makeAsyncIterator()
            for _ in 0..<pieces {
                let piece: [UInt8] = [1, 2, 3]
                while !piece.withUnsafeBytes({ buffer.receive($0) }) { await caughtUp.next() }
            }
            buffer.finish(nil)
        }
        var received = 0
        while case .success(let piece?) = await buffer.take({ call.yield() }) { received += piece.count }
        #expect(received == pieces * 3)
        await writer.value
    }

    @Test func aReaderIsToldTheEndOnceAllIsRead() async {
        let buffer = StreamBuffer(highWater: 100)
        [UInt8]("abc".utf8).withUnsafeBytes { #expect(buffer.receive($0)) }
        let failure = HTTPError(.connectionLost, host: "h", reason: "r")
        buffer.finish(failure)
        buffer.finish(nil)
        #expect(await buffer.take {} == .success(Array("abc".utf8)))
        #expect(await buffer.take {} == .failure(failure))
        #expect(await buffer.take {} == .failure(failure))
    }

    @Test func noMoreThanTheHighWaterMarkAndOnePieceIsHeld() async {
        let buffer = StreamBuffer(highWater: 4)
        let accepted = (0..<5).map { _ in [UInt8]("abc".utf8).withUnsafeBytes { buffer.receive($0) } }
        #expect(accepted == [true, true, false, false, false])
        var calls = 0
        #expect(await buffer.take { calls += 1 } == .success(Array("abcabc".utf8)))
        #expect(calls == 1)
    }
}

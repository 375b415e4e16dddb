import Glibc
import Operations
import TestSupport
import Testing

struct LogStreamTests {
    @Test func aSlowReaderHoldsNobodyUpAndLosesOnlyWhatDoesNotFit() throws {
        let pipe = try TestPipe()
        let stream = LogStream(descriptor: pipe.writing, capacity: 10_000) { Array("dropped \($0)\n".utf8) }
        let line = Array((String(repeating: "x", count: 99) + "\n").utf8)
        // A pipe holds 64 KiB: this is far more than it and the waiting room take, and returns all the same.
        for _ in 0..<2_000 { stream.write(line) }
        var lines = 0
        var dropped = 0
        // A notice may come more than once: what is dropped while one waits to be written is told by the next.
        while lines + dropped < 2_000 {
            for text in pipe.lines(1) {
                if text.hasPrefix("dropped ") { dropped += try #require(Int(text.dropFirst(8))) } else { lines += 1 }
            }
        }
        #expect(lines + dropped == 2_000)
        #expect(dropped > 0)
        #expect(lines >= 500)
        stream.flush(within: 1_000)
        stream.write(Array("after\n".utf8))
        #expect(pipe.lines(1) == ["after"])
    }

    @Test func lineOrderIsKeptAcrossTheWaitingRoom() throws {
        let pipe = try TestPipe()
        let stream = LogStream(descriptor: pipe.writing)
        for number in 0..<20_000 { stream.write(Array("\(number)\n".utf8)) }
        #expect(pipe.lines(20_000) == (0..<20_000).map(String.init))
    }

    @Test func aReaderThatIsGoneIsNoError() throws {
        signal(SIGPIPE, SIG_IGN)
        let (reading, writing) = try makePipe()
        close(reading)
        let stream = LogStream(descriptor: writing)
        stream.write(Array("lost\n".utf8))
        stream.flush(within: 1_000)
        close(writing)
    }
}

import Events
import Glibc
import JSON
import TestSupport
import Testing
import Unix

@Suite(.timeLimit(.minutes(5))) struct EventLinkTests {
    /// The next inputs, in words.
    private func take(_ count: Int, _ inputs: inout EventSource.Iterator) async throws -> [String] {
        var words: [String] = []
        while words.count < count, let input = try await inputs.next() { words.append(word(input)) }
        return words
    }

    private func word(_ input: Input) -> String {
        switch input {
        case .event(let event): "\(Samples.number(of: event) ?? -1)"
        case .malformed(let line, let error): "line \(line): \(error)"
        case .peerConnected: "connected"
        case .peerLost: "lost"
        case .peerAbsent: "absent"
        }
    }

    @Test func whatIsSentToAFileIsReadFromIt() async throws {
        let directory = try TemporaryDirectory()
        let link = Link.file(directory.path("events"))
        let sink = try EventSink(link)
        for number in 0..<1000 { try await sink.send(Samples.event(number)) }
        await sink.close()
        #expect(try FileStatus(of: directory.path("events")).permissions == 0o600)
        var inputs = try EventSource(link).makeAsyncIterator()
        #expect(try await take(2000, &inputs) == (0..<1000).map { "\($0)" })
    }

    @Test func badLinesAreReportedAndSkipped() async throws {
        let directory = try TemporaryDirectory()
        try directory.append(
            "events", "nonsense\n\n\(Samples.event(1))\n[]\n\(String(repeating: "x", count: 3000))\n\(Samples.event(2))\r\n{\"a\""
        )
        var inputs = try EventSource(.file(directory.path("events")), maximumLineBytes: 2000).makeAsyncIterator()
        let words = try await take(9, &inputs)
        #expect(
            words == [
                "line 1: the line is not JSON: line 1, column 1: expected a value, found a word that is not true, false or null",
                "1",
                "line 4: the line is not an event: it must be a JSON object",
                "line 5: the line has 3000 bytes; at most 2000 are allowed", "2",
                "line 7: the input ended within the line",
            ])
    }

    @Test func aFileThatIsNotThereIsAnError() throws {
        let error = try #require(throws: LinkError.self) { _ = try EventSource(.file("/nowhere/at/all")) }
        #expect(error.description == "unable to open \"/nowhere/at/all\": No such file or directory")
        #expect(throws: LinkError.self) { _ = try EventSource(.file("/tmp")) }
        #expect(throws: LinkError.self) { _ = try EventSink(.file("/nowhere/at/all")) }
        #expect(throws: LinkError.self) { _ = try EventSink(.socket("/nowhere/at/all")) }
    }

    @Test func aFollowedFileGoesOn() async throws {
        let directory = try TemporaryDirectory()
        let link = Link.file(directory.path("events"))
        let sink = try EventSink(link)
        let source = try EventSource(link, follow: true)
        var inputs = source.makeAsyncIterator()
        for number in 0..<5 {
            try await sink.send(Samples.event(number))
            #expect(try await take(1, &inputs) == ["\(number)"])
        }
        // A producer that starts anew empties the file and tells its state from the start.
        let next = try EventSink(link)
        try await next.send(Samples.event(7))
        #expect(try await take(1, &inputs) == ["7"])
        source.stop()
        #expect(try await inputs.next() == nil)
    }

    @Test func recordingsAreKeptAndAddedTo() async throws {
        let directory = try TemporaryDirectory()
        for number in 1...2 {
            let sink = try EventSink(.file("/dev/null"), recording: directory.path("record"))
            try await sink.send(Samples.event(number))
            try await sink.flush()
            await sink.close()
        }
        #expect(try directory.read("record") == "\(Samples.event(1))\n\(Samples.event(2))\n")
        #expect(try FileStatus(of: directory.path("record")).permissions == 0o600)
    }

    @Test func aRecordingThatCannotBeWrittenIsAnError() async throws {
        #expect(throws: LinkError.self) { _ = try EventSink(.file("/dev/null"), recording: "/nowhere/at/all") }
        let sink = try EventSink(.file("/dev/null"), recording: "/dev/full")
        try await sink.send(Samples.event(1))
        let error = await #expect(throws: LinkError.self) { try await sink.flush() }
        guard case .recording = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func aConsumerMayComeFirst() async throws {
        let directory = try TemporaryDirectory()
        let link = Link.socket(directory.path("s"))
        let source = try EventSource(link)
        var inputs = source.makeAsyncIterator()
        #expect(try await take(1, &inputs) == ["absent"])
        let sink = try EventSink(link)
        let sending = Task { try await sink.send(Samples.event(1)) }
        #expect(try await take(2, &inputs) == ["connected", "1"])
        try await sending.value
        source.stop()
        #expect(try await inputs.next() == nil)
    }

    @Test func aProducerThatComesBackIsConnectedToAgain() async throws {
        let directory = try TemporaryDirectory()
        let link = Link.socket(directory.path("s"))
        var inputs = try EventSource(link).makeAsyncIterator()
        for number in 1...3 {
            let sink = try EventSink(link)
            let sending = Task { try await sink.send(Samples.event(number)) }
            var words: [String] = []
            while words.last != "\(number)" { words += try await take(1, &inputs) }
            #expect(words.filter { $0 != "absent" } == ["connected", "\(number)"])
            try await sending.value
            await sink.close()
            #expect(try await take(1, &inputs) == ["lost"])
        }
    }

    @Test func eachConsumerIsAnnouncedAndToldOfWholeLinesOnly() async throws {
        let directory = try TemporaryDirectory()
        let link = Link.socket(directory.path("s"))
        let sink = try EventSink(link)
        // Tells without end, as a producer that is never done.
        let telling = Task {
            var number = 0
            while !Task.isCancelled {
                try await sink.send(Samples.event(number, padding: 50_000))
                number += 1
            }
        }
        var consumers = sink.consumers.makeAsyncIterator()
        for number in 1...5 {
            let source = try EventSource(link)
            var inputs = source.makeAsyncIterator()
            let words = try await take(4, &inputs)
            #expect(words.first == "connected")
            let numbers = words.dropFirst().compactMap { Int($0) }
            #expect(numbers.count == 3 && numbers == Array((numbers.first ?? 0)..<(numbers.first ?? 0) + 3))
            #expect(await consumers.next() == number)
            source.stop()
        }
        telling.cancel()
        await sink.close()
        _ = try? await telling.value
    }

    @Test func aSecondConsumerWaitsForTheFirstToGo() async throws {
        let directory = try TemporaryDirectory()
        let link = Link.socket(directory.path("s"))
        let sink = try EventSink(link)
        let first = try EventSource(link)
        var firstInputs = first.makeAsyncIterator()
        let second = try EventSource(link)
        var secondInputs = second.makeAsyncIterator()
        #expect(try await take(1, &firstInputs) == ["connected"])
        #expect(try await take(1, &secondInputs) == ["connected"])
        for number in 0..<3 {
            try await sink.send(Samples.event(number))
            #expect(try await take(1, &firstInputs) == ["\(number)"])
        }
        var consumers = sink.consumers.makeAsyncIterator()
        #expect(await consumers.next() == 1)
        first.stop()
        #expect(await consumers.next() == 2)
        try await sink.send(Samples.event(9))
        #expect(try await take(1, &secondInputs) == ["9"])
    }

    @Test func resultsGoByWhenNobodyListens() async throws {
        let directory = try TemporaryDirectory()
        let sink = try EventSink(.socket(directory.path("s")), recording: directory.path("record"), whenAbsent: .discard)
        #expect(!sink.hasConsumer)
        for number in 0..<10 { try await sink.send(Samples.event(number)) }
        try await sink.flush()
        #expect(try directory.read("record").split(separator: "\n").count == 10)
    }

    @Test func waitingForAConsumerEndsWithTheSinkOrTheTask() async throws {
        let directory = try TemporaryDirectory()
        let sink = try EventSink(.socket(directory.path("s")))
        let cancelled = Task { try await sink.send(Samples.event(1)) }
        cancelled.cancel()
        await #expect(throws: LinkError.closed) { try await cancelled.value }
        let waiting = Task { try await sink.send(Samples.event(1)) }
        await sink.close()
        await #expect(throws: LinkError.closed) { try await waiting.value }
        #expect(await sink.untilEnded() == .closed)
        #expect(throws: UnixError.self) { _ = try FileStatus(of: directory.path("s")) }
    }

    @Test func aSinkThatIsForgottenRemovesItsSocket() async throws {
        let directory = try TemporaryDirectory()
        do { _ = try EventSink(.socket(directory.path("s"))) }
        while (try? FileStatus(of: directory.path("s"))) != nil { await Task.yield() }
    }

    @Test func aReaderThatGoesAwayEndsAPipe() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.path("pipe")
        try #require(mkfifo(path, 0o600) == 0)
        let reading = SharedDescriptor(try FileDescriptor(opening: path, flags: O_RDONLY | O_NONBLOCK))
        let sink = try EventSink(.file(path))
        try await sink.send(Samples.event(1))
        try await sink.flush()
        let ended = Task { await sink.untilEnded() }
        // The test keeps the only other end: once it is replaced by nothing, nobody reads.
        _ = dup2(try devNull(), reading.rawValue)
        #expect(await ended.value == .consumerGone)
        await #expect(throws: LinkError.consumerGone) { try await sink.send(Samples.event(2)) }
    }

    private func devNull() throws -> Int32 { try FileDescriptor(opening: "/dev/null", flags: O_RDONLY).release() }

    @Test func aFullDiskIsAnErrorAndNotAQuietEnd() async throws {
        let sink = try EventSink(.file("/dev/full"))
        try await sink.send(Samples.event(1))
        guard case .unix(let error) = await sink.untilEnded() else {
            Issue.record("the sink did not fail")
            return
        }
        #expect(error.code == ENOSPC)
    }

    @Test func aPeerThatHasNothingToSayIsAskedLessAndLessOften() async throws {
        let directory = try TemporaryDirectory()
        let listener = try UnixSocketListener(directory.path("s"))
        // Lets go of everybody at once, as a relay does whose other side is not there.
        let serving = Task { while try await listener.accept() != nil {} }
        var inputs = try EventSource(.socket(directory.path("s"))).makeAsyncIterator()
        let start = ContinuousClock.now
        let words = try await take(12, &inputs)
        #expect(words.filter { $0 == "connected" }.count >= 5)
        // 10, 20, 40 and 80 ms lie between the first five connections.
        #expect(ContinuousClock.now - start >= .milliseconds(150))
        listener.close()
        try await serving.value
    }

    @Test func aConsumerMayLeaveAtAnyMoment() async throws {
        let directory = try TemporaryDirectory()
        let link = Link.socket(directory.path("s"))
        let sink = try EventSink(link)
        let sending = Task { for number in 0... { try await sink.send(Samples.event(number)) } }
        for round in 0..<300 {
            try await eventually("a place in the line") {
                let consumer = try UnixSocket.connect(directory.path("s"))
                for _ in 0..<(round % 20) { await Task.yield() }
                _ = consume consumer
                return true
            }
        }
        let source = try EventSource(link)
        var inputs = source.makeAsyncIterator()
        while let input = try await inputs.next() { if case .event = input { break } }
        // Otherwise closing would wait until all that is under way has been taken.
        source.stop()
        await sink.close()
        await #expect(throws: LinkError.closed) { try await sending.value }
    }

    @Test func aSlowReaderHoldsUpTheSender() async throws {
        let directory = try TemporaryDirectory()
        let link = Link.socket(directory.path("s"))
        let sink = try EventSink(link)
        var inputs = try EventSource(link).makeAsyncIterator()
        let sent = Monitor(0)
        let sending = Task {
            for number in 0..<2000 {
                try await sink.send(Samples.event(number, padding: 10_000))
                sent.update { $0 = number }
            }
        }
        #expect(try await take(1, &inputs) == ["connected"])
        // 20 MB would be sent; what may be under way is 256 KiB here, 1 MiB there, a read's worth and the socket's own buffer.
        let end = ContinuousClock.now + .milliseconds(300)
        while ContinuousClock.now < end { await Task.yield() }
        #expect(sent.withLock { $0 } < 400)
        let words = try await take(2000, &inputs)
        #expect(words == (0..<2000).map { "\($0)" })
        // Without all of them taken it would wait for ever.
        if words.count < 2000 { sending.cancel() }
        try await sending.value
    }
}

import Events
import JSON
import Testing
import Unix

@Suite struct EventTests {
    @Test func everyAttributeIsRead() throws {
        let event = try Samples.parse(
            #"{"data":{"a":[1, 2]},"traceparent":"t","causationid":"c","partitionkey":"k","sequence":"00000000000000000012","#
                + #""time":"2026-01-02T03:04:05.006Z","subject":"s","type":"dev.fairlead.change","source":"/x","id":"1","specversion":"1.0"}"#
        )
        #expect(event.id == "1")
        #expect(event.source == "/x")
        #expect(event.type == .change)
        #expect(event.subject == "s")
        #expect(event.time == "2026-01-02T03:04:05.006Z")
        #expect(event.timestamp == Timestamp(seconds: 1_767_323_045, nanoseconds: 6_000_000))
        #expect(event.sequence == 12)
        #expect(event.partitionKey == "k")
        #expect(event.causationID == "c")
        #expect(event.traceparent == "t")
        #expect(event.data?.description == #"{"a":[1, 2]}"#)
    }

    @Test func whatIsNotThereIsNil() throws {
        let event = try Samples.parse(#"{"specversion":"1.0","id":"1","source":"/x","type":"t","data":null,"subject":null}"#)
        #expect(event.subject == nil)
        #expect(event.time == "")
        #expect(event.timestamp == nil)
        #expect(event.sequence == nil)
        #expect(event.partitionKey == nil)
        #expect(event.data == nil)
        #expect(event.type == EventType(rawValue: "t"))
    }

    @Test(arguments: [
        (#""00000000000000000007""#, UInt64?.some(7)), (#""7""#, 7), ("7", 7), ("-7", nil), (#""seven""#, nil),
        (#""18446744073709551615""#, .max), (#""18446744073709551616""#, nil), (#""""#, nil),
    ])
    func theSequenceIsANumberOrNothing(text: String, number: UInt64?) throws {
        let event = try Samples.parse(#"{"specversion":"1.0","id":"1","source":"/x","type":"t","sequence":\#(text)}"#)
        #expect(event.sequence == number)
    }

    @Test(arguments: [
        (#"{"id":"1","source":"/x","type":"t"}"#, EventError.missingAttribute("specversion")),
        (#"{"specversion":"1.0","source":"/x","type":"t"}"#, .missingAttribute("id")),
        (#"{"specversion":"1.0","id":"","source":"/x","type":"t"}"#, .missingAttribute("id")),
        (#"{"specversion":"1.0","id":"1","source":null,"type":"t"}"#, .missingAttribute("source")),
        (#"{"specversion":"1.0","id":"1","source":"/x"}"#, .missingAttribute("type")),
        (#"{"specversion":"0.3","id":"1","source":"/x","type":"t"}"#, .unsupportedVersion("0.3")),
        (#"{"specversion":1.0,"id":"1","source":"/x","type":"t"}"#, .wrongAttribute("specversion", expected: "a string")),
        (#"{"specversion":"1.0","id":1,"source":"/x","type":"t"}"#, .wrongAttribute("id", expected: "a string")),
        (#"{"specversion":"1.0","id":"1","source":"/x","type":"t","time":5}"#, .wrongAttribute("time", expected: "a string")),
        (
            #"{"specversion":"1.0","id":"1","source":"/x","type":"t","sequence":[]}"#,
            .wrongAttribute("sequence", expected: "a string")
        ),
        ("[]", .notAnObject), ("1", .notAnObject), (#""text""#, .notAnObject),
    ])
    func whatIsNotAnEnvelopeIsRefused(line: String, error: EventError) {
        #expect(throws: error) { try Samples.parse(line) }
    }

    @Test(arguments: [
        "", " ", "{", "nonsense", #"{"specversion":"1.0","id":"1","source":"/x","type":"t"} x"#,
        #"{"specversion":"1.0","id":"1","source":"/x","type":"t","data":{"a":01}}"#,
        #"{"specversion":"1.0","id":"1","source":"/x","type":"t","other":"\ud800"}"#,
        "\u{FEFF}" + #"{"specversion":"1.0","id":"1","source":"/x","type":"t"}"#,
    ])
    func whatIsNotJSONIsRefusedWhereverItStands(line: String) throws {
        let error = try #require(throws: EventError.self) { try Samples.parse(line) }
        guard case .notJSON = error else {
            Issue.record("\(error)")
            return
        }
    }

    @Test func depthIsBounded() throws {
        let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
        #expect(throws: EventError.self) {
            try Samples.parse(#"{"specversion":"1.0","id":"1","source":"/x","type":"t","data":\#(deep)}"#)
        }
    }

    @Test func aLineOverTheLimitIsRefused() throws {
        let line = [UInt8](repeating: 0x20, count: Event.maximumLineBytes + 1)
        #expect(throws: EventError.tooLong(byteCount: 16_777_217, limit: 16_777_216)) { try Event(parsing: line[...]) }
    }

    @Test func unknownTypesAndAttributesPassByteForByte() throws {
        let line =
            #"{ "specversion" : "1.0","id":"1","source":"/x","type":"com.example.\u0061","x-num": 1.50e3 ,"data_base64":"AAE=","#
            + #""data":{"b":1,"a":2,"a":3,"n":12345678901234567890.10},"tenant":"\u00e9" }"#
        let event = try Samples.parse(line)
        var written: [UInt8] = []
        event.write(into: &written)
        #expect(String(decoding: written, as: UTF8.self) == line)
        #expect(event.type.rawValue == "com.example.a")
        #expect(event.unknownAttributes.map(\.name) == ["x-num", "data_base64", "tenant"])
        #expect(event.unknownAttributes.map(\.value.description) == ["1.50e3", #""AAE=""#, #""\u00e9""#])
    }

    @Test func spaceAroundTheLineIsLeftOut() throws {
        let core = #"{"specversion":"1.0","id":"1","source":"/x","type":"t"}"#
        #expect(try Samples.parse(" \t\(core)\r").description == core)
    }

    @Test func aSliceOfALargerBufferWorks() throws {
        let core = Array(#"{"specversion":"1.0","id":"one","source":"/x","type":"t","data":{"k":1}}"#.utf8)
        let buffer = Array("garbage".utf8) + core + Array("more".utf8)
        let event = try Event(parsing: buffer[7..<(7 + core.count)])
        #expect(event.id == "one")
        #expect(event.data?.description == #"{"k":1}"#)
    }

    @Test func theLastOfARepeatedKeyCounts() throws {
        let event = try Samples.parse(#"{"specversion":"1.0","id":"1","source":"/x","type":"a","type":"b","id":"2"}"#)
        #expect(event.type.rawValue == "b")
        #expect(event.id == "2")
    }

    @Test func anAnswerBearsTheTimeAndTheTraceOfItsCause() throws {
        let cause = try Samples.parse(
            #"{"specversion":"1.0","id":"i\"d","source":"/x","type":"t","time":"2026-01-02T03:04:05.006Z","traceparent":"tp"}"#)
        let composer = EventComposer(program: "renderer", pipeline: "p", run: "r")
        let answer = composer.answer(
            to: cause, Trigger(kind: .oneOff), sequence: 2, suffix: "trigger.2", subject: "K/é\n", partitionKey: "ks/n")
        #expect(
            answer.description == #"{"specversion":"1.0","id":"i\"d/trigger.2","source":"/fairlead/renderer/p","#
                + #""type":"dev.fairlead.trigger","subject":"K/é\n","time":"2026-01-02T03:04:05.006Z","#
                + #""datacontenttype":"application/json","sequence":"00000000000000000002","partitionkey":"ks/n","#
                + #""causationid":"i\"d","traceparent":"tp","data":{"trigger":"oneOff"}}"#)
        #expect(try Event(parsing: answer.line) == answer)
        #expect(answer.id == "i\"d/trigger.2" && answer.causationID == cause.id && answer.sequence == 2)
        #expect(answer.type == .trigger && answer.subject == "K/é\n")
        #expect(try Trigger(of: answer) == Trigger(kind: .oneOff))

        let bare = try Samples.parse(#"{"specversion":"1.0","id":"1","source":"/x","type":"t","traceparent":null}"#)
        let second = composer.answer(
            to: bare, Trigger(kind: .interval), sequence: 3, suffix: "trigger", subject: "s", partitionKey: "k")
        #expect(second.time.isEmpty && second.traceparent == nil && second.id == "1/trigger")
    }

    @Test(arguments: [0, 1, 9, 10, 12_345_678_901_234_567_890, UInt64.max]) func sequencesHaveTwentyDigits(number: UInt64) {
        let event = Event(type: .sync, id: "1", source: "/x", time: "", sequence: number)
        let digits = String(number)
        let padded = String(repeating: "0", count: 20 - digits.count) + digits
        #expect(event.description.contains(#""sequence":"\#(padded)""#))
        #expect(event.sequence == number)
    }

    @Test func aComposedEventReadsAsItWasMade() throws {
        let event = Event(
            type: .bundle, id: "i\"d", source: "/é", subject: "line\nbreak", time: "2026-01-02T03:04:05.006Z", sequence: 42,
            partitionKey: "k", causationID: "c", traceparent: "t", attributes: [("tenant", RawJSON("x"))], data: RawJSON(["a": 1])
        )
        #expect(
            event.description == #"{"specversion":"1.0","id":"i\"d","source":"/é","type":"dev.fairlead.bundle","#
                + #""subject":"line\nbreak","time":"2026-01-02T03:04:05.006Z","datacontenttype":"application/json","#
                + #""sequence":"00000000000000000042","partitionkey":"k","causationid":"c","traceparent":"t","tenant":"x","data":{"a":1}}"#
        )
        let read = try Event(parsing: event.line)
        #expect(read == event)
        #expect(read.type == event.type)
        #expect(event.id == "i\"d" && read.id == event.id)
        #expect(event.subject == "line\nbreak" && read.subject == event.subject)
        #expect(event.sequence == 42 && read.sequence == 42)
        #expect(event.data == read.data)
        #expect(event.unknownAttributes.map(\.name) == ["tenant"])
    }

    @Test func theComposerNumbersItsEvents() throws {
        let composer = EventComposer(program: "watcher", pipeline: "park", run: "r") { Timestamp(seconds: 0) }
        let first = composer.event(.trigger, data: Trigger(kind: .oneOff).encoded())
        let second = composer.event(.trigger, id: "own", time: "2026-01-01T00:00:00Z", data: nil)
        #expect(first.source == "/fairlead/watcher/park")
        #expect(first.id == "r-1" && first.sequence == 1 && first.time == "1970-01-01T00:00:00.000Z")
        #expect(second.id == "own" && second.sequence == 2 && second.time == "2026-01-01T00:00:00Z")
        #expect(second.data == nil)
        let others = (0..<100).map { _ in EventComposer(program: "p", pipeline: "q").event(.trigger, data: nil).id }
        #expect(Set(others).count == 100)
    }
}

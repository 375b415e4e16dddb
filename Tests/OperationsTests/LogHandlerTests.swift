import JSON
import Logging
import Operations
import Testing
import Unix

struct LogHandlerTests {
    private let pipe: TestPipe
    private let time = Timestamp(seconds: 1_767_323_045, nanoseconds: 6_000_000)

    init() throws {
        pipe = try TestPipe()
    }

    @Test func textHasTimeLevelProgramMessageAndSortedMetadata() {
        var logger = text()
        logger[metadataKey: "b"] = "2"
        logger.info("listed", metadata: ["a": "1", "c": .stringConvertible(3)])
        #expect(pipe.lines(1) == ["2026-01-02T03:04:05.006Z info watcher: listed a=1 b=2 c=3"])
    }

    @Test(arguments: [
        (Logger.MetadataValue.string("two words"), "\"two words\""), (.string(""), "\"\""), (.string("a\"b\\"), "\"a\\\"b\\\\\""),
        (.string("line\nbreak\u{1b}[31m"), "\"line\\nbreak\\u{1b}[31m\""), (.string("é✓"), "é✓"),
        (.array(["x", "y z"]), "[x,\"y z\"]"), (.dictionary(["k": "v", "a": "b=c"]), "{a=\"b=c\",k=v}"),
        (.stringConvertible(Redacted("token")), "<redacted>"),
    ])
    func textKeepsEveryValueOnItsLine(value: Logger.MetadataValue, printed: String) {
        text().info("m", metadata: ["k": value])
        #expect(pipe.lines(1) == ["2026-01-02T03:04:05.006Z info watcher: m k=\(printed)"])
    }

    @Test func aMessageCannotBeginALine() {
        text().error("a\nfake line")
        #expect(pipe.lines(1) == ["2026-01-02T03:04:05.006Z error watcher: a\\nfake line"])
    }

    @Test func whatIsBelowTheLevelIsNotWritten() {
        let logger = text(.warning)
        logger.info("no")
        logger.warning("yes")
        #expect(pipe.lines(1) == ["2026-01-02T03:04:05.006Z warning watcher: yes"])
    }

    @Test func jsonHasAnObjectALine() throws {
        let stream = LogStream(descriptor: pipe.writing)
        let time = time
        let logger = Logger(label: "applier") { JSONLogHandler(label: $0, level: .debug, stream: stream, now: { time }) }
        logger.debug("applied \"x\"", metadata: ["count": .stringConvertible(3), "list": ["a", "b"], "map": ["k": "v"]])
        logger.notice("plain")
        #expect(
            pipe.lines(2) == [
                #"{"time":"2026-01-02T03:04:05.006Z","level":"debug","logger":"applier","message":"applied \"x\"","#
                    + #""metadata":{"count":3,"list":["a","b"],"map":{"k":"v"}}}"#,
                #"{"time":"2026-01-02T03:04:05.006Z","level":"notice","logger":"applier","message":"plain"}"#,
            ])
    }

    private func text(_ level: Logger.Level = .info) -> Logger {
        let stream = LogStream(descriptor: pipe.writing)
        let time = time
        return Logger(label: "watcher") { TextLogHandler(label: $0, level: level, stream: stream, now: { time }) }
    }
}

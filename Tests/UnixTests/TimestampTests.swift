import TestSupport
import Testing
import Unix

@Suite struct TimestampTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", Int64(0), Int32(0)),
        ("2026-11-21T12:34:56.789Z", 1_795_264_496, 789_000_000),
        ("2000-02-29T23:59:59+01:00", 951_865_199, 0),
        ("1969-12-31T23:59:59.5Z", -1, 500_000_000),
        ("0000-01-01T00:00:00Z", -62_167_219_200, 0),
        ("9999-12-31T23:59:59.999999999Z", 253_402_300_799, 999_999_999),
        ("2016-12-31T23:59:60Z", 1_483_228_800, 0),
        ("2026-01-01t00:00:00.1234567891z", 1_767_225_600, 123_456_789),
        ("2026-01-01T00:00:00-05:30", 1_767_245_400, 0),
    ])
    func readsEveryFormOfRFC3339(text: String, seconds: Int64, nanoseconds: Int32) throws {
        let timestamp = try #require(Timestamp(parsing: text))
        #expect(timestamp.seconds == seconds)
        #expect(timestamp.nanoseconds == nanoseconds)
    }

    @Test(arguments: [
        "", "2026", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2026-01-01T24:00:00Z",
        "2026-01-01T00:00:00", "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00Zx", "2026-01-01T00:00:61Z", "2026-04-31T00:00:00Z",
        "2026-01-00T00:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01T00:00:00+0100", "+026-01-01T00:00:00Z",
        "2026-01-01T00:00:00+24:00", "２026-01-01T00:00:00Z",
    ])
    func refusesWhatTheGrammarDoesNotAllow(text: String) {
        #expect(Timestamp(parsing: text) == nil)
    }

    @Test(arguments: [
        (Int64(0), Int32(0), 0, "1970-01-01T00:00:00Z"),
        (-1, 999_999_999, 3, "1969-12-31T23:59:59.999Z"),
        (1_795_264_496, 789_654_321, 9, "2026-11-21T12:34:56.789654321Z"),
        (951_782_400, 5, 6, "2000-02-29T00:00:00.000000Z"),
        (.max, 0, 0, "9999-12-31T23:59:59Z"),
        (.min, 0, 0, "0000-01-01T00:00:00Z"),
    ])
    func writesUTC(seconds: Int64, nanoseconds: Int32, digits: Int, text: String) {
        #expect(Timestamp(seconds: seconds, nanoseconds: nanoseconds).rfc3339(fractionDigits: digits) == text)
    }

    @Test func whatIsWrittenIsReadAgain() {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<2000 {
            let timestamp = Timestamp(
                seconds: Int64.random(in: -62_167_219_200...253_402_300_799, using: &generator),
                nanoseconds: Int32.random(in: 0...999_999_999, using: &generator))
            #expect(Timestamp(parsing: timestamp.rfc3339(fractionDigits: 9)) == timestamp)
        }
    }

    @Test func theClockAgreesWithTheFileSystem() throws {
        let directory = try TemporaryDirectory()
        let before = WallClock.now()
        try directory.put("now", "x")
        let modified = try FileStatus(of: directory.path("now")).modified
        // A file's time is that of the last tick of the kernel's coarse clock.
        #expect(abs(modified.secondsSince1970 - before.secondsSince1970) < 5)
    }
}

/// A moment and the time zone that it is shown in: Go's `time.Time`.
struct GoTime: Sendable {
    /// Seconds since the first of January 1970, in UTC.
    var seconds: Int64

    /// Within 0..<1_000_000_000.
    var nanoseconds: Int64

    var zone: TimeZone

    static let nanosecondsPerSecond: Int64 = 1_000_000_000

    /// The seconds from the year 1 to 1970: Go's zero time is the first of January of the year 1.
    static let secondsBeforeEpoch: Int64 = 62_135_596_800

    static let zero = GoTime(seconds: -secondsBeforeEpoch, nanoseconds: 0, zone: .utc)

    var isZero: Bool { seconds == -Self.secondsBeforeEpoch && nanoseconds == 0 }

    /// The abbreviation and the offset of the zone at this moment.
    var period: TimeZone.Period { zone.period(at: seconds) }

    /// The seconds of the zone's own time, counted from the calendar's first day on.
    private var absoluteSeconds: UInt64 {
        UInt64(bitPattern: seconds &+ Int64(period.offset)) &+ CivilDate.secondsBeforeEpoch
    }

    var date: CivilDate { CivilDate(absoluteDay: absoluteSeconds / CivilDate.secondsPerDay) }

    /// The time of day.
    var clock: (hour: Int, minute: Int, second: Int) {
        let seconds = Int(absoluteSeconds % CivilDate.secondsPerDay)
        return (seconds / 3600, seconds / 60 % 60, seconds % 60)
    }

    /// The same moment in another zone.
    func shown(in zone: TimeZone) -> GoTime {
        GoTime(seconds: seconds, nanoseconds: nanoseconds, zone: zone)
    }

    /// Later by a number of nanoseconds.
    func adding(nanoseconds duration: Int64) -> GoTime {
        var sum = self
        var fraction = nanoseconds + duration % Self.nanosecondsPerSecond
        var whole = duration / Self.nanosecondsPerSecond
        if fraction >= Self.nanosecondsPerSecond {
            whole += 1
            fraction -= Self.nanosecondsPerSecond
        } else if fraction < 0 {
            whole -= 1
            fraction += Self.nanosecondsPerSecond
        }
        sum.seconds = seconds &+ whole
        sum.nanoseconds = fraction
        return sum
    }

    /// The nanoseconds since another moment, cut to what fits.
    func nanoseconds(since other: GoTime) -> Int64 {
        let difference = (Int128(seconds) - Int128(other.seconds)) * Int128(Self.nanosecondsPerSecond)
        return Int64(clamping: difference + Int128(nanoseconds - other.nanoseconds))
    }

    /// Whether this moment is before another.
    func isBefore(_ other: GoTime) -> Bool {
        (seconds, nanoseconds) < (other.seconds, other.nanoseconds)
    }

    func isSameMoment(as other: GoTime) -> Bool {
        seconds == other.seconds && nanoseconds == other.nanoseconds
    }

    /// The date and time of day of a zone; what is beyond its range goes on into the next.
    static func moment(
        year: Int64, month: Int64, day: Int64, secondsOfDay: Int64, nanoseconds: Int64, in zone: TimeZone
    ) -> GoTime {
        let day = CivilDate.absoluteDay(year: year, month: month, day: day)
        let absolute = day &* CivilDate.secondsPerDay &+ UInt64(bitPattern: secondsOfDay)
        let local = Int64(bitPattern: absolute &- CivilDate.secondsBeforeEpoch)
        return GoTime(seconds: zone.universal(local), nanoseconds: nanoseconds, zone: zone)
    }

    /// Later by years, months and days, in the zone's calendar.
    func adding(years: Int64, months: Int64, days: Int64) -> GoTime {
        let (date, clock) = (date, clock)
        let seconds = Int64(clock.hour * 3600 + clock.minute * 60 + clock.second)
        return .moment(
            year: date.year &+ years, month: Int64(date.month) &+ months, day: Int64(date.day) &+ days, secondsOfDay: seconds,
            nanoseconds: nanoseconds, in: zone)
    }

    /// The nanoseconds since the zero time, as they remain when a whole number of durations is taken away.
    func remainder(of duration: Int64) -> Int64 {
        guard duration > 0 else { return 0 }
        let total = (Int128(seconds) + Int128(Self.secondsBeforeEpoch)) * Int128(Self.nanosecondsPerSecond) + Int128(nanoseconds)
        let remainder = total % Int128(duration)
        return Int64(clamping: remainder < 0 ? remainder + Int128(duration) : remainder)
    }
}

/// The rule of a time zone for the years to come, as `TZ` has it: `CET-1CEST,M3.5.0,M10.5.0/3` (RFC 9636, section 3.3.1).
struct TimeZoneRule: Sendable {
    /// A day of each year, and the time on it at which clocks change.
    struct Change: Sendable {
        enum Day: Sendable {
            /// Counted from 1 on, never a 29th of February.
            case julian(Int)
            /// Counted from 0 on.
            case ofYear(Int)
            /// The nth weekday of a month; the fifth is the last.
            case weekday(Int, week: Int, month: Int)
        }

        let day: Day
        /// Seconds after midnight.
        let time: Int

        /// The seconds since the year's start.
        ///
        /// - Parameter offset: What clocks show until then.
        func seconds(in year: Int64, offset: Int) -> Int64 {
            Int64(dayOfYear(in: year) * 86_400 + time - offset)
        }

        /// Counted from 0 on.
        private func dayOfYear(in year: Int64) -> Int {
            let leapDay = CivilDate.isLeap(year) ? 1 : 0
            switch day {
            case .julian(let day): return day - 1 + (day >= 60 ? leapDay : 0)
            case .ofYear(let day): return day
            case .weekday(let weekday, let week, let month):
                let first = CivilDate(absoluteDay: CivilDate.absoluteDay(year: year, month: Int64(month), day: 1))
                var day = (weekday - first.weekday + 7) % 7
                for _ in 1..<week where day + 7 < CivilDate.days(inMonth: month, of: year) { day += 7 }
                return first.dayOfYear - 1 + day
            }
        }
    }

    let standard: TimeZone.Kind
    /// The kind of the summer, its start and its end.
    let saving: (kind: TimeZone.Kind, start: Change, end: Change)?

    /// What holds at a moment after the last transition of the zone.
    func period(at seconds: Int64, since last: Int64) -> TimeZone.Period {
        guard let saving else { return TimeZone.Period(kind: standard, start: last, end: .max) }
        let absolute = UInt64(bitPattern: seconds) &+ CivilDate.secondsBeforeEpoch
        let date = CivilDate(absoluteDay: absolute / CivilDate.secondsPerDay)
        let secondOfYear = Int64(date.dayOfYear - 1) * 86_400 + Int64(absolute % CivilDate.secondsPerDay)
        let yearStart = seconds &- secondOfYear
        var start = saving.start.seconds(in: date.year, offset: standard.offset)
        var end = saving.end.seconds(in: date.year, offset: saving.kind.offset)
        var (outside, inside) = (standard, saving.kind)
        if end < start {
            // In the south the year begins in summer.
            swap(&start, &end)
            swap(&outside, &inside)
        }
        if secondOfYear < start {
            return TimeZone.Period(kind: outside, start: yearStart, end: yearStart &+ start)
        } else if secondOfYear >= end {
            return TimeZone.Period(kind: outside, start: yearStart &+ end, end: yearStart &+ 365 * 86_400)
        }
        return TimeZone.Period(kind: inside, start: yearStart &+ start, end: yearStart &+ end)
    }
}

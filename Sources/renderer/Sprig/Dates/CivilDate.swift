/// A day of the proleptic Gregorian calendar.
///
/// Counts wrap around where Go's do, so that no date is too absurd.
struct CivilDate: Equatable {
    var year: Int64
    /// From 1 on.
    var month: Int
    /// From 1 on.
    var day: Int
    /// The day of the year, from 1 on.
    var dayOfYear: Int
    /// From 0, Sunday, on.
    var weekday: Int

    static let secondsPerDay: UInt64 = 86_400

    /// The years between the first day that is counted, a first of March, and the year 0: a multiple of 400.
    private static let yearsBeforeZero: UInt64 = 292_277_022_400

    /// The first day that is counted as days before the first of January 1970.
    private static let daysBeforeEpoch: UInt64 = yearsBeforeZero / 400 * 146_097 + 719_468

    /// The seconds of the same.
    static let secondsBeforeEpoch = daysBeforeEpoch &* secondsPerDay

    /// The date of a day.
    ///
    /// - Parameter absoluteDay: Counted from the first day on.
    init(absoluteDay: UInt64) {
        let quarters = 4 &* absoluteDay | 3
        let century = quarters / 146_097
        let dayOfCentury = quarters % 146_097 / 4
        let quartersOfCentury = 4 * dayOfCentury | 3
        let yearOfCentury = quartersOfCentury / 1461
        // The year and the day of it that begin in March, so that a leap day is the last.
        let marchDay = quartersOfCentury % 1461 / 4
        let marchMonth = (5 * marchDay + 2) / 153
        let isNextYear = marchDay >= 306
        let years = century &* 100 &+ yearOfCentury &+ (isNextYear ? 1 : 0)
        year = Int64(bitPattern: years &- Self.yearsBeforeZero)
        month = Int(marchMonth) + (isNextYear ? -9 : 3)
        day = Int(marchDay - (153 * marchMonth + 2) / 5) + 1
        let leapDay = Self.isLeap(year) ? 1 : 0
        dayOfYear = isNextYear ? Int(marchDay) - 305 : Int(marchDay) + 60 + leapDay
        // The first day was a Wednesday.
        weekday = Int((absoluteDay &+ 3) % 7)
    }

    /// The day of a date, counted from the first day on; months and days beyond their ranges go on into the next.
    static func absoluteDay(year: Int64, month: Int64, day: Int64) -> UInt64 {
        let (months, isTooFew) = month.subtractingReportingOverflow(1)
        let zeroBased = isTooFew ? Int64.max : months
        let monthOfYear = (zeroBased % 12 + 12) % 12
        let year = year &+ (zeroBased &- monthOfYear) / 12
        let isBeforeMarch = monthOfYear < 2
        let marchYear = UInt64(bitPattern: year &- (isBeforeMarch ? 1 : 0)) &+ yearsBeforeZero
        let marchMonth = isBeforeMarch ? monthOfYear + 10 : monthOfYear - 2
        let marchDay = UInt64((153 * marchMonth + 2) / 5)
        let centuryDays = 146_097 &* (marchYear / 100) / 4
        let yearDays = 1461 * (marchYear % 100) / 4
        return centuryDays &+ yearDays &+ marchDay &+ UInt64(bitPattern: day &- 1)
    }

    static func isLeap(_ year: Int64) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// The number of days of a month, which counts from 1 on.
    static func days(inMonth month: Int, of year: Int64) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The number of days of a common year before a month, which counts from 1 on.
    static func daysBefore(month: Int) -> Int {
        let days = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365]
        return days[min(max(month - 1, 0), 12)]
    }
}

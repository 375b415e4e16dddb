/// A moment in UTC to the nanosecond, written and read as RFC 3339.
///
/// ```swift
/// Timestamp(parsing: "2026-01-02T03:04:05.25+01:00")?.description   // "2026-01-02T02:04:05.250Z"
/// ```
package struct Timestamp: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Seconds since 1970-01-01T00:00:00Z; negative before.
    package let seconds: Int64
    /// Nanoseconds after `seconds`, 0 to 999,999,999.
    package let nanoseconds: Int32

    /// A moment; nanoseconds out of range are clamped.
    package init(seconds: Int64, nanoseconds: Int32 = 0) {
        self.seconds = seconds
        self.nanoseconds = min(max(nanoseconds, 0), 999_999_999)
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }

    /// Seconds since 1970 as a floating-point number, as Prometheus wants them.
    package var secondsSince1970: Double {
        Double(seconds) + Double(nanoseconds) / 1e9
    }

    /// RFC 3339 in UTC, with milliseconds.
    package var description: String { rfc3339(fractionDigits: 3) }

    /// RFC 3339 in UTC, for example `2026-01-02T03:04:05Z`.
    ///
    /// Years outside of 0 to 9999 are clamped.
    ///
    /// - Parameter fractionDigits: Digits of the second's fraction, 0 to 9; what does not fit is cut off, not rounded.
    package func rfc3339(fractionDigits: Int) -> String {
        let clamped = min(max(seconds, -62_167_219_200), 253_402_300_799)
        let (days, second) = clamped.quotientAndRemainderRoundingDown(dividingBy: 86_400)
        let (year, month, day) = Timestamp.civil(fromDays: days)
        var text: [UInt8] = []
        text.reserveCapacity(32)
        append(year, digits: 4, to: &text)
        text.append(UInt8(ascii: "-"))
        append(month, digits: 2, to: &text)
        text.append(UInt8(ascii: "-"))
        append(day, digits: 2, to: &text)
        text.append(UInt8(ascii: "T"))
        append(second / 3600, digits: 2, to: &text)
        text.append(UInt8(ascii: ":"))
        append(second / 60 % 60, digits: 2, to: &text)
        text.append(UInt8(ascii: ":"))
        append(second % 60, digits: 2, to: &text)
        let digits = min(max(fractionDigits, 0), 9)
        if digits > 0 {
            text.append(UInt8(ascii: "."))
            var fraction = Int64(nanoseconds)
            for _ in digits..<9 { fraction /= 10 }
            append(fraction, digits: digits, to: &text)
        }
        text.append(UInt8(ascii: "Z"))
        return String(decoding: text, as: UTF8.self)
    }

    private func append(_ value: Int64, digits: Int, to text: inout [UInt8]) {
        var divisor: Int64 = 1
        for _ in 1..<max(digits, 1) { divisor *= 10 }
        while divisor > 0 {
            text.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value / divisor % 10))
            divisor /= 10
        }
    }

    /// The date of a day counted from 1970-01-01, in the proleptic Gregorian calendar (Howard Hinnant's `civil_from_days`).
    private static func civil(fromDays days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let (era, dayOfEra) = shifted.quotientAndRemainderRoundingDown(dividingBy: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// The day of a date, counted from 1970-01-01 (Howard Hinnant's `days_from_civil`).
    static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shiftedYear = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = shiftedYear.quotientAndRemainderRoundingDown(dividingBy: 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}

extension Int64 {
    /// Division whose remainder is never negative.
    func quotientAndRemainderRoundingDown(dividingBy divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

import GoTemplate

/// Go's `time.Duration`: a number of nanoseconds, read and written as `1h2m3.5s`.
enum GoDuration {
    static let microsecond: UInt64 = 1000
    static let millisecond: UInt64 = 1_000_000
    static let second: UInt64 = 1_000_000_000
    static let minute = 60 * second
    static let hour = 60 * minute

    /// The largest number of nanoseconds, of a negative duration.
    private static let largest: UInt64 = 1 << 63

    private static let units: [(name: [UInt8], nanoseconds: UInt64)] = [
        (Array("ns".utf8), 1), (Array("us".utf8), microsecond), (Array("\u{B5}s".utf8), microsecond),
        (Array("\u{3BC}s".utf8), microsecond), (Array("ms".utf8), millisecond), (Array("s".utf8), second),
        (Array("m".utf8), minute), (Array("h".utf8), hour),
    ]

    /// Reads a duration.
    ///
    /// - Throws: Go's error text.
    static func parse(_ text: ByteString) throws(FunctionError) -> Int64 {
        let bytes = text.bytes
        let invalid = FunctionError("time: invalid duration \(TimeReader.quoted(bytes))")
        var rest = bytes[...]
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        if rest.elementsEqual("0".utf8) { return 0 }
        guard !rest.isEmpty else { throw invalid }
        var total: UInt64 = 0
        while !rest.isEmpty {
            guard let number = Number(&rest) else { throw invalid }
            let name = rest.prefix { !$0.isDigit && $0 != UInt8(ascii: ".") }
            rest = rest.dropFirst(name.count)
            if name.isEmpty { throw FunctionError("time: missing unit in duration \(TimeReader.quoted(bytes))") }
            guard let unit = units.first(where: { name.elementsEqual($0.name) })?.nanoseconds else {
                throw FunctionError("time: unknown unit \(TimeReader.quoted(name)) in duration \(TimeReader.quoted(bytes))")
            }
            guard let nanoseconds = number.nanoseconds(of: unit), nanoseconds <= largest else { throw invalid }
            total += nanoseconds
            guard total <= largest else { throw invalid }
        }
        if isNegative { return Int64(truncatingIfNeeded: 0 &- total) }
        guard total < largest else { throw invalid }
        return Int64(total)
    }

    /// A number with a fraction, of which either may be missing.
    private struct Number {
        var whole: UInt64 = 0
        var fraction: UInt64 = 0
        var scale = 1.0

        /// Takes a number off the front; nil if there is none, or it is too large.
        init?(_ rest: inout ArraySlice<UInt8>) {
            let digits = rest.prefix { $0.isDigit }
            rest = rest.dropFirst(digits.count)
            for digit in digits {
                let (product, isTooLarge) = whole.multipliedReportingOverflow(by: 10)
                guard !isTooLarge, product <= largest else { return nil }
                whole = product + UInt64(digit - 48)
                guard whole <= largest else { return nil }
            }
            var decimals = rest.prefix(0)
            if rest.first == UInt8(ascii: ".") {
                decimals = rest.dropFirst().prefix { $0.isDigit }
                rest = rest.dropFirst(1 + decimals.count)
            }
            if digits.isEmpty, decimals.isEmpty { return nil }
            // Digits beyond the precision are of no account.
            for digit in decimals {
                guard fraction <= UInt64(Int64.max) / 10 else { break }
                let next = fraction * 10 + UInt64(digit - 48)
                guard next <= largest else { break }
                fraction = next
                scale *= 10
            }
        }

        func nanoseconds(of unit: UInt64) -> UInt64? {
            guard whole <= largest / unit else { return nil }
            let product = whole * unit
            guard fraction > 0 else { return product }
            return product + UInt64(Double(fraction) * (Double(unit) / scale))
        }
    }

    /// The duration as Go's `String` method writes it.
    static func text(_ nanoseconds: Int64) -> String {
        let magnitude = nanoseconds.magnitude
        let sign = nanoseconds < 0 ? "-" : ""
        if magnitude == 0 { return "0s" }
        if magnitude < microsecond { return "\(sign)\(magnitude)ns" }
        if magnitude < millisecond { return sign + decimal(magnitude, per: microsecond) + "\u{B5}s" }
        if magnitude < second { return sign + decimal(magnitude, per: millisecond) + "ms" }
        var text = decimal(magnitude % minute, per: second) + "s"
        if magnitude >= minute { text = "\(magnitude / minute % 60)m" + text }
        if magnitude >= hour { text = "\(magnitude / hour)h" + text }
        return sign + text
    }

    /// A number of units with as many decimals as it needs.
    private static func decimal(_ nanoseconds: UInt64, per unit: UInt64) -> String {
        let whole = nanoseconds / unit
        var fraction = nanoseconds % unit
        guard fraction > 0 else { return "\(whole)" }
        var digits = ""
        var place = unit / 10
        while fraction > 0 {
            digits += "\(fraction / place)"
            fraction %= place
            place /= 10
        }
        return "\(whole).\(digits)"
    }

    /// The nearest multiple of another duration, away from zero where two are as near; what does not fit is the largest.
    static func rounded(_ nanoseconds: Int64, to unit: Int64) -> Int64 {
        guard unit > 0 else { return nanoseconds }
        let remainder = Int128(nanoseconds % unit)
        var result = Int128(nanoseconds) - remainder
        if remainder.magnitude * 2 >= UInt128(unit) { result += nanoseconds < 0 ? -Int128(unit) : Int128(unit) }
        return Int64(clamping: result)
    }

    /// The duration in its largest unit alone, as sprig's `durationRound` has it.
    static func rough(_ nanoseconds: Int64) -> String {
        let magnitude = nanoseconds.magnitude
        let day = 24 * hour
        let units = [(365 * day, "y"), (30 * day, "mo"), (day, "d"), (hour, "h"), (minute, "m"), (second, "s")]
        for (unit, name) in units where magnitude > unit { return "\(magnitude / unit)\(name)" }
        return "0s"
    }
}

/// Durations as Go and Kubernetes write them: `10m`, `1h30m`, `1.5s`, `250ms`, `0`.
package enum DurationText {
    /// The longest duration that is taken: 100 years of 365 days.
    package static let longest = Duration.seconds(100 * 365 * 86_400)

    /// Reads a duration: one or more numbers, each with its unit (`ns`, `us`, `µs`, `ms`, `s`, `m`, `h`, `d`), or `0`.
    ///
    /// - Returns: Nil for anything else, for a negative one and for one over ``longest``.
    package static func parse(_ text: String) -> Duration? {
        if text == "0" { return .zero }
        var rest = Substring(text)
        var total = Duration.zero
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            guard let part = component(&rest) else { return nil }
            total += part
            guard total <= longest else { return nil }
        }
        return total
    }

    /// Writes a duration so that ``parse(_:)`` reads the same: `1h30m`, `1.5s`, `0s`.
    package static func text(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        var result = ""
        if seconds >= 3600 { result += "\(seconds / 3600)h" }
        if seconds % 3600 >= 60 { result += "\(seconds % 3600 / 60)m" }
        let nanoseconds = attoseconds / 1_000_000_000
        guard seconds % 60 > 0 || nanoseconds > 0 else { return result.isEmpty ? "0s" : result }
        result += "\(seconds % 60)"
        if nanoseconds > 0 {
            let digits = String(nanoseconds)
            var fraction = String(repeating: "0", count: 9 - digits.count) + digits
            while fraction.last == "0" { fraction.removeLast() }
            result += ".\(fraction)"
        }
        return result + "s"
    }

    private static let nanosecondsPerUnit: [Substring: Int64] = [
        "ns": 1, "us": 1_000, "µs": 1_000, "μs": 1_000, "ms": 1_000_000, "s": 1_000_000_000,
        "m": 60_000_000_000, "h": 3_600_000_000_000, "d": 86_400_000_000_000,
    ]

    /// A number and its unit.
    private static func component(_ rest: inout Substring) -> Duration? {
        let whole = rest.prefix { $0.isASCII && $0.isNumber }
        rest.removeFirst(whole.count)
        var fraction: Substring = ""
        if rest.first == "." {
            rest.removeFirst()
            fraction = rest.prefix { $0.isASCII && $0.isNumber }
            rest.removeFirst(fraction.count)
            guard !fraction.isEmpty else { return nil }
        }
        guard !(whole.isEmpty && fraction.isEmpty) else { return nil }
        let unit = rest.prefix { $0.isLetter }
        rest.removeFirst(unit.count)
        guard let scale = nanosecondsPerUnit[unit], let count = Int64(whole.isEmpty ? "0" : whole) else { return nil }
        let (nanoseconds, overflow) = count.multipliedReportingOverflow(by: scale)
        guard !overflow else { return nil }
        // Digits beyond the eighteenth are below any clock's resolution.
        let digits = fraction.prefix(18)
        let decimals = Double("0." + (digits.isEmpty ? "0" : digits)) ?? 0
        return .nanoseconds(nanoseconds) + .nanoseconds(Int64((decimals * Double(scale)).rounded()))
    }
}

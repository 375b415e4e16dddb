/// Dates, times of day and durations, as RFC 3339 has them.
enum TimeFormats {
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// The number that two to four digits are.
    private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
        bytes.allSatisfy(isDigit) ? bytes.reduce(0) { $0 * 10 + Int($1 - 0x30) } : nil
    }

    static func date(_ text: ArraySlice<UInt8>) -> String? {
        let parts = text.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2], let year = number(parts[0]), let month = number(parts[1]),
            let day = number(parts[2])
        else { return "not YYYY-MM-DD" }
        guard (1...12).contains(month) else { return "month out of range" }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...lengths[month - 1]).contains(day) ? nil : "day out of range"
    }

    static func time(_ text: ArraySlice<UInt8>) -> String? {
        guard text.count >= 9 else { return "less than 9 characters long" }
        let clock = text.prefix(8).split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard clock.map(\.count) == [2, 2, 2] else { return "missing colon in correct place" }
        guard let hour = number(clock[0]), let minute = number(clock[1]), let second = number(clock[2]) else {
            return "invalid hour/min/sec"
        }
        guard hour <= 23, minute <= 59, second <= 60 else { return "hour/min/sec out of range" }
        var rest = text.dropFirst(8)
        if rest.first == UInt8(ascii: ".") {
            let digits = rest.dropFirst().prefix(while: isDigit)
            if digits.isEmpty { return "no digits in second fraction" }
            rest = rest.dropFirst(1 + digits.count)
        }
        var offset = 0
        if rest != [UInt8(ascii: "z")], rest != [UInt8(ascii: "Z")] {
            guard rest.count == 6 else { return "offset must be 6 characters long" }
            guard let sign = rest.popFirst(), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else {
                return "offset must begin with plus/minus"
            }
            guard rest[rest.startIndex + 2] == UInt8(ascii: ":") else { return "missing colon in offset in correct place" }
            guard let hours = number(rest.prefix(2)), let minutes = number(rest.suffix(2)) else {
                return "invalid hour/min in offset"
            }
            guard hours <= 23, minutes <= 59 else { return "hour/min in offset out of range" }
            offset = (hours * 60 + minutes) * (sign == UInt8(ascii: "+") ? -1 : 1)
        }
        let universal = (hour * 60 + minute + offset + 2 * 1440) % 1440
        // A second is inserted at the end of the day, in UTC.
        return second == 60 && universal != 1439 ? "invalid leap second" : nil
    }

    static func dateTime(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20 else { return "less than 20 characters long" }
        guard bytes[10] | 0x20 == UInt8(ascii: "t") else { return "11th character must be t or T" }
        if let complaint = date(bytes[..<10]) { return "invalid date element: \(complaint)" }
        return time(bytes[11...]).map { "invalid time element: \($0)" }
    }

    static func duration(_ text: Substring) -> String? {
        guard text.hasPrefix("P") else { return "must start with P" }
        let rest = text.dropFirst()
        if rest.isEmpty { return "nothing after P" }
        if rest.hasSuffix("W") {
            let weeks = rest.dropLast()
            if weeks.isEmpty { return "no number in week" }
            return weeks.utf8.allSatisfy(isDigit) ? nil : "invalid week"
        }
        let parts = rest.split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count <= 2 else { return "more than one T" }
        for (part, units) in zip(parts, ["YMD", "HMS"]) {
            if units == "HMS", part.isEmpty { return "no time elements" }
            if let complaint = elements(part, units) { return complaint }
        }
        return nil
    }

    private static func elements(_ text: Substring, _ units: String) -> String? {
        var left = Substring(units)
        var rest = text
        while !rest.isEmpty {
            let digits = rest.utf8.prefix(while: isDigit)
            if digits.isEmpty { return "missing number" }
            rest = rest[digits.endIndex...]
            guard let unit = rest.popFirst() else { return "missing unit" }
            guard let place = left.firstIndex(of: unit) else {
                return "\(units.contains(unit) ? "unit out of order" : "invalid unit"): \(Quoted.text(String(unit)))"
            }
            left = left[left.index(after: place)...]
        }
        return nil
    }

    /// Two times, or a time and a duration, with a slash between them.
    static func period(_ text: String) -> String? {
        guard let slash = text.firstIndex(of: "/") else { return "missing slash" }
        let (start, end) = (text[..<slash], text[text.index(after: slash)...])
        let begin = start.hasPrefix("P") ? duration(start) : dateTime(String(start))
        if let begin { return "invalid start: \(begin)" }
        let finish = end.hasPrefix("P") && !start.hasPrefix("P") ? duration(end) : dateTime(String(end))
        return finish.map { "invalid end: \($0)" }
    }
}

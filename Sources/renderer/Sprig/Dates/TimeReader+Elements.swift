extension TimeReader {
    /// Reads an element.
    ///
    /// - Parameter next: The layout's next element.
    mutating func read(_ element: LayoutElement, before next: LayoutElement?) throws(Failure) {
        switch element {
        case .longYear:
            guard let first = rest.first, first.isDigit else { throw .mismatch }
            year = try integer(take(4))
        case .shortYear:
            let number = try integer(take(2))
            year = number + (number >= 69 ? 1900 : 2000)
        case .longMonth: month = try name(CalendarNames.months, prefix: .max) + 1
        case .shortMonth: month = try name(CalendarNames.months, prefix: 3) + 1
        case .month: month = try number(isPadded: false, 1...12, "month")
        case .paddedMonth: month = try number(isPadded: true, 1...12, "month")
        case .longWeekday: _ = try name(CalendarNames.weekdays, prefix: .max)
        case .shortWeekday: _ = try name(CalendarNames.weekdays, prefix: 3)
        case .day: day = try number(isPadded: false)
        case .paddedDay: day = try number(isPadded: true)
        case .spacedDay:
            skipSpace()
            day = try number(isPadded: false)
        case .spacedDayOfYear:
            skipSpace()
            skipSpace()
            dayOfYear = try threeDigits(isPadded: false)
        case .paddedDayOfYear: dayOfYear = try threeDigits(isPadded: true)
        default: try readClock(element, before: next)
        }
    }

    private mutating func readClock(_ element: LayoutElement, before next: LayoutElement?) throws(Failure) {
        switch element {
        case .hour: hour = try number(isPadded: false, 0...23, "hour")
        case .hour12: hour = try number(isPadded: false, 0...12, "hour")
        case .paddedHour12: hour = try number(isPadded: true, 0...12, "hour")
        case .minute: minute = try number(isPadded: false, 0...59, "minute")
        case .paddedMinute: minute = try number(isPadded: true, 0...59, "minute")
        case .second, .paddedSecond: try readSecond(isPadded: element == .paddedSecond, before: next)
        case .upperHalf: try readHalf("AM", "PM")
        case .lowerHalf: try readHalf("am", "pm")
        case .zoneName: try readZoneName()
        case .offset(let style): try readOffset(style)
        case .fraction(let digits, let isTrimmed, _):
            if isTrimmed {
                // As many digits as there are; none is as good.
                if let count = fractionDigits { try readFraction(count) }
            } else {
                try readFraction(digits)
            }
        default: break
        }
    }

    /// Digits with a sign that need not be there.
    private func integer(_ text: ArraySlice<UInt8>) throws(Failure) -> Int64 {
        let isNegative = text.first == UInt8(ascii: "-")
        let digits = isNegative || text.first == UInt8(ascii: "+") ? text.dropFirst() : text
        var number: Int64 = 0
        for digit in digits {
            guard digit.isDigit else { throw .mismatch }
            number = number &* 10 &+ Int64(digit - 48)
        }
        return isNegative ? 0 &- number : number
    }

    private mutating func skipSpace() {
        if rest.first == UInt8(ascii: " ") { rest = rest.dropFirst() }
    }

    private mutating func threeDigits(isPadded: Bool) throws(Failure) -> Int {
        let digits = rest.prefix(3).prefix { $0.isDigit }
        guard !digits.isEmpty, !isPadded || digits.count == 3 else { throw .mismatch }
        rest = rest.dropFirst(digits.count)
        return digits.reduce(0) { $0 * 10 + Int($1) - 48 }
    }

    /// A second may have a fraction of which the layout says nothing.
    private mutating func readSecond(isPadded: Bool, before next: LayoutElement?) throws(Failure) {
        second = try number(isPadded: isPadded, 0...59, "second")
        if case .fraction = next { return }
        if let count = fractionDigits { try readFraction(count) }
    }

    /// How many digits of a fraction follow; nil for none.
    private var fractionDigits: Int? {
        guard rest.first == UInt8(ascii: ".") || rest.first == UInt8(ascii: ",") else { return nil }
        let count = rest.dropFirst().prefix { $0.isDigit }.count
        return count > 0 ? count : nil
    }

    private mutating func readFraction(_ digits: Int) throws(Failure) {
        let text = try take(digits + 1)
        guard text.first == UInt8(ascii: ".") || text.first == UInt8(ascii: ",") else { throw .mismatch }
        let kept = text.dropFirst().prefix(9)
        let number = try integer(kept)
        guard number >= 0 else { throw .range("fractional second") }
        nanoseconds = (kept.count..<9).reduce(number) { number, _ in number * 10 }
    }

    private mutating func readHalf(_ morning: String, _ afternoon: String) throws(Failure) {
        let half = try take(2)
        if half.elementsEqual(afternoon.utf8) {
            isAfternoon = true
        } else if half.elementsEqual(morning.utf8) {
            // Once it is said that it is after noon, that counts.
            isAfternoon = isAfternoon ?? false
        } else {
            throw .mismatch
        }
    }

    private mutating func readOffset(_ style: LayoutElement.OffsetStyle) throws(Failure) {
        if style.usesZ, rest.first == UInt8(ascii: "Z") {
            rest = rest.dropFirst()
            isUTC = true
            return
        }
        let parts = 1 + (style.hasMinutes ? 1 : 0) + (style.hasSeconds ? 1 : 0)
        let width = style.hasColons ? 3 : 2
        let text = Array(try take(1 + 2 + (parts - 1) * width))
        if style.hasColons {
            for part in 1..<parts where text[part * 3] != UInt8(ascii: ":") { throw .mismatch }
        }
        var numbers = [0, 0, 0]
        var isNumber = true
        for part in 0..<parts where isNumber {
            let digits = text[(1 + part * width)..<(3 + part * width)]
            isNumber = digits.allSatisfy(\.isDigit)
            if isNumber { numbers[part] = digits.reduce(0) { $0 * 10 + Int($1) - 48 } }
        }
        // Some write 24 hours and 60 minutes.
        if numbers[2] > 60 { throw .range("time zone offset second") }
        if numbers[1] > 60 { throw .range("time zone offset minute") }
        if numbers[0] > 24 { throw .range("time zone offset hour") }
        guard isNumber else { throw .mismatch }
        let seconds = (numbers[0] * 60 + numbers[1]) * 60 + numbers[2]
        switch text[0] {
        case UInt8(ascii: "+"): offset = seconds
        case UInt8(ascii: "-"): offset = -seconds
        default: throw .mismatch
        }
    }
}

import GoTemplate

extension GoTime {
    /// The moment as its `String` method tells it.
    var text: [UInt8] { formatted(Array("2006-01-02 15:04:05.999999999 -0700 MST".utf8)) }

    /// The moment in a layout.
    func formatted(_ layout: [UInt8]) -> [UInt8] {
        var writer = Writer(time: self)
        for piece in LayoutElement.pieces(of: layout) {
            writer.output.append(contentsOf: piece.text)
            if let element = piece.element { writer.append(element) }
        }
        return writer.output
    }

    private struct Writer {
        let time: GoTime
        let date: CivilDate
        let clock: (hour: Int, minute: Int, second: Int)
        let period: TimeZone.Period
        var output: [UInt8] = []

        init(time: GoTime) {
            self.time = time
            date = time.date
            clock = time.clock
            period = time.period
        }

        mutating func append(_ element: LayoutElement) {
            switch element {
            case .longYear: append(date.year, width: 4)
            case .shortYear: append(Int64((date.year % 100).magnitude), width: 2)
            case .longMonth: append(CalendarNames.months[date.month - 1])
            case .shortMonth: append(CalendarNames.months[date.month - 1].prefix(3))
            case .month: append(date.month)
            case .paddedMonth: append(date.month, width: 2)
            case .longWeekday: append(CalendarNames.weekdays[date.weekday])
            case .shortWeekday: append(CalendarNames.weekdays[date.weekday].prefix(3))
            case .day: append(date.day)
            case .spacedDay: append(date.day, spacedTo: 2)
            case .paddedDay: append(date.day, width: 2)
            case .spacedDayOfYear: append(date.dayOfYear, spacedTo: 3)
            case .paddedDayOfYear: append(date.dayOfYear, width: 3)
            default: appendClock(element)
            }
        }

        private mutating func appendClock(_ element: LayoutElement) {
            switch element {
            case .hour: append(clock.hour, width: 2)
            case .hour12: append((clock.hour + 11) % 12 + 1)
            case .paddedHour12: append((clock.hour + 11) % 12 + 1, width: 2)
            case .minute: append(clock.minute)
            case .paddedMinute: append(clock.minute, width: 2)
            case .second: append(clock.second)
            case .paddedSecond: append(clock.second, width: 2)
            case .upperHalf: append(clock.hour >= 12 ? "PM" : "AM")
            case .lowerHalf: append(clock.hour >= 12 ? "pm" : "am")
            case .zoneName: appendZoneName()
            case .offset(let style): append(style)
            case .fraction(let digits, let isTrimmed, let separator): appendFraction(digits, isTrimmed, separator)
            default: break
            }
        }

        private mutating func append(_ text: some StringProtocol) { output.append(contentsOf: text.utf8) }

        private mutating func append(_ number: Int, width: Int = 0) { append(Int64(number), width: width) }

        private mutating func append(_ number: Int64, width: Int) {
            if number < 0 { output.append(UInt8(ascii: "-")) }
            let digits = String(number.magnitude)
            for _ in 0..<max(0, width - digits.utf8.count) { output.append(UInt8(ascii: "0")) }
            append(digits)
        }

        private mutating func append(_ number: Int, spacedTo width: Int) {
            let digits = String(number)
            for _ in 0..<max(0, width - digits.utf8.count) { output.append(UInt8(ascii: " ")) }
            append(digits)
        }

        private mutating func appendZoneName() {
            if !period.name.isEmpty { return append(period.name) }
            append(LayoutElement.OffsetStyle())
        }

        private mutating func append(_ style: LayoutElement.OffsetStyle) {
            let offset = period.offset
            if style.usesZ, offset == 0 { return append("Z") }
            // What is less than a minute has no sign.
            let minutes = offset / 60
            append(minutes < 0 ? "-" : "+")
            append(abs(minutes) / 60, width: 2)
            if style.hasMinutes {
                if style.hasColons { append(":") }
                append(abs(minutes) % 60, width: 2)
            }
            if style.hasSeconds {
                if style.hasColons { append(":") }
                append(minutes < 0 ? -offset % 60 : offset % 60, width: 2)
            }
        }

        private mutating func appendFraction(_ digits: Int, _ isTrimmed: Bool, _ separator: UInt8) {
            if isTrimmed, digits == 0 || time.nanoseconds == 0 { return }
            let text = String(time.nanoseconds)
            var fraction = Array(repeating: UInt8(ascii: "0"), count: 9 - text.utf8.count) + Array(text.utf8)
            fraction = Array(fraction.prefix(digits))
            if isTrimmed {
                while fraction.last == UInt8(ascii: "0") { fraction.removeLast() }
                if fraction.isEmpty { return }
            }
            output.append(separator)
            output.append(contentsOf: fraction)
        }
    }
}

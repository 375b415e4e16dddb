import GoTemplate

/// An integer of a Go type with a name and methods: a duration, a month, a weekday.
final class NamedInteger: TemplateObject {
    let type: GoType
    private let number: Value
    private let name: String
    private let methods: @Sendable (_ method: String) -> Function?

    init(_ number: Value, type: GoType, text: String, methods: @escaping @Sendable (String) -> Function? = { _ in nil }) {
        self.number = number
        self.type = type
        name = text
        self.methods = methods
    }

    var underlying: Value? { number }
    var text: ByteString? { ByteString(name) }

    func method(_ method: String) -> Function? {
        if method == "String" {
            let name = name
            return Function(parameters: [], result: .string) { _, _ in .text(name) }
        }
        return methods(method)
    }

    static func month(_ month: Int) -> Value {
        .object(NamedInteger(.int(month), type: monthType, text: CalendarNames.months[month - 1]))
    }

    static func weekday(_ weekday: Int) -> Value {
        .object(NamedInteger(.int(weekday), type: weekdayType, text: CalendarNames.weekdays[weekday]))
    }

    static let monthType = GoType.named("time.Month", underlying: .int)
    static let weekdayType = GoType.named("time.Weekday", underlying: .int)
    static let durationType = GoType.named("time.Duration", underlying: .int64)

    static func duration(_ nanoseconds: Int64) -> Value {
        .object(
            NamedInteger(.int64(nanoseconds), type: durationType, text: GoDuration.text(nanoseconds)) { method in
                durationMethod(method, nanoseconds)
            })
    }

    private static func durationMethod(_ name: String, _ nanoseconds: Int64) -> Function? {
        switch name {
        case "Nanoseconds": integer(nanoseconds)
        case "Microseconds": integer(nanoseconds / 1000)
        case "Milliseconds": integer(nanoseconds / 1_000_000)
        case "Seconds": float(nanoseconds, GoDuration.second)
        case "Minutes": float(nanoseconds, GoDuration.minute)
        case "Hours": float(nanoseconds, GoDuration.hour)
        case "Abs":
            Function(parameters: [], result: durationType) { _, _ in duration(Int64(clamping: nanoseconds.magnitude)) }
        case "Round":
            Function(parameters: [durationType], result: durationType) { arguments, _ in
                duration(GoDuration.rounded(nanoseconds, to: arguments[0].int64))
            }
        case "Truncate":
            Function(parameters: [durationType], result: durationType) { arguments, _ in
                let unit = arguments[0].int64
                return duration(unit > 0 ? nanoseconds - nanoseconds % unit : nanoseconds)
            }
        default: nil
        }
    }

    private static func integer(_ number: Int64) -> Function {
        Function(parameters: [], result: .int64) { _, _ in .int64(number) }
    }

    /// Whole units and the rest are divided one by one, as in Go: the last digits depend on it.
    private static func float(_ nanoseconds: Int64, _ unit: UInt64) -> Function {
        Function(parameters: [], result: .float64) { _, _ in
            let unit = Int64(unit)
            return .float64(Double(nanoseconds / unit) + Double(nanoseconds % unit) / Double(unit))
        }
    }
}

import GoTemplate
import JSON

/// A `time.Time` in a template, with the methods that a template can use.
final class TimeObject: TemplateObject {
    static let type = GoType.structure("time.Time")
    let time: GoTime

    init(_ time: GoTime) {
        self.time = time
    }

    var type: GoType { Self.type }
    var text: ByteString? { ByteString(time.text) }

    /// RFC 3339, as `time.Time` writes itself.
    var json: JSONValue? {
        .string(String(decoding: time.formatted(Array("2006-01-02T15:04:05.999999999Z07:00".utf8)), as: UTF8.self))
    }

    func method(_ name: String) -> Function? { part(name) ?? comparison(name) ?? change(name) }

    /// What a time consists of.
    private func part(_ name: String) -> Function? {
        let time = time
        func number(_ number: Int64) -> Function { Function(parameters: [], result: .int) { _, _ in .integer(number, .int) } }
        func wide(_ number: Int64) -> Function { Function(parameters: [], result: .int64) { _, _ in .int64(number) } }
        switch name {
        case "Year": return number(time.date.year)
        case "Month": return Function(parameters: [], result: NamedInteger.monthType) { _, _ in .month(time) }
        case "Day": return number(Int64(time.date.day))
        case "YearDay": return number(Int64(time.date.dayOfYear))
        case "Weekday": return Function(parameters: [], result: NamedInteger.weekdayType) { _, _ in .weekday(time) }
        case "Hour": return number(Int64(time.clock.hour))
        case "Minute": return number(Int64(time.clock.minute))
        case "Second": return number(Int64(time.clock.second))
        case "Nanosecond": return number(time.nanoseconds)
        case "Unix": return wide(time.seconds)
        case "UnixMilli": return wide(time.seconds &* 1000 &+ time.nanoseconds / 1_000_000)
        case "UnixMicro": return wide(time.seconds &* 1_000_000 &+ time.nanoseconds / 1000)
        case "UnixNano": return wide(time.seconds &* GoTime.nanosecondsPerSecond &+ time.nanoseconds)
        case "String": return Function(parameters: [], result: .string) { _, _ in .string(ByteString(time.text)) }
        case "Format":
            return Function(parameters: [.string], result: .string) { arguments, _ in
                .string(ByteString(time.formatted(arguments[0].byteString.bytes)))
            }
        default: return nil
        }
    }

    private func comparison(_ name: String) -> Function? {
        let time = time
        func compare(_ body: @escaping @Sendable (GoTime) -> Bool) -> Function {
            Function(parameters: [Self.type], result: .bool) { arguments, _ in .bool(arguments[0].time.map(body) ?? false) }
        }
        switch name {
        case "IsZero": return Function(parameters: [], result: .bool) { _, _ in .bool(time.isZero) }
        case "IsDST":
            return Function(parameters: [], result: .bool) { _, _ in .bool(time.period.kind.isDaylightSaving) }
        case "Before": return compare { time.isBefore($0) }
        case "After": return compare { $0.isBefore(time) }
        case "Equal": return compare { time.isSameMoment(as: $0) }
        case "Compare":
            return Function(parameters: [Self.type], result: .int) { arguments, _ in
                guard let other = arguments[0].time else { return .int(0) }
                return .int(time.isBefore(other) ? -1 : time.isSameMoment(as: other) ? 0 : 1)
            }
        default: return nil
        }
    }

    private func change(_ name: String) -> Function? {
        let time = time
        let duration = NamedInteger.durationType
        func make(_ parameters: [GoType], _ body: @escaping @Sendable ([Value]) -> GoTime) -> Function {
            Function(parameters: parameters, result: Self.type) { arguments, _ in .time(body(arguments)) }
        }
        switch name {
        case "UTC": return make([]) { _ in time.shown(in: .utc) }
        case "Local": return make([]) { _ in time.shown(in: .local) }
        case "Add": return make([duration]) { time.adding(nanoseconds: $0[0].int64) }
        case "AddDate":
            return make([.int, .int, .int]) { time.adding(years: $0[0].int64, months: $0[1].int64, days: $0[2].int64) }
        case "Truncate":
            return make([duration]) { time.adding(nanoseconds: 0 &- time.remainder(of: $0[0].int64)) }
        case "Round":
            return make([duration]) { arguments in
                let unit = arguments[0].int64
                let remainder = time.remainder(of: unit)
                let isDown = remainder < unit - remainder
                return time.adding(nanoseconds: unit <= 0 ? 0 : isDown ? 0 &- remainder : unit - remainder)
            }
        case "Sub":
            return Function(parameters: [Self.type], result: duration) { arguments, _ in
                NamedInteger.duration(arguments[0].time.map { time.nanoseconds(since: $0) } ?? 0)
            }
        default: return nil
        }
    }
}

extension Value {
    /// A `time.Time`.
    static func time(_ time: GoTime) -> Value { .object(TimeObject(time)) }

    /// The month of a time.
    fileprivate static func month(_ time: GoTime) -> Value { NamedInteger.month(time.date.month) }

    /// The weekday of a time.
    fileprivate static func weekday(_ time: GoTime) -> Value { NamedInteger.weekday(time.date.weekday) }

    /// The time, if it is a `time.Time`.
    var time: GoTime? {
        if case .object(let object) = self, let time = object as? TimeObject { time.time } else { nil }
    }
}

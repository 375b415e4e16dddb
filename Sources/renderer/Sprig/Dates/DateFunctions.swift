import GoTemplate

/// Dates, with Go's layouts, durations and time zones; the local zone is UTC.
enum DateFunctions {
    static let functions: FunctionMap = {
        var all = FunctionMap()
        all["now"] = now
        all["ago"] = ago
        all["date"] = date
        all["date_in_zone"] = dateInZone
        all["dateInZone"] = dateInZone
        all["date_modify"] = dateModify
        all["dateModify"] = dateModify
        all["must_date_modify"] = mustDateModify
        all["mustDateModify"] = mustDateModify
        all["htmlDate"] = htmlDate
        all["htmlDateInZone"] = htmlDateInZone
        all["toDate"] = toDate
        all["mustToDate"] = mustToDate
        all["unixEpoch"] = unixEpoch
        all["duration"] = duration
        all["durationRound"] = durationRound
        return all
    }()

    private static let now = Function(parameters: [], result: TimeObject.type) { _, execution throws(FunctionError) in
        .time(GoTime(try execution.now()))
    }

    private static let ago = Function(parameters: [.any], result: .string) { arguments, execution throws(FunctionError) in
        let now = GoTime(try execution.now())
        var time = now
        switch arguments[0] {
        case .integer(let seconds, .int), .integer(let seconds, .int64):
            time = GoTime(seconds: seconds, nanoseconds: 0, zone: .local)
        default: if let given = arguments[0].time { time = given }
        }
        let elapsed = GoDuration.rounded(now.nanoseconds(since: time), to: Int64(GoDuration.second))
        return .text(GoDuration.text(elapsed))
    }

    private static let date = Function(parameters: [.string, .any], result: .string) {
        arguments, execution throws(FunctionError) in
        try formatted(arguments[1], arguments[0].byteString, in: .local, execution)
    }

    private static let dateInZone = Function(
        parameters: [.string, .any, .string], result: .string
    ) { arguments, execution throws(FunctionError) in
        try formatted(arguments[1], arguments[0].byteString, in: zone(arguments[2]), execution)
    }

    private static let htmlDate = Function(parameters: [.any], result: .string) { arguments, execution throws(FunctionError) in
        try formatted(arguments[0], "2006-01-02", in: .local, execution)
    }

    private static let htmlDateInZone = Function(
        parameters: [.any, .string], result: .string
    ) { arguments, execution throws(FunctionError) in
        try formatted(arguments[0], "2006-01-02", in: zone(arguments[1]), execution)
    }

    private static let dateModify = Function(parameters: [.string, TimeObject.type], result: TimeObject.type) { arguments, _ in
        guard let time = arguments[1].time else { return .time(.zero) }
        guard let duration = try? GoDuration.parse(arguments[0].byteString) else { return .time(time) }
        return .time(time.adding(nanoseconds: duration))
    }

    private static let mustDateModify = Function(
        parameters: [.string, TimeObject.type], result: TimeObject.type, returnsError: true
    ) { arguments, _ throws(FunctionError) in
        let duration = try GoDuration.parse(arguments[0].byteString)
        return .time((arguments[1].time ?? .zero).adding(nanoseconds: duration))
    }

    private static let toDate = Function(parameters: [.string, .string], result: TimeObject.type) { arguments, _ in
        let (layout, text) = (arguments[0].byteString, arguments[1].byteString)
        return .time((try? GoTime.parse(text.bytes, layout: layout.bytes, in: .local)) ?? .zero)
    }

    private static let mustToDate = Function(
        parameters: [.string, .string], result: TimeObject.type, returnsError: true
    ) { arguments, _ throws(FunctionError) in
        let (layout, text) = (arguments[0].byteString, arguments[1].byteString)
        return .time(try GoTime.parse(text.bytes, layout: layout.bytes, in: .local))
    }

    private static let unixEpoch = Function(parameters: [TimeObject.type], result: .string) { arguments, _ in
        .text("\(arguments[0].time?.seconds ?? 0)")
    }

    private static let duration = Function(parameters: [.any], result: .string) { arguments, _ in
        let seconds: Int64
        switch arguments[0] {
        case .integer(let number, .int64): seconds = number
        case .string(let text): seconds = clampedInteger(text)
        default: seconds = 0
        }
        return .text(GoDuration.text(seconds &* Int64(GoDuration.second)))
    }

    private static let durationRound = Function(
        parameters: [.any], result: .string
    ) { arguments, execution throws(FunctionError) in
        var nanoseconds: Int64 = 0
        switch arguments[0] {
        case .integer(let number, .int64): nanoseconds = number
        case .string(let text): nanoseconds = (try? GoDuration.parse(text)) ?? 0
        default: if let time = arguments[0].time { nanoseconds = GoTime(try execution.now()).nanoseconds(since: time) }
        }
        return .text(GoDuration.rough(nanoseconds))
    }

    /// Seconds since 1970 of the integer types that sprig knows, a time, and now for anything else.
    private static func formatted(
        _ value: Value, _ layout: ByteString, in zone: TimeZone, _ execution: Execution
    ) throws(FunctionError) -> Value {
        let time: GoTime
        switch value {
        case .integer(let seconds, .int), .integer(let seconds, .int32), .integer(let seconds, .int64):
            time = GoTime(seconds: seconds, nanoseconds: 0, zone: .local)
        default:
            if let given = value.time { time = given } else { time = GoTime(try execution.now()) }
        }
        // A layout is taken apart into pieces before it is written.
        try execution.charge(bytes: layout.count &* 16)
        return .string(ByteString(time.shown(in: zone).formatted(layout.bytes)))
    }

    private static func zone(_ name: Value) -> TimeZone {
        TimeZoneDatabase.shared.zone(named: name.byteString.description) ?? .utc
    }

    /// What `strconv.ParseInt` answers beside its error: 0 for no number, the nearest for one that is too large.
    private static func clampedInteger(_ text: ByteString) -> Int64 {
        let bytes = text.bytes
        let isNegative = bytes.first == UInt8(ascii: "-")
        let digits = isNegative || bytes.first == UInt8(ascii: "+") ? bytes.dropFirst() : bytes[...]
        guard !digits.isEmpty, digits.allSatisfy(\.isDigit) else { return 0 }
        return Int64(text.description) ?? (isNegative ? .min : .max)
    }
}

/// The timestamps that go-yaml v2 knows, which stay strings but are quoted on the way out.
///
/// These are, in the layouts of Go's `time.Parse`: `2006-1-2T15:4:5.999999999Z07:00`, the same with a small `t`,
/// `2006-1-2 15:4:5.999999999` and `2006-1-2`.
struct Timestamp {
    private var rest: Slice<UnsafeBufferPointer<UInt8>>

    /// Whether a text is a timestamp.
    static func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count >= 8, text[4] == UInt8(ascii: "-"), text.prefix(4).allSatisfy(isDigit) else { return false }
        var timestamp = Timestamp(rest: text.dropFirst(5))
        return timestamp.matches(year: text.prefix(4).reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) })
    }

    private mutating func matches(year: Int) -> Bool {
        guard let month = number(), 1...12 ~= month, skip(UInt8(ascii: "-")), let day = number(),
            1...Timestamp.days(in: month, of: year) ~= day
        else { return false }
        guard let separator = rest.popFirst() else { return true }
        guard let hour = number(), hour < 24, skip(UInt8(ascii: ":")), let minute = number(), minute < 60,
            skip(UInt8(ascii: ":")), let second = number(), second < 60
        else { return false }
        skipFraction()
        switch separator {
        case UInt8(ascii: " "): return rest.isEmpty
        case UInt8(ascii: "T"), UInt8(ascii: "t"): return matchesZone()
        default: return false
        }
    }

    /// `Z`, or a sign, two digits, a colon and two digits.
    private mutating func matchesZone() -> Bool {
        guard let sign = rest.popFirst() else { return false }
        if sign == UInt8(ascii: "Z") { return rest.isEmpty }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), rest.count == 5, let hour = number(exactly: 2), hour <= 24,
            skip(UInt8(ascii: ":")), let minute = number(exactly: 2), minute <= 60
        else { return false }
        return rest.isEmpty
    }

    /// Reads one digit or two.
    private mutating func number() -> Int? {
        guard let first = rest.first, Timestamp.isDigit(first) else { return nil }
        rest.removeFirst()
        var value = Int(first - UInt8(ascii: "0"))
        if let second = rest.first, Timestamp.isDigit(second) {
            rest.removeFirst()
            value = value * 10 + Int(second - UInt8(ascii: "0"))
        }
        return value
    }

    private mutating func number(exactly count: Int) -> Int? {
        guard rest.prefix(count).count == count, rest.prefix(count).allSatisfy(Timestamp.isDigit) else { return nil }
        return number()
    }

    private mutating func skip(_ byte: UInt8) -> Bool {
        guard rest.first == byte else { return false }
        rest.removeFirst()
        return true
    }

    /// Moves over a point or a comma with digits after it.
    private mutating func skipFraction() {
        guard let mark = rest.first, mark == UInt8(ascii: ".") || mark == UInt8(ascii: ","),
            let digit = rest.dropFirst().first, Timestamp.isDigit(digit)
        else { return }
        rest.removeFirst()
        rest = rest.drop(while: Timestamp.isDigit)
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}

import JSON
import TemplateTesting
import TestSupport

/// Makes formats, well- and ill-formed, and arguments for them.
struct FormatCaseGenerator {
    var random: SeededGenerator

    mutating func next(_ number: Int) -> OracleCase {
        var format: [UInt8] = []
        var directives = 0
        for _ in 0..<(1 + random.below(3)) {
            if random.once(in: 3) { format += Array(random.one(of: ["a", " ", "|", "ü", "100%% "]).utf8) }
            format += directive()
            directives += 1
        }
        if random.once(in: 40) { format.append(UInt8(ascii: "%")) }
        if random.once(in: 60) { format += [0xFF, UInt8(ascii: "%"), 0xE2] }
        let count = random.once(in: 8) ? random.below(4) : directives
        var arguments: [JSONValue] = []
        for _ in 0..<count { arguments.append(value(depth: 0)) }
        return OracleCase(name: "format \(number)", subject: .format(format), data: .array(arguments))
    }

    private mutating func directive() -> [UInt8] {
        var text = "%"
        for flag in ["+", "-", "#", " ", "0"] where random.once(in: 5) { text += flag }
        if random.once(in: 15) { text += random.one(of: ["[1]", "[2]", "[3]", "[9]", "[0]", "[x]", "[-1]", "[", "[]", "[1"]) }
        if random.once(in: 3) { text += random.one(of: ["1", "5", "12", "30", "*", "0", "100000000"]) }
        if random.once(in: 3) {
            text += "." + random.one(of: ["", "0", "1", "2", "3", "6", "10", "20", "40", "*", "-3", "[2]*", "[1]"])
        }
        if random.once(in: 25) { text += random.one(of: ["[1]", "[2]", "[3]"]) }
        let verbs = "vvvvvdddsssqqqxxXXTtbcoOUeEfFgGgfe%wzkü"
        text += String(random.one(of: Array(verbs)))
        return Array(text.utf8)
    }

    /// A value as JSON can tell it, deeper ones more rarely.
    mutating func value(depth: Int) -> JSONValue {
        switch random.below(depth < 3 ? 14 : 11) {
        case 0: return .null
        case 1: return .bool(random.once(in: 2))
        case 2: return .integer(Int64(random.below(20)) - 5)
        case 3: return .integer(Int64(truncatingIfNeeded: random.next() >> UInt64(random.below(64))))
        case 4: return random.one(of: [.integer(.min), .integer(.max), 0, -1, 65, 8364, 128512, 1114112, 55296])
        case 5: return JSONValue(Self.double(from: random.next())) ?? 0.5
        case 6: return JSONValue(Double(Int64(truncatingIfNeeded: random.next()) >> Int64(30 + random.below(30))) / 100) ?? 0.5
        case 7:
            return random.one(of: [
                0.5, 1.5, 2.5, 100000.0e1, 1e20, 1e21, 1e22, 1e-5, 0.1, 0.3, 1.7976931348623157e308,
                JSONValue(Double.leastNonzeroMagnitude) ?? 0.5, 123456789.0e-1,
                1e6, 1e100, 0.000001, 2.2250738585072014e-308, 4.35, 0.045, 999999.5,
            ])
        case 8, 9, 10:
            return random.one(of: [
                "", "hi", "a b", "x\ty\n", "\u{0}\u{1}\u{7f}", "日本語", "e\u{301}", "\u{200B}\u{FEFF}", "`tick`",
                "\"quoted\" 'and' \\",
                "😀 smile", "<b>&amp;</b>", "%d", "\u{FFFD}", "\u{E000}\u{10FFFF}", "long enough to be no small string",
            ])
        case 11, 12:
            return .array((0..<random.below(4)).map { _ in value(depth: depth + 1) })
        default:
            let keys = ["a", "b", "c", "zeta", "ä", "10", "9"].shuffled(using: &random).prefix(random.below(4))
            return .object(JSONObject(keys.map { ($0, value(depth: depth + 1)) }))
        }
    }

    private static func double(from bits: UInt64) -> Double {
        let number = Double(bitPattern: bits)
        return number.isFinite ? number : 1.25
    }
}

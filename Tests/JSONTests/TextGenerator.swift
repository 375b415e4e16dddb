import TestSupport

/// Makes JSON texts by RFC 8259's grammar: every kind of white space, escape, number and nesting.
struct TextGenerator {
    private var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func next() -> [UInt8] { Array((space() + value(depth: 0) + space()).utf8) }

    /// A text with a few bytes replaced, removed, doubled or put in, or its end cut off.
    mutating func broken() -> [UInt8] {
        var bytes = next()
        for _ in 0...random.below(3) {
            let place = random.below(bytes.count)
            let byte = random.once(in: 4) ? UInt8(random.below(256)) : random.one(of: Self.marks)
            switch random.below(5) {
            case 0 where bytes.count > 1: bytes.remove(at: place)
            case 1: bytes.insert(bytes[place], at: place)
            case 2: bytes.insert(byte, at: place)
            case 3 where random.once(in: 4): bytes.removeLast(bytes.count - place - 1)
            default: bytes[place] = byte
            }
        }
        return bytes
    }

    private static let marks = Array("{}[]:,\"\\ \n0-.e+utfn/\u{1}é".utf8)

    private mutating func value(depth: Int) -> String {
        switch random.below(depth < 6 ? 9 : 6) {
        case 0...1: string()
        case 2...3: number()
        case 4...5: random.one(of: ["true", "false", "null"])
        case 6: "[" + space() + list { $0.value(depth: depth + 1) } + space() + "]"
        default: "{" + space() + list { $0.string() + $0.space() + ":" + $0.space() + $0.value(depth: depth + 1) } + space() + "}"
        }
    }

    private mutating func list(_ element: (inout TextGenerator) -> String) -> String {
        (0..<random.below(6)).map { _ in element(&self) }.joined(separator: space() + "," + space())
    }

    private mutating func space() -> String { random.once(in: 3) ? random.one(of: [" ", "\n", "\t", "\r\n", "  \n  "]) : "" }

    private mutating func number() -> String {
        var text = random.once(in: 3) ? "-" : ""
        text += random.once(in: 4) ? "0" : String(1 + random.below(9)) + digits(random.below(22))
        if random.once(in: 4) { text += "." + digits(1 + random.below(8)) }
        if random.once(in: 6) { text += random.one(of: ["e", "E", "e+", "e-", "E-"]) + digits(1 + random.below(3)) }
        return text
    }

    private mutating func digits(_ count: Int) -> String { String((0..<count).map { _ in random.one(of: Array("0123456789")) }) }

    private mutating func string() -> String {
        let parts = (0..<random.below(8)).map { _ in random.one(of: Self.parts) }
        return "\"" + parts.joined() + "\""
    }

    private static let parts = [
        "a", "key", "name", "a longer text of words", String(repeating: "x", count: 70), "é", "日本語", "😀", "\u{7f}", "\u{2028}",
        " ", "\\n",
        "\\t", "\\\"", "\\\\", "\\/", "\\b", "\\f", "\\r", "\\u0041", "\\u00e9", "\\u2028", "\\ud83d\\ude00", "\\u0000", "{[,:]}",
        "<&>", "\u{ffff}",
    ]
}

import JSON
import TestSupport

/// Makes JSON values with every kind of string that a writer of YAML must think about.
struct ValueGenerator {
    private var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func next() -> JSONValue { value(depth: 0) }

    private mutating func value(depth: Int) -> JSONValue {
        switch random.below(depth < 5 ? 10 : 7) {
        case 0...3: return .string(string())
        case 4: return .integer(random.once(in: 3) ? Int64.random(in: .min ... .max, using: &random) : Int64(random.below(1000)))
        case 5: return number()
        case 6: return random.one(of: [nil, true, false])
        case 7: return .array((0..<random.below(5)).map { _ in value(depth: depth + 1) })
        default: return .object(JSONObject((0..<random.below(6)).map { _ in (key(), value(depth: depth + 1)) }))
        }
    }

    private mutating func number() -> JSONValue {
        let value = Double(random.below(2_000_000) - 1_000_000) / [1.0, 10, 1000, 1e9, 1e-9, 1e-20, 1e300][random.below(7)]
        return (try? JSONValue(parsing: "\(value)")) ?? 0
    }

    private mutating func key() -> String {
        switch random.below(6) {
        case 0: random.one(of: ScalarCorpus.plain)
        case 1: string()
        default:
            random.one(of: [
                "name", "Kind", "k9", "k10", "k09", "k1a", "a.b/c", "a-b", "_", "é", "日本", "k", "kk", "K10", "10", "9",
            ])
        }
    }

    private mutating func string() -> String {
        switch random.below(8) {
        case 0: random.one(of: ScalarCorpus.plain)
        case 1: random.one(of: ScalarCorpus.quoted)
        case 2:
            (0..<random.below(5)).map { _ in words(4) }.joined(separator: "\n") + random.one(of: ["", "\n", "\n\n", " ", "\n "])
        case 3: words(40)
        case 4: String((0..<random.below(12)).map { _ in random.one(of: Self.characters) })
        case 5: String(repeating: random.one(of: ["a", "é", " ", "ab ", "-"]), count: random.below(200))
        default: words(6)
        }
    }

    private static let characters = Array("ab10 \n\t:#-,[]{}&*!|>'\"%@`?\\/é😀\u{85}\u{a0}\u{2028}\u{feff}\u{1}\u{7f}\r~=<")

    private mutating func words(_ most: Int) -> String {
        let words = (0...random.below(most)).map { _ in
            random.one(of: [
                "alpha", "b", "10", "x: y", "#c", "d #e", "é", "😀", "-", "yes", "it's", "\"q\"", "", "  ",
                "https://example.com/path",
            ])
        }
        return words.joined(separator: " ")
    }
}

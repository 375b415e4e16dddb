import JSON
import TemplateTesting
import TestSupport

/// Makes patterns of RE2's grammar, some of them broken, and texts that they may match.
struct RegexCaseGenerator {
    private var random: SeededGenerator

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    private static let atoms = [
        "a", "b", "c", "ä", "日", ".", "[ab]", "[^a]", "[a-c]", "[[:digit:]x]", "[^\\n]", "\\d", "\\w", "\\s", "\\W", "\\pL",
        "\\PN",
        "\\p{Latin}", "\\b", "\\B", "^", "$", "\\A", "\\z", "\\.", "\\x61", "\\x{e4}", "\\n", "(a)", "(?:b)", "(?P<n>c)",
        "(?i:A)",
        "(?i)", "(?s)", "(?m)", "(?U)", "\\Qa.b\\E", "()", "\\_", "\\-", "[\\w-]", "x", "1", " ", "[]a]", "\\07", "\\C",
        "(?<m>b)", "[\\_-]",
    ]
    private static let operators = ["*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,}", "{,2}", "{2,1}", "{1001}"]
    private static let broken = [
        "(", ")", "[", "]", "*", "+", "\\", "\\8", "[b-a]", "[[:x:]]", "(?", "(?P<", "(?P<n>", "\\p{X}", "\\x", "{2}", "(?=a)",
        "|", "**",
    ]
    private static let texts = ["a", "b", "c", "ä", "日", " ", "\n", "1", "x", "A", ".", "_", "a.b", "-", "É", "ſ"]
    private static let replacements = ["$0", "${1}", "$1x", "$n", "${n}", "$$", "-", "", "$", "${", "$2", "<${0}>", "$m"]

    mutating func next(_ number: Int) -> OracleCase {
        let pattern = pattern(depth: 0)
        var text = ""
        for _ in 0..<random.below(12) { text += random.one(of: Self.texts) }
        let limit = random.one(of: [-1, -1, 0, 1, 2, 3])
        let replacement = random.one(of: Self.replacements) + random.one(of: Self.replacements)
        let template = random.one(of: [
            "{{ mustRegexMatch .p .s }}", "{{ mustRegexFind .p .s | printf \"%q\" }}",
            "{{ mustRegexFindAll .p .s \(limit) | printf \"%q\" }}",
            "{{ mustRegexReplaceAll .p .s .r | printf \"%q\" }}", "{{ mustRegexReplaceAllLiteral .p .s .r | printf \"%q\" }}",
            "{{ mustRegexSplit .p .s \(limit) | printf \"%q\" }}", "{{ regexFind .p .s | printf \"%q\" }}",
            "{{ regexMatch .p .s }}",
        ])
        return OracleCase(
            name: "pattern \(number) \(pattern.debugDescription)",
            subject: .templates([("main", Array(template.utf8))], options: []),
            data: ["p": .string(pattern), "s": .string(text), "r": .string(replacement)])
    }

    private mutating func pattern(depth: Int) -> String {
        var pattern = ""
        for _ in 0...random.below(4) {
            if depth < 3, random.once(in: 5) {
                pattern += random.one(of: ["(", "(?:", "(?i:"]) + self.pattern(depth: depth + 1) + ")"
            } else if random.once(in: 25) {
                pattern += random.one(of: Self.broken)
            } else {
                pattern += random.one(of: Self.atoms)
            }
            if random.once(in: 3) { pattern += random.one(of: Self.operators) }
            if random.once(in: 8) { pattern += "|" }
        }
        return pattern
    }
}

import GoTemplate
import JSON
import TestSupport
import Testing

@testable import Helm

/// `fromToml` beside Go's decoder.
@Suite(.timeLimit(.minutes(5))) struct TOMLReadingTests {
    private static let whole = "{{ $m := fromToml .text }}{{ $m }}|{{ toJson $m }}|{{ toToml $m }}"
    private static let types = #"{{ printf "%#v" (fromToml .text) }}"#

    private func ours(_ text: String, _ template: String) throws -> String {
        var set = TemplateSet(functions: HelmFunctions.functions())
        try set.parse(template, name: "main")
        return String(decoding: try set.render("main", data: ["text": .string(text)]), as: UTF8.self)
    }

    private func compare(_ texts: [String], _ template: String) async throws {
        let expected = try await HelmOracle.shared().texts(texts, through: template)
        for (text, answer) in zip(texts, expected) where !answer.hasPrefix("panic: ") {
            #expect(try ours(text, template) == answer, "\(text.debugDescription)")
        }
    }

    private static let values: [String] = [
        "", "# only a comment", "a = 1", "a=1#c", "a = 1 # c\nb = 2", "\n\n a = 1\n\n", "a = \"x\"", "a = 'x\\y'",
        "\"a b\" = 1\n'c.d' = 2",
        "a.b.c = 1\na.b.d = 2\na.e = 3", "a . b = 1", "\"\" = 1", "[a]\nb = 1\n[a.c]\nd = 2", "[a.b]\nc = 1\n[a]\nd = 2",
        "[ a . \"b c\" ]\nd = 1", "[[a]]\nb = 1\n[[a]]\nb = 2\n[a.c]\nd = 3", "[[a.b]]\nc = 1\n[[a.b.d]]\ne = 2\n[[a.b]]",
        "a = [1, 2, 3,]", "a = [ ]", "a = [\n 1, # one\n 2\n]", "a = [[1, 2], ['x', \"y\"], []]", "a = [1, 'x', true, 1.5]",
        "a = {}", "a = {b = 1, c = 'x'}", "a = { b = { c = { d = 1 } } }", "a = [{b = 1}, {b = 2, c = 3}]",
        "a = {b.c = 1, b.d = 2}",
        "a = +99\nb = -17\nc = 0\nd = +0\ne = -0", "a = 1_000\nb = 0xDEAD_beef\nc = 0o755\nd = 0b1101", "a = 9223372036854775807",
        "a = -9223372036854775808",
        "a = 1.0\nb = 3.1415\nc = -0.01\nd = 5e+22\ne = 1e06\nf = -2E-2\ng = 6.626e-34\nh = 224_617.445_991",
        "a = 0e0\nb = 0.0\nc = -0.0", "a = true\nb = false", "a = \"\\t\\n\\r\\\"\\\\\\u00e9\\U0001F600\"",
        "a = \"\"", "a = ''", "a = \"\"\"\"\"\"", "a = ''''''", "a = \"\"\"x\"\"\"", "a = \"\"\"\nx\ny\n\"\"\"",
        "a = '''\nx\\n\n'''",
        "a = \"\"\"x\"\"\"\"\"", "a = \"\"\"x\"\" y\"\"\"", "a = '''x'''''", "a = \"\"\"x\\\"\"\"\"\"\"",
        "a = \"é\"\n\"ü\" = 'ö'",
        "a = 1979-05-27T07:32:00Z", "a = 1979-05-27T00:32:00-07:00", "a = 1979-05-27T00:32:00.999999-07:00",
        "a = 1979-05-27 07:32:00Z",
        "a = 1979-05-27t07:32:00z", "a = 1979-05-27T07:32:00", "a = 1979-05-27T00:32:00.5", "a = 1979-05-27", "a = 07:32:00",
        "a = 00:32:00.999", "a = [1979-05-27, 07:32:00]", "a = 1979-05-27 # c", "[a]\n[b]\n[c.d]", "a = 1\r\nb = 2\r\n",
        "\t a\t=\t1\t",
        "1 = 1\n-_ = 2", "true = 1\n1.2 = 3", "a.b = 1\n[a.c]\nd = 2", "a = [1]\na = [2]", "[a]\nb.c = 1\nb.d = 2\n[a.e]",
        "a = {b = [{c = 1}]}", "a = [[{b = 1}], [{c = 2}]]",
    ]

    private static let mistakes: [String] = [
        "a", "a =", "a = ", "= 1", ".a = 1", "a. = 1", "a..b = 1", "a b = 1", "a = 1 b = 2", "a = 1 2", "a\n= 1", "a = \n1",
        "!a = 1",
        "a = x", "a = truee", "a = tru", "a = True", "a = inf x", "a = nax", "a = nnf", "a = ian", "a = inx", "a = in", "a = n",
        "a = i",
        "a = +x", "a = +inf0", "a = +na", "a = -ix", "a = -", "a = +.5", "a = .5", "a = 5.", "a = 5.e1", "a = 1e", "a = 1e+",
        "a = 1.2.3",
        "a = 1e5e6", "a = 1.2-3", "a = 01", "a = -01", "a = +00", "a = 0_1", "a = 1__2", "a = 1_", "a = _1", "a = 1_.5",
        "a = 1._5",
        "a = 00.5", "a = 0x", "a = 0xg", "a = 0b2", "a = 0o8", "a = 0x_1", "a = 0x1_", "a = 0b12", "a = -0x1", "a = +0b1",
        "a = 0X1",
        "a = 9223372036854775808", "a = -9223372036854775809", "a = 0xFFFFFFFFFFFFFFFF", "a = 1e400", "a = -1e400", "a = 1e-400",
        "a = \"x", "a = \"x\n\"", "a = 'x", "a = 'x\n'", "a = \"\"\"x", "a = '''x", "a = \"\\x\"", "a = \"\\", "a = \"\\u12\"",
        "a = \"\\uD800\"",
        "a = \"\\U00110000\"", "a = \"\\uxyzw\"", "a = \"ab\\u12", "a = \"\\ \"", "a = \"\"\"\\q\"\"\"",
        "a = \"\"\"x\"\"\"\"\"\"", "a = '''x''''''",
        "a = \"\"\"\\ x\"\"\"", "a = [", "a = [1", "a = [1,", "a = [1 2]", "a = [,]", "a = [1,,2]", "a = [}", "a = [1}", "a = {",
        "a = {b", "a = {b = 1",
        "a = {b = 1,}", "a = {,}", "a = {b = 1 c = 2}", "a = {b = 1\n}", "a = {\nb = 1}", "a = {b = 1, b = 2}",
        "a = {b = 1 # c\n}", "a = {b}",
        "a = {b = 1,, c = 2}", "a = {= 1}", "a = 1\na = 2", "a = 1\na.b = 2", "a.b = 1\na = 2", "[a]\n[a]", "[a]\nb = 1\n[a.b]",
        "[a]\nb = 1\n[[a]]",
        "[[a]]\n[a]", "a = []\n[[a]]", "a = [{b = 1}]\n[[a]]", "a = {b = 1}\n[a]", "a = {b = 1}\n[a.c]", "a = {b = 1}\na.c = 2",
        "a.b = 1\na.c = 2\n[a]",
        "[a.b]\n[a]\nb = 1", "a = 1\n[a.b]", "[a]\nb = 1\nb = 2", "[a]\nb = 1\n\n\nc = x", "[a.b]\nc = \"x\ny\"", "[", "[]", "[a",
        "[a.", "[.a]", "[a.]", "[a..b]",
        "[a b]", "[a]]", "[[a]", "[[a", "[[]]", "[[a] ]", "[a] x", "[a] = 1", "[a]\n]", "]", "\"a\nb\" = 1", "\"a", "'a' 'b' = 1",
        "\"\"\"a\"\"\" = 1", "a = \u{1}",
        "a = \"\u{1}\"", "# \u{7F}", "\u{0}", "a = 1\u{0}", "abcdefg\u{0}", "a = \"x\"\r", "a\r= 1", "\u{FEFF}a = 1", "é = 1",
        "a = é", "a = 1979-05-27T", "a = 1979-13-01",
        "a = 1979-02-30", "a = 25:00:00", "a = 07:32", "a = 1979-05-27T07:32", "a = 1-2", "a = 12:",
        "a = 1979-05-27 x", "a = \u{FFFD}",
        "\"a\\q\" = 1", "[\"a\\u00\"]", "a.\"b\" . 'c' = 1\na.b.c = 2", "a = { b.c = 1, b.c = 2 }",
        "[[a]]\nb = 1\n[[a]]\nb = 1\nb = 2",
    ]

    @Test func whatGoReadsIsReadTheSame() async throws {
        try await compare(Self.values, Self.whole)
        // Which Go it is decides how JSON writes these two.
        try await compare(["a = \"\\b\\f\""], "{{ fromToml .text }}")
        try await compare(Self.values.filter { !$0.contains("1979") && !$0.contains(":") }, Self.types)
    }

    @Test func mistakesAreToldInGosWords() async throws {
        try await compare(Self.mistakes, "{{ fromToml .text }}")
    }

    @Test func randomTextsAreReadTheSame() async throws {
        var random = SeededGenerator(seed: 5)
        let pool = (Self.values + Self.mistakes).flatMap {
            $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        }
        let alphabet = Array("ab01._-+\"'\\#=[]{},: \n\tTZeuU")
        var texts: [String] = []
        while texts.count < 6000 {
            var text = (0..<Int.random(in: 1...5, using: &random)).map { _ in pool.randomElement(using: &random) ?? "" }
                .joined(separator: "\n")
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                let place = text.index(text.startIndex, offsetBy: Int.random(in: 0...text.count, using: &random))
                if Bool.random(using: &random), place < text.endIndex {
                    text.remove(at: place)
                } else {
                    text.insert(alphabet.randomElement(using: &random) ?? "a", at: place)
                }
            }
            if !Self.differs(text) { texts.append(text) }
        }
        try await compare(texts, Self.whole)
    }

    /// Whether Debian's decoder (1.2.0) reads the text otherwise than its later releases, which Helm has, and ours do: it loses line ends after a
    /// line that a backslash joined, turns the line ends of Windows into others, and flattens keys with dots of inline tables in arrays.
    private static func differs(_ text: String) -> Bool {
        if text.contains("\\b") || text.contains("\\f") { return true }
        if text.contains("\r") || text.contains("\\\n") || text.contains("\\ ") || text.contains("\\\t") { return true }
        return text.contains("[") && text.contains("{") && text.contains(".")
    }

    @Test func whatLaterDecodersMendedIsMended() throws {
        let text = "a = \"\"\"x \\\n   y\nz\"\"\"\nb = [{c.d = 1}]\ne = \"\"\"f\\\n\n  \"\"\"\n"
        #expect(try ours(text, "{{ toJson (fromToml .text) }}") == #"{"a":"x y\nz","b":[{"c":{"d":1}}],"e":"f"}"#)
    }

    @Test func depthIsBounded() throws {
        for (open, close) in [("[", "]"), ("{a = ", "}")] {
            let text = "a = " + String(repeating: open, count: 5000) + "1" + String(repeating: close, count: 5000)
            #expect(try ours(text, "{{ (fromToml .text).Error }}").hasSuffix("keys, arrays or tables lie more than 100 deep"))
        }
        let key = Array(repeating: "a", count: 100_000).joined(separator: ".")
        #expect(try ours("\(key) = 1", "{{ (fromToml .text).Error }}").hasSuffix("lie more than 100 deep"))
        #expect(try ours("[\(key)]", "{{ (fromToml .text).Error }}").hasSuffix("lie more than 100 deep"))
    }

    @Test func randomBytesNeverTrap() throws {
        var random = SeededGenerator(seed: 9)
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                Bool.random(using: &random)
                    ? UInt8.random(in: 0...255, using: &random)
                    : (Array("a=[]{}\"'\\.#\n10-:TeE_".utf8).randomElement(using: &random) ?? 0)
            }
            _ = try? TOMLReader.map(of: bytes)
        }
    }
}

import JSON
import Testing
import YAML

/// What kubectl makes of YAML: the scalars of YAML 1.1, merges, keys, and the mistakes it must name.
@Suite struct ReadingTests {
    @Test(
        arguments: [
            ("yes", true), ("Off", false), ("~", nil), ("0644", 420), ("0o17", 15), ("0b101", 5), ("0x1F", 31), ("1_000", 1000),
            ("08", 8), ("1e3", 1000), ("1.0", 1), ("1.10", 1.1), ("12:30:45", "12:30:45"), ("2001-01-01", "2001-01-01"),
            ("'12'", "12"), ("!!str 12", "12"), ("-0", 0), ("1e400", "1e400"), ("12345678901234567890123", 1.2345678901234568e22),
        ] as [(String, JSONValue)])
    func readsScalarsOfYAML11(text: String, value: JSONValue) throws {
        #expect(try YAML.document(Array("a: \(text)\n".utf8)).value == ["a": value])
    }

    @Test func keysBecomeStrings() throws {
        #expect(try YAML.document(Array("1: a\n1.5: b\ny: c\n".utf8)).value == ["1": "a", "1.5": "b", "true": "c"])
    }

    @Test func mergesGiveWayToWhatFollows() throws {
        let text = "a: &a {k: 1, l: 2}\nb:\n  <<: *a\n  k: 3\n"
        #expect(try YAML.document(Array(text.utf8)).value["b"] == ["k": 3, "l": 2])
    }

    @Test(arguments: [
        ("a: 1\na: 2\n", 2, 1), ("a: .inf\n", 1, 4), ("a: *b\n", 1, 4), ("a: &a [*a]\n", 1, 8), ("[a]: 1\n", 1, 1),
    ])
    func namesThePlaceOfAMistake(text: String, line: Int, column: Int) {
        let error = #expect(throws: YAMLError.self) { try YAML.documents(Array(text.utf8)) }
        #expect(error?.line == line)
        #expect(error?.column == column)
    }

    @Test(
        arguments: [
            (Array("a: 1\nb: \"x\u{1}y\"\n".utf8), 2, 6), ([0xEF, 0xBB, 0xBF] + Array("a: é\u{0}".utf8), 1, 5),
            (Array("a: 1\r\nb: é\r\nc: ".utf8) + [0xE9, 0x0A], 3, 4), (Array("a: é\u{2028}- \u{7F}".utf8), 2, 3),
            (Array("a: [\nb: \"x".utf8) + [0xFF], 2, 6), ([0xC3], 1, 1),
        ] as [([UInt8], Int, Int)])
    func namesThePlaceOfBytesThatAreNoText(text: [UInt8], line: Int, column: Int) {
        let error = #expect(throws: YAMLError.self) { try YAML.documents(text) }
        #expect(error?.line == line, "\(error.debugDescription)")
        #expect(error?.column == column, "\(error.debugDescription)")
    }

    @Test func namesThePlaceOfBytesThatAreNoTextFarDown() {
        let text = Array(repeating: UInt8(ascii: "\n"), count: 100_000) + Array("a: \u{7}".utf8)
        let error = #expect(throws: YAMLError.self) { try YAML.documents(text) }
        #expect(error?.line == 100_001)
        #expect(error?.column == 4)
    }

    @Test func writesAsKubernetesDoes() {
        let value: JSONValue = ["k10": "x\ny\n", "k9": ["yes", "1.10", "plain"], "a": [:], "b": 1]
        #expect(YAML.text(value) == "a: {}\nb: 1\nk9:\n- \"yes\"\n- \"1.10\"\n- plain\nk10: |\n  x\n  y\n")
    }
}

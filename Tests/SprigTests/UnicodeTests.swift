import JSON
import TemplateTesting
import Testing

/// Every code point through the functions of case, compared with Go, which has Unicode 15.
@Suite(.timeLimit(.minutes(5))) struct UnicodeTests {
    @Test(arguments: ["upper", "lower", "title", "untitle", "swapcase", "camelcase", "snakecase", "trim"])
    func everyCodePointIsAsInGo(function: String) async throws {
        var cases: [OracleCase] = []
        for start in stride(from: UInt32(0x20), to: 0x1_FFFF, by: 64) {
            let words = (start..<start + 64).compactMap { Unicode.Scalar($0) }.filter(Self.isInUnicode13)
                .map { "\($0)x\($0)" }
            let text = "{{ \(function) .text }}"
            cases.append(
                OracleCase(
                    name: "\(start)", subject: .templates([("main", Array(text.utf8))], options: []),
                    data: ["text": .string(words.joined(separator: " "))]))
        }
        let differences = try await TemplateOracle.sprig().differences(cases)
        if !differences.isEmpty {
            Issue.record("\(differences.count) differ:\n\(differences.prefix(20).joined(separator: "\n"))")
        }
    }

    /// Whether both sides know the code point and what it is in upper case: each has the tables of the Unicode of its day.
    private static func isInUnicode13(_ scalar: Unicode.Scalar) -> Bool {
        ([scalar] + scalar.properties.uppercaseMapping.unicodeScalars).allSatisfy { scalar in
            (scalar.properties.age?.major ?? .max) <= 13
        }
    }
}

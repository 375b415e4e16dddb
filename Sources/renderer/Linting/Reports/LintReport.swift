import Diagnostics
import JSON

/// All that the linter found, and the outputs it is told in.
package struct LintReport: Sendable {
    /// The findings, by file, line and column; each once.
    package let findings: [Finding]

    package init(_ findings: some Sequence<Finding>) {
        self.findings = Set(findings).sorted()
    }

    package var errors: Int { findings.count { $0.rule.severity == .error } }
    package var warnings: Int { findings.count { $0.rule.severity == .warning } }

    /// For people: a line for each finding with the line of the text it is about, and a sum.
    ///
    /// - Parameter sources: The texts by the names that findings give.
    package func text(sources: [String: [UInt8]]) -> String {
        var text = ""
        for finding in findings {
            text += "\(finding.place): \(finding.rule.severity.rawValue): \(finding.message) [\(finding.rule.rawValue)]\n"
            guard let line = finding.line, let source = sources[finding.file],
                let excerpt = SourceExcerpt.text(of: source, line: line, column: finding.column)
            else { continue }
            text += "\(excerpt)\n"
        }
        return text + "\(Self.count(errors, "error")), \(Self.count(warnings, "warning"))\n"
    }

    private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    /// For programs: `{"findings": [{"rule", "severity", "message", "file", "line"?, "column"?}], "errors", "warnings"}`.
    package var json: JSONValue {
        let findings = findings.map { finding -> JSONValue in
            var members: JSONObject = [
                "rule": .string(finding.rule.rawValue), "severity": .string(finding.rule.severity.rawValue),
                "message": .string(finding.message), "file": .string(finding.file),
            ]
            if let line = finding.line { members["line"] = .integer(Int64(line)) }
            if let column = finding.column { members["column"] = .integer(Int64(column)) }
            return .object(members)
        }
        return ["findings": .array(findings), "errors": .integer(Int64(errors)), "warnings": .integer(Int64(warnings))]
    }
}

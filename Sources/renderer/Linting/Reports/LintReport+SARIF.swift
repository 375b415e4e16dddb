import JSON

/// SARIF 2.1.0 (OASIS), which code review services show beside the lines.
extension LintReport {
    /// One run of the linter.
    ///
    /// - Parameter version: The program's version.
    package func sarif(version: String) -> JSONValue {
        let rules = LintRule.allCases.map { rule -> JSONValue in
            [
                "id": .string(rule.rawValue), "shortDescription": ["text": .string(rule.summary)],
                "defaultConfiguration": ["level": .string(rule.severity.rawValue)],
            ]
        }
        let driver: JSONValue = [
            "name": "fairlead renderer lint", "version": .string(version), "rules": .array(rules),
        ]
        return [
            "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            "version": "2.1.0",
            "runs": [
                [
                    "tool": ["driver": driver],
                    // SARIF counts columns in UTF-16 or in characters; ours are bytes, which are the same for ASCII.
                    "columnKind": "unicodeCodePoints",
                    "results": .array(findings.map { Self.result($0) }),
                ]
            ],
        ]
    }

    private static func result(_ finding: Finding) -> JSONValue {
        var location: JSONObject = ["artifactLocation": ["uri": .string(uri(finding.file))]]
        if let line = finding.line {
            var region: JSONObject = ["startLine": .integer(Int64(line))]
            if let column = finding.column { region["startColumn"] = .integer(Int64(column)) }
            location["region"] = .object(region)
        }
        let index = LintRule.allCases.firstIndex(of: finding.rule) ?? 0
        return [
            "ruleId": .string(finding.rule.rawValue), "ruleIndex": .integer(Int64(index)),
            "level": .string(finding.rule.severity.rawValue), "message": ["text": .string(finding.message)],
            "locations": [["physicalLocation": .object(location)]],
        ]
    }

    /// A path as a relative URI reference (RFC 3986): what is not unreserved, and no slash, in percent signs.
    private static func uri(_ path: String) -> String {
        var text = ""
        for byte in path.utf8 {
            let scalar = Unicode.Scalar(byte)
            let isPlain =
                byte < 128
                && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "-._~/".unicodeScalars.contains(scalar))
            if isPlain {
                text.unicodeScalars.append(scalar)
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                text += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return text
    }
}

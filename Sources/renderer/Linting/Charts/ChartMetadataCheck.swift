import Helm
import JSON
import YAML

/// Looks at what Chart.yaml says, as `helm lint` does.
struct ChartMetadataCheck {
    private static let file = "Chart.yaml"

    private let document: YAMLDocument
    private(set) var findings: [Finding] = []

    /// What is wrong with a chart's Chart.yaml.
    static func findings(in files: [ChartFile]) -> [Finding] {
        guard let file = files.last(where: { $0.name == Self.file }) else {
            return [Finding(.chartMetadata, "Chart.yaml file is missing", file: Self.file)]
        }
        let document: YAMLDocument?
        do throws(YAMLError) {
            document = try YAML.documents(file.bytes, locating: true).first
        } catch {
            return [Finding(.chartMetadata, "\(error.reason)", file: Self.file, line: error.line, column: error.column)]
        }
        guard let document, document.value.objectValue != nil else {
            return [Finding(.chartMetadata, "it is not a mapping", file: Self.file, line: 1)]
        }
        var check = ChartMetadataCheck(document: document)
        check.run(hasRequirements: files.contains { $0.name == "requirements.yaml" })
        return check.findings
    }

    private mutating func run(hasRequirements: Bool) {
        let apiVersion = text("apiVersion") ?? ""
        if !["v1", "v2"].contains(apiVersion) {
            add("apiVersion is required. The value must be either \"v1\" or \"v2\"", "apiVersion")
        }
        for key in ["version", "appVersion"] where isNumber(key) {
            add("\(key) should be of type string but it's a number: quote it", key)
        }
        name()
        version()
        if apiVersion == "v1", document.value["type"] != nil {
            add("chart type is not valid in apiVersion 'v1'. It is valid in apiVersion 'v2'", "type")
        }
        if apiVersion == "v1", document.value["dependencies"] != nil {
            add(
                "dependencies are not valid in the Chart file with apiVersion 'v1'. They are valid in apiVersion 'v2'",
                "dependencies")
        }
        if apiVersion == "v2", hasRequirements {
            findings.append(
                Finding(.chartFile, "dependencies of a chart of apiVersion 'v2' belong in Chart.yaml", file: "requirements.yaml"))
        }
        maintainers()
        for (place, source) in (document.value["sources"]?.arrayValue ?? []).enumerated() {
            let url = source.stringValue ?? ""
            if !Self.isURL(url) { add("invalid source URL '\(url)'", "sources", "\(place)") }
        }
        icon()
    }

    private mutating func name() {
        let name = text("name") ?? ""
        if name.isEmpty { return add("name is required", "name") }
        if name.utf8.contains(UInt8(ascii: "/")) || name == "." || name == ".." {
            add("chart name \"\(name)\" is invalid", "name")
        } else if !NameSyntax.isSubdomain(name) {
            findings.append(
                located(.chartAdvice, "chart names should be lower case letters, digits and hyphens: \"\(name)\"", "name"))
        }
    }

    private mutating func version() {
        guard let version = text("version"), !version.isEmpty else {
            if !isNumber("version") { add("version is required", "version") }
            return
        }
        guard ChartVersions.isVersion(version) else { return add("version '\(version)' is not a valid SemVer", "version") }
        if version.hasPrefix("v") || version.split(whereSeparator: { "+-".contains($0) }).first?.split(separator: ".").count != 3
        {
            findings.append(
                located(
                    .chartAdvice, "version '\(version)' is not a valid SemVerV2: three numbers with dots between them", "version")
            )
        }
    }

    private mutating func maintainers() {
        for (place, maintainer) in (document.value["maintainers"]?.arrayValue ?? []).enumerated() {
            let name = maintainer["name"]?.stringValue ?? ""
            if name.isEmpty {
                add("each maintainer requires a name", "maintainers", "\(place)")
                continue
            }
            if let email = maintainer["email"]?.stringValue, !email.isEmpty, !Self.isAddress(email) {
                add("invalid email '\(email)' for maintainer '\(name)'", "maintainers", "\(place)", "email")
            }
            if let url = maintainer["url"]?.stringValue, !url.isEmpty, !Self.isURL(url) {
                add("invalid url '\(url)' for maintainer '\(name)'", "maintainers", "\(place)", "url")
            }
        }
    }

    private mutating func icon() {
        guard let icon = text("icon"), !icon.isEmpty else {
            return findings.append(located(.chartAdvice, "icon is recommended", "icon"))
        }
        if !Self.isURL(icon) { add("invalid icon URL '\(icon)'", "icon") }
    }

    // The document.

    private func text(_ key: String) -> String? { document.value[key]?.stringValue }

    private func isNumber(_ key: String) -> Bool {
        switch document.value[key] {
        case .integer, .number: true
        default: false
        }
    }

    private mutating func add(_ message: String, _ path: String...) {
        findings.append(located(.chartMetadata, message, path))
    }

    private func located(_ rule: LintRule, _ message: String, _ path: String...) -> Finding { located(rule, message, path) }

    private func located(_ rule: LintRule, _ message: String, _ path: [String]) -> Finding {
        let place = document.keyLocation(of: JSONPointer(path))
        return Finding(rule, message, file: Self.file, line: place?.line, column: place?.column)
    }

    // Syntax.

    /// Whether a text is a URL with a scheme and a host.
    static func isURL(_ text: String) -> Bool {
        guard let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix("://") else { return false }
        let scheme = text[..<colon]
        let host = text[colon...].dropFirst(3).prefix { !"/?#".contains($0) }
        let isScheme = scheme.utf8.allSatisfy { byte in
            (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
                || (0x30...0x39).contains(byte) || "+-.".utf8.contains(byte)
        }
        return !scheme.isEmpty && isScheme && !host.isEmpty && !text.utf8.contains { $0 <= 0x20 || $0 == 0x7F }
    }

    /// Whether a text looks like an address of electronic mail.
    static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && !parts[1].isEmpty && !text.contains { $0.isWhitespace }
    }
}

import Helm
import JSON
import TestSupport
import Testing

@testable import Linting

/// The charts that other tests render: all that is said of their templates is true.
@Suite(.timeLimit(.minutes(5))) struct ChartCollectionTests {
    /// What is said of a chart's templates, as `FILE: MESSAGE`, each once.
    private func mistakes(in folder: String) throws -> Set<String> {
        let files = try ChartLoader.files(at: folder)
        let findings = ChartLinter(files, values: [:], resource: ChartLinter.ResourceValues()).outcome(schema: nil).findings
        let others: Set<LintRule> = [.chartMetadata, .chartAdvice, .chartFile, .missingDependency, .shadowedTemplate, .syntax]
        return Set(findings.filter { !others.contains($0.rule) }.map { "\($0.file): \($0.message)" })
    }

    private static func unknown(_ value: String, _ field: String) -> String {
        "\(value) has no field \"\(field)\" in the chart's values"
    }

    @Test(arguments: [
        ("HelmTests/Charts/legacy", []),
        (
            "HelmTests/Charts/plain",
            [
                "templates/NOTES.txt: \(unknown(".Values", "missing"))",
                "templates/encodings.NOTES.txt: \(unknown(".Values", "missing"))",
                "templates/service.yaml: \(unknown(".Values", "missing"))",
                "templates/values.NOTES.txt: \(unknown(".Values", "missing"))",
            ]
        ),
        (
            "HelmTests/Charts/typical",
            [
                "templates/NOTES.txt: \(unknown(".Values.service", "port")); did you mean \"ports\"?",
                "templates/_helpers.tpl: \(unknown(".Values.image", "digest"))",
                "templates/deployment.yaml: \(unknown(".Values", "preset"))",
            ]
        ),
        ("HelmTests/Charts/umbrella", ["templates/all.NOTES.txt: \(unknown(".Values.database", "marked"))"]),
        ("Benchmarks/charts/heavy", ["templates/_helpers.tpl: \(unknown(".Values", "nameOverride"))"]),
    ])
    func onlyWhatIsMissingIsTold(chart: String, expected: [String]) throws {
        let found = try mistakes(in: "\(Repository.root)/Tests/\(chart)")
        #expect(found == Set(expected), "\(found.sorted())")
    }

    @Test func onlyWhatIsMissingIsToldOfALargeChart() async throws {
        let directory = try TemporaryDirectory()
        let script = "\(Repository.root)/Tests/Benchmarks/charts/make-chart"
        let made = try await Command.run("bash", [script, "60", directory.path("web")])
        #expect(made.succeeded, "\(made.error)")
        let missing = Set(
            try mistakes(in: directory.path("web")).map { $0.drop { $0 != "\"" }.dropFirst().prefix { $0 != "\"" } })
        #expect(missing == ["nameOverride", "fullnameOverride", "class", "path"])
    }
}

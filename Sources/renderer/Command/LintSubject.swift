import Configuration
import GoTemplate
import Helm
import Linting
import Rendering
import Unix

/// What is linted: a directory of templates, or a chart.
struct LintSubject {
    /// What can be said of it without running it; files are named as a person finds them.
    private(set) var findings: [Finding] = []
    /// The texts of its files by those names.
    private(set) var texts: [String: [UInt8]] = [:]
    /// Those names by what templates are called when they are rendered.
    private var names: [String: String] = [:]

    /// Looks at a directory of templates.
    init(_ engine: GoTemplateEngine, functions: FunctionMap, schema: ResourceSchema?) throws(RenderError) {
        let sources = try TemplateFiles(in: engine.directory).files
        for file in sources { add(file.name, file.text, as: file.name, in: engine.directory) }
        let linted = sources.enumerated().map { index, file in
            LintedTemplates.File(name: file.name, text: file.text, isEntry: index == 0)
        }
        findings = TemplateLinter(functions: functions).findings(in: linted, schema: schema).map(named)
    }

    /// Looks at the files of a chart.
    init(_ settings: ChartSettings, files: [ChartFile], schema: ResourceSchema?) throws(RenderError) {
        var resource = ChartLinter.ResourceValues()
        resource.isResource = settings.resource == .resource
        resource.isSpec = settings.resource == .spec
        resource.mapping = settings.mapping
        let values = try HelmRenderer.values(givenBy: settings)
        let outcome = ChartLinter(files, values: values, resource: resource).outcome(schema: schema)
        for (name, text) in outcome.texts { add(name, text, as: name, in: settings.chart) }
        for (name, file) in outcome.files { names[name] = Path.join(settings.chart, file) }
        let own = Set(outcome.findings.map(\.file)).subtracting(schema.map { [$0.file] } ?? [])
        for file in own where names[file] == nil { names[file] = Path.join(settings.chart, file) }
        findings = outcome.findings.map(named)
    }

    private mutating func add(_ name: String, _ text: [UInt8], as file: String, in directory: String) {
        names[name] = Path.join(directory, file)
        texts[Path.join(directory, file)] = text
    }

    /// Adds the text of a file that is no part of it.
    mutating func add(_ text: [UInt8], of file: String) { texts[file] = text }

    /// A finding whose file is named as a person finds it.
    func named(_ finding: Finding) -> Finding { names[finding.file].map { finding.moved(to: $0) } ?? finding }

    /// Whether it is worth while to render samples.
    var canBeRendered: Bool {
        let hopeless: Set<LintRule> = [.syntax, .unknownFunction, .unknownTemplate, .chartMetadata, .chartFile]
        return !findings.contains { hopeless.contains($0.rule) }
    }
}

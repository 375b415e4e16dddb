import GoTemplate
import Helm
import JSON

/// Looks at a chart, and at all charts below it, without running them.
package struct ChartLinter: Sendable {
    /// How the custom resource becomes values.
    package struct ResourceValues: Sendable {
        /// Whether `.Values.resource` has its name, namespace and spec.
        package var isResource = true
        /// Whether its spec is the values.
        package var isSpec = false
        /// Fields of it by the paths of the values that they become.
        package var mapping: [String: String] = [:]

        package init() {}
    }

    private let files: [ChartFile]
    private let values: JSONObject
    private let resource: ResourceValues

    /// - Parameters:
    ///   - files: The chart's files.
    ///   - values: What is given to it over its own values.
    ///   - resource: How the custom resource becomes values.
    package init(_ files: [ChartFile], values: JSONObject, resource: ResourceValues) {
        self.files = files
        self.values = values
        self.resource = resource
    }

    /// What was found, and what tells people where.
    package struct Outcome: Sendable {
        /// The findings, whose files are named as they lie below the chart's folder.
        package var findings: [Finding]
        /// The texts of all files by the same names.
        package var texts: [String: [UInt8]]
        /// Those names by what templates are called when they are rendered.
        package var files: [String: String] = [:]
    }

    /// All that can be said of the chart.
    ///
    /// - Parameter schema: What the custom resource is by its definition, if that is known.
    package func outcome(schema: ResourceSchema?) -> Outcome {
        var outcome = Outcome(
            findings: ChartMetadataCheck.findings(in: files), texts: Dictionary(files.map { ($0.name, $0.bytes) }) { $1 })
        do throws(ChartError) {
            let chart = try ChartLoader.load(files: files)
            outcome.findings += ChartFileCheck.findings(in: files, isLibrary: chart.metadata.isLibrary)
            outcome.findings += ChartFileCheck.dependencies(of: chart)
            add(try ChartOutline(chart, values: values), schema, to: &outcome)
        } catch {
            outcome.findings += ChartFileCheck.findings(in: files, isLibrary: false)
            // What was found of the files says more than what stopped the loading.
            if !outcome.findings.contains(where: { $0.rule.severity == .error }) {
                outcome.findings.append(Finding(.chartMetadata, "\(error)", file: "Chart.yaml"))
            }
            if let outline = ChartRepair.outline(of: files, values: values) { add(outline, schema, to: &outcome) }
        }
        return outcome
    }

    private func add(_ outline: ChartOutline, _ schema: ResourceSchema?, to outcome: inout Outcome) {
        var places: [String: ChartOutline.Template] = [:]
        for template in outline.templates {
            places[template.name] = template
            outcome.files[template.name] = template.file
            outcome.texts[template.file] = template.text
        }
        outcome.findings += findings(in: outline, schema).compactMap { finding in
            guard let template = places[finding.file] else { return finding }
            let isError = finding.rule.severity == .error
            // What could be better in a chart of somebody else's is theirs to mend.
            guard isError || template.part == 0 else { return nil }
            let isLibrary = outline.parts[template.part].chart.metadata.isLibrary
            return isLibrary && finding.rule == .unusedTemplate ? nil : finding.moved(to: template.file)
        }
    }

    private func findings(in outline: ChartOutline, _ schema: ResourceSchema?) -> [Finding] {
        let templates = LintedTemplates(
            outline.templates.map { LintedTemplates.File(name: $0.name, text: $0.text, isEntry: $0.isEntry) })
        let functions = Builtins.functions.merging(HelmEngine.functions)
        let known = ChartDots(outline, schema: schema, resource: resource)
        var dots: [String: Shape] = [:]
        for template in outline.templates { dots[template.name] = .field(known.dots[template.part]) }
        var check = FieldCheck(templates, functions: functions, schema: schema, dots: dots)
        check.run()
        return templates.findings + CallCheck(templates: templates, functions: functions).findings()
            + ArgumentCheck(templates: templates, functions: functions).findings()
            + ReachabilityCheck(templates: templates).findings() + check.findings
    }
}

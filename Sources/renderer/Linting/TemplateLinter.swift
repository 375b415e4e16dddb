import GoTemplate

/// Looks at templates without running them.
///
/// ```swift
/// let linter = TemplateLinter(functions: Sprig.functions())
/// let report = LintReport(linter.findings(in: files, schema: nil))
/// ```
package struct TemplateLinter: Sendable {
    private let functions: FunctionMap

    /// - Parameter functions: What templates can call beside Go's own functions.
    package init(functions: FunctionMap) {
        self.functions = Builtins.functions.merging(functions)
    }

    /// All that can be said of templates that are parsed together.
    ///
    /// - Parameter schema: What their data is by its definition, if that is known.
    package func findings(in files: [LintedTemplates.File], schema: ResourceSchema?) -> [Finding] {
        let templates = LintedTemplates(files)
        var findings = templates.findings
        findings += CallCheck(templates: templates, functions: functions).findings()
        findings += ArgumentCheck(templates: templates, functions: functions).findings()
        findings += ReachabilityCheck(templates: templates).findings()
        if let schema {
            var check = FieldCheck(templates, functions: functions, schema: schema)
            check.run()
            findings += check.findings
        }
        return findings
    }
}

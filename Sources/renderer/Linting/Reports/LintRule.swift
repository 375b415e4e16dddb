/// What the linter looks for. The raw value is the rule's name in every output.
package enum LintRule: String, Sendable, CaseIterable {
    case syntax
    case unknownFunction = "unknown-function"
    case wrongArguments = "wrong-arguments"
    case unknownTemplate = "unknown-template"
    case unusedTemplate = "unused-template"
    case shadowedTemplate = "shadowed-template"
    case unreachableBranch = "unreachable-branch"
    case unknownField = "unknown-field"
    case typeMismatch = "type-mismatch"
    case impossibleValue = "impossible-value"
    case unreadField = "unread-field"
    case unknownValue = "unknown-value"
    case valueMismatch = "value-mismatch"
    case chartMetadata = "chart-metadata"
    case chartFile = "chart-file"
    case missingDependency = "missing-dependency"
    case chartAdvice = "chart-advice"
    case render
    case manifest

    /// How much a finding matters.
    package enum Severity: String, Sendable {
        /// It fails, or gives something wrong, as soon as the template comes to it.
        case error
        /// It works, and is most likely not what was meant.
        case warning
        /// It works, and could be better.
        case note
    }

    package var severity: Severity {
        switch self {
        case .syntax, .unknownFunction, .wrongArguments, .unknownTemplate, .unknownField, .typeMismatch, .render, .manifest,
            .chartMetadata, .chartFile:
            .error
        case .unusedTemplate, .shadowedTemplate, .unreachableBranch, .impossibleValue, .unreadField, .unknownValue,
            .valueMismatch, .missingDependency:
            .warning
        case .chartAdvice: .note
        }
    }

    /// What the rule is about, in one sentence.
    package var summary: String {
        switch self {
        case .syntax: "The text is not a template."
        case .unknownFunction: "A function is called that there is not."
        case .wrongArguments: "A function is called with a number of arguments that it does not take."
        case .unknownTemplate: "A template is called that nothing defines."
        case .unusedTemplate: "A template is defined that nothing calls."
        case .shadowedTemplate: "A template is defined twice, and the first definition counts for nothing."
        case .unreachableBranch: "A part of a template that can never be executed."
        case .unknownField: "A field is read that the custom resource's schema does not have."
        case .typeMismatch: "A value is compared or used as its type never allows, by the custom resource's schema."
        case .impossibleValue: "A field is compared with a value that its schema does not allow."
        case .unreadField: "A field that users have to give is read by no template."
        case .unknownValue: "A value is read that nothing gives to the chart."
        case .valueMismatch: "A value is compared or used as what the chart gives does not allow."
        case .chartMetadata: "Chart.yaml says something that Helm refuses."
        case .chartFile: "A file of the chart is not what Helm takes."
        case .missingDependency: "A chart is needed that is not there, or there and not needed."
        case .chartAdvice: "A chart lacks what Helm recommends."
        case .render: "A sample custom resource could not be rendered."
        case .manifest: "A rendered object is not one that Kubernetes would take."
        }
    }
}

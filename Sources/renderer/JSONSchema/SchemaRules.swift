import RegularExpressions

/// What one schema asks of a value; other schemas by their numbers.
struct SchemaRules: Sendable {
    struct Numbers: Sendable {
        var minimum: ExactNumber?
        var maximum: ExactNumber?
        var exclusiveMinimum: ExactNumber?
        var exclusiveMaximum: ExactNumber?
        var multipleOf: ExactNumber?
    }

    struct Strings: Sendable {
        var minimumLength: Int?
        var maximumLength: Int?
        var pattern: RegularExpression?
    }

    struct Arrays: Sendable {
        var minimumCount: Int?
        var maximumCount: Int?
        var isUnique = false
        /// The schemas of the first elements.
        var first: [Int] = []
        /// The schema of all other elements.
        var rest: Int?
        /// Whether the elements beyond the first must not be there, which has a failure of its own.
        var refusesRest = false
        var contains: Int?
        var minimumContained: Int?
        var maximumContained: Int?
        var unevaluated: Int?
    }

    struct Objects: Sendable {
        var minimumCount: Int?
        var maximumCount: Int?
        var required: [String] = []
        var properties: [String: Int] = [:]
        var patterns: [(pattern: RegularExpression, schema: Int)] = []
        var additional: Int?
        /// Whether no other members may be there, which has a failure of its own.
        var refusesAdditional = false
        var names: Int?
        var dependentRequired: [(name: String, required: [String])] = []
        var dependentSchemas: [(name: String, schema: Int)] = []
        var unevaluated: Int?
    }

    struct Condition: Sendable {
        let test: Int
        var then: Int?
        var otherwise: Int?
    }

    /// A reference whose target depends on how it was come by.
    struct DynamicReference: Sendable {
        let target: Int
        /// The anchor that other resources on the way may have, too.
        let anchor: String?
    }

    let draft: Draft
    /// The resource that the schema belongs to.
    let resource: Int

    /// What the schema is if it is `true` or `false`.
    var truth: Bool?
    var types: TypeSet?
    var constant: ExactValue?
    var choices: [ExactValue]?
    var format: Format?
    var reference: Int?
    var recursiveReference: Int?
    var dynamicReference: DynamicReference?
    var numbers: Numbers?
    var strings: Strings?
    var arrays: Arrays?
    var objects: Objects?
    var not: Int?
    var all: [Int] = []
    var any: [Int] = []
    var one: [Int] = []
    var condition: Condition?

    init(draft: Draft, resource: Int) {
        self.draft = draft
        self.resource = resource
    }

    /// Whether it matters which parts of a value other schemas have looked at.
    var needsMarks: Bool { arrays?.unevaluated != nil || objects?.unevaluated != nil }
}

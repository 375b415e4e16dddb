import JSON

extension SchemaCheck {
    /// What the schemas that are joined to one say of the value.
    mutating func checkCombinations(
        _ rules: SchemaRules, _ value: JSONValue, _ marks: inout EvaluationMarks?, _ failures: inout [SchemaFailure]
    ) {
        if let not = rules.not {
            var unused: EvaluationMarks? = marks.map { EvaluationMarks(count: $0.isMarked.count) }
            if allows(not, value, &unused) { add(failure("not failed"), to: &failures) }
        }
        var causes: [SchemaFailure] = []
        for schema in rules.all {
            if isDecided(causes) { break }
            add(apply(schema, to: value, &marks), to: &causes)
        }
        if !causes.isEmpty { add(failure("allOf failed", causes), to: &failures) }
        if isDecided(failures) { return }
        if !rules.any.isEmpty { checkAny(rules.any, value, &marks, &failures) }
        if !rules.one.isEmpty { checkOne(rules.one, value, &marks, &failures) }
        guard let condition = rules.condition, !isDecided(failures) else { return }
        let chosen = allows(condition.test, value, &marks) ? condition.then : condition.otherwise
        if let chosen { add(apply(chosen, to: value, &marks), to: &failures) }
    }

    private mutating func checkAny(
        _ schemas: [Int], _ value: JSONValue, _ marks: inout EvaluationMarks?, _ failures: inout [SchemaFailure]
    ) {
        var causes: [SchemaFailure] = []
        var isMatched = false
        for schema in schemas {
            if let cause = apply(schema, to: value, &marks) {
                add(cause, to: &causes)
            } else {
                isMatched = true
                // All of them count for what has been looked at.
                if marks == nil { return }
            }
        }
        if !isMatched { add(failure("anyOf failed", causes), to: &failures) }
    }

    private mutating func checkOne(
        _ schemas: [Int], _ value: JSONValue, _ marks: inout EvaluationMarks?, _ failures: inout [SchemaFailure]
    ) {
        var causes: [SchemaFailure] = []
        var matched: Int?
        for (place, schema) in schemas.enumerated() {
            if let first = matched {
                guard allows(schema, value, &marks) else { continue }
                add(failure("oneOf failed, subschemas \(first), \(place) matched"), to: &failures)
                return
            }
            if let cause = apply(schema, to: value, &marks) { add(cause, to: &causes) } else { matched = place }
        }
        if matched == nil { add(failure("oneOf failed, none matched", causes), to: &failures) }
    }

    /// Applies the schemas for what no other schema has looked at.
    mutating func checkUnevaluated(
        _ rules: SchemaRules, _ value: JSONValue, _ marks: inout EvaluationMarks?, _ failures: inout [SchemaFailure]
    ) {
        guard let seen = marks?.isMarked else { return }
        switch value {
        case .object(let object):
            guard let schema = rules.objects?.unevaluated else { return }
            for (place, member) in object.enumerated() where !seen[place] {
                add(apply(schema, to: member.value, at: .key(member.key)), to: &failures)
            }
            marks?.markAll()
        case .array(let elements):
            guard let schema = rules.arrays?.unevaluated else { return }
            for (place, element) in elements.enumerated() where !seen[place] {
                add(apply(schema, to: element, at: .index(place)), to: &failures)
            }
            marks?.markAll()
        default: break
        }
    }
}

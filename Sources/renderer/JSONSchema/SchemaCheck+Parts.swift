import GoTemplate
import JSON
import RegularExpressions

extension SchemaCheck {
    /// What holds for the parts of a value, and what other schemas have to say of it.
    mutating func checkParts(_ rules: SchemaRules, _ value: JSONValue, _ marks: inout EvaluationMarks?) -> [SchemaFailure] {
        var failures: [SchemaFailure] = []
        if let reference = rules.reference {
            add(apply(reference, to: value, &marks), to: &failures)
            if rules.draft.isReferenceAlone { return failures }
        }
        switch value {
        case .object(let object):
            if let objects = rules.objects { checkObject(objects, object, &marks, &failures) }
        case .array(let elements):
            if let arrays = rules.arrays { checkArray(arrays, rules.draft, elements, &marks, &failures) }
        case .string(let text):
            if let strings = rules.strings { checkString(strings, text, &failures) }
        case .integer, .number:
            if let numbers = rules.numbers { checkNumber(numbers, value, &failures) }
        default: break
        }
        if isDecided(failures) { return failures }
        if let reference = rules.recursiveReference {
            add(apply(recursiveTarget(of: reference), to: value, &marks), to: &failures)
        }
        if let reference = rules.dynamicReference { add(apply(target(of: reference), to: value, &marks), to: &failures) }
        checkCombinations(rules, value, &marks, &failures)
        if rules.needsMarks, !isDecided(failures) { checkUnevaluated(rules, value, &marks, &failures) }
        return failures
    }

    private mutating func checkObject(
        _ rules: SchemaRules.Objects, _ object: JSONObject, _ marks: inout EvaluationMarks?, _ failures: inout [SchemaFailure]
    ) {
        if let minimum = rules.minimumCount, object.count < minimum {
            add(failure("minProperties: got \(object.count), want \(minimum)"), to: &failures)
        }
        if let maximum = rules.maximumCount, object.count > maximum {
            add(failure("maxProperties: got \(object.count), want \(maximum)"), to: &failures)
        }
        let missing = rules.required.filter { !object.contains(key: $0) }
        if !missing.isEmpty {
            add(failure("missing \(missing.count == 1 ? "property" : "properties") \(Quoted.list(missing))"), to: &failures)
        }
        checkMembers(rules, object, &marks, &failures)
        if let names = rules.names { checkNames(names, object, &failures) }
        for (name, schema) in rules.dependentSchemas where object.contains(key: name) {
            if isDecided(failures) { return }
            add(apply(schema, to: .object(object), &marks), to: &failures)
        }
        for (name, required) in rules.dependentRequired where object.contains(key: name) {
            let missing = required.filter { !object.contains(key: $0) }
            if missing.isEmpty { continue }
            add(failure("properties \(Quoted.list(missing)) required, if \(Quoted.text(name)) exists"), to: &failures)
        }
    }

    private mutating func checkMembers(
        _ rules: SchemaRules.Objects, _ object: JSONObject, _ marks: inout EvaluationMarks?, _ failures: inout [SchemaFailure]
    ) {
        if rules.properties.isEmpty, rules.patterns.isEmpty, rules.additional == nil, !rules.refusesAdditional { return }
        var refused: [String] = []
        for (place, member) in object.enumerated() {
            if isDecided(failures) { return }
            var isEvaluated = false
            if let schema = rules.properties[member.key] {
                isEvaluated = true
                add(apply(schema, to: member.value, at: .key(member.key)), to: &failures)
            }
            for (pattern, schema) in rules.patterns {
                guard work(1 + member.key.utf8.count / 64), pattern.matches(ByteString(member.key)) else { continue }
                isEvaluated = true
                add(apply(schema, to: member.value, at: .key(member.key)), to: &failures)
            }
            if !isEvaluated, rules.refusesAdditional {
                isEvaluated = true
                refused.append(member.key)
            } else if !isEvaluated, let schema = rules.additional {
                isEvaluated = true
                add(apply(schema, to: member.value, at: .key(member.key)), to: &failures)
            }
            if isEvaluated { marks?.mark(place) }
        }
        if !refused.isEmpty { add(failure("additional properties \(Quoted.list(refused)) not allowed"), to: &failures) }
    }

    private mutating func checkNames(_ schema: Int, _ object: JSONObject, _ failures: inout [SchemaFailure]) {
        for (key, _) in object {
            if isDecided(failures) { return }
            // One level deeper, as it is another value than the one at hand.
            guard let cause = apply(schema, to: .string(key), at: .key(key)) else { continue }
            add(failure("invalid propertyName \(Quoted.text(key))", [cause]), to: &failures)
        }
    }

    private mutating func checkArray(
        _ rules: SchemaRules.Arrays, _ draft: Draft, _ elements: [JSONValue], _ marks: inout EvaluationMarks?,
        _ failures: inout [SchemaFailure]
    ) {
        if let minimum = rules.minimumCount, elements.count < minimum {
            add(failure("minItems: got \(elements.count), want \(minimum)"), to: &failures)
        }
        if let maximum = rules.maximumCount, elements.count > maximum {
            add(failure("maxItems: got \(elements.count), want \(maximum)"), to: &failures)
        }
        if rules.isUnique, work(elements.count), let (first, second) = Self.equalPlaces(elements) {
            add(failure("items at \(first) and \(second) are equal"), to: &failures)
        }
        for (place, element) in elements.enumerated() {
            if isDecided(failures) { return }
            guard let schema = place < rules.first.count ? rules.first[place] : rules.rest else { break }
            add(apply(schema, to: element, at: .index(place)), to: &failures)
            marks?.mark(place)
        }
        if rules.refusesRest, elements.count > rules.first.count {
            let count = elements.count - rules.first.count
            add(failure("last \(count) additionalItem(s) not allowed"), to: &failures)
        }
        if let contains = rules.contains { checkContains(contains, rules, draft, elements, &marks, &failures) }
    }

    private static func equalPlaces(_ elements: [JSONValue]) -> (Int, Int)? {
        var seen: [ExactValue: Int] = [:]
        for (place, element) in elements.enumerated() {
            if let first = seen.updateValue(place, forKey: ExactValue(element)) { return (first, place) }
        }
        return nil
    }

    private mutating func checkContains(
        _ schema: Int, _ rules: SchemaRules.Arrays, _ draft: Draft, _ elements: [JSONValue], _ marks: inout EvaluationMarks?,
        _ failures: inout [SchemaFailure]
    ) {
        var causes: [SchemaFailure] = []
        var matched: [Int] = []
        for (place, element) in elements.enumerated() {
            if let cause = apply(schema, to: element, at: .index(place)) {
                add(cause, to: &causes)
            } else {
                matched.append(place)
                if draft >= .draft2020 { marks?.mark(place) }
            }
        }
        let places = matched.prefix(32).map(String.init).joined(separator: " ")
        if let minimum = rules.minimumContained {
            if matched.count < minimum {
                let got = matched.isEmpty ? "but none matched" : "but matched \(matched.count) items at \(places)"
                add(failure("min \(minimum) items required to match contains schema, \(got)", causes), to: &failures)
            }
        } else if matched.isEmpty {
            add(failure("no items match contains schema", causes), to: &failures)
        }
        if let maximum = rules.maximumContained, matched.count > maximum {
            let got = "but matched \(matched.count) items at \(places)"
            add(failure("max \(maximum) items required to match contains schema, \(got)"), to: &failures)
        }
    }
}

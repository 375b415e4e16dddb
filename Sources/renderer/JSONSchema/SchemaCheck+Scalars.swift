import GoTemplate
import JSON
import RegularExpressions

extension SchemaCheck {
    /// What holds for a value as a whole; one failure of it is all that is told.
    mutating func checkScalars(_ rules: SchemaRules, _ value: JSONValue) -> SchemaFailure? {
        if let types = rules.types, !types.allows(value) {
            return failure("got \(TypeSet(of: value).names), want \(types.names)")
        }
        if let constant = rules.constant {
            guard work(1) else { return failure("") }
            if constant != ExactValue(value) { return failure(Self.wanted([constant]) ?? "const failed") }
        }
        if let choices = rules.choices {
            guard work(choices.count) else { return failure("") }
            if !choices.contains(ExactValue(value)) { return failure(Self.wanted(choices) ?? "enum failed") }
        }
        if let format = rules.format, case .string(let text) = value, let complaint = format.complaint(about: text) {
            return failure("\(Quoted.text(text)) is not valid \(format.rawValue): \(complaint)")
        }
        return nil
    }

    /// Which values would be right; nil if one of them is made of others.
    private static func wanted(_ choices: [ExactValue]) -> String? {
        var texts: [String] = []
        for choice in choices {
            switch choice.value {
            case .string(let text): texts.append(Quoted.text(text))
            case .array, .object: return nil
            default: texts.append(String(decoding: choice.value.serialized(), as: UTF8.self))
            }
        }
        return texts.count == 1 ? "value must be \(texts[0])" : "value must be one of \(texts.joined(separator: ", "))"
    }

    mutating func checkString(_ strings: SchemaRules.Strings, _ text: String, _ failures: inout [SchemaFailure]) {
        if strings.minimumLength != nil || strings.maximumLength != nil {
            let length = text.unicodeScalars.count
            if let minimum = strings.minimumLength, length < minimum {
                add(failure("minLength: got \(length), want \(minimum)"), to: &failures)
            }
            if let maximum = strings.maximumLength, length > maximum {
                add(failure("maxLength: got \(length), want \(maximum)"), to: &failures)
            }
        }
        if let pattern = strings.pattern, work(1 + text.utf8.count / 64), !pattern.matches(ByteString(text)) {
            let source = Quoted.text(pattern.source.description)
            add(failure("\(Quoted.text(text)) does not match pattern \(source)"), to: &failures)
        }
    }

    mutating func checkNumber(_ numbers: SchemaRules.Numbers, _ value: JSONValue, _ failures: inout [SchemaFailure]) {
        guard let number = ExactNumber(value) else { return }
        var complaints: [(keyword: String, bound: ExactNumber)] = []
        if let bound = numbers.minimum, number < bound { complaints.append(("minimum", bound)) }
        if let bound = numbers.maximum, number > bound { complaints.append(("maximum", bound)) }
        if let bound = numbers.exclusiveMinimum, number <= bound { complaints.append(("exclusiveMinimum", bound)) }
        if let bound = numbers.exclusiveMaximum, number >= bound { complaints.append(("exclusiveMaximum", bound)) }
        if let divisor = numbers.multipleOf, work(number.digits.count), !number.isMultiple(of: divisor) {
            complaints.append(("multipleOf", divisor))
        }
        for (keyword, bound) in complaints { add(failure("\(keyword): got \(number), want \(bound)"), to: &failures) }
    }
}

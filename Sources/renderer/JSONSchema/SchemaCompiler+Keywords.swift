import JSON

extension SchemaCompiler {
    /// The keywords about one value by itself.
    func readScalars(_ reader: KeywordReader, into rules: inout SchemaRules) throws(SchemaError) {
        rules.types = try reader.types()
        rules.choices = try reader.list("enum")?.map { ExactValue($0) }
        if rules.draft > .draft4 { rules.constant = reader.object["const"].map { ExactValue($0) } }
        if rules.draft.assertsFormats { rules.format = try reader.text("format").flatMap { Format(rawValue: $0) } }
        rules.numbers = try numbers(reader, rules.draft)
        rules.strings = try strings(reader)
    }

    private func numbers(_ reader: KeywordReader, _ draft: Draft) throws(SchemaError) -> SchemaRules.Numbers? {
        let keywords = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]
        guard keywords.contains(where: { reader.object.contains(key: $0) }) else { return nil }
        var numbers = SchemaRules.Numbers()
        numbers.minimum = try reader.number("minimum")
        numbers.maximum = try reader.number("maximum")
        if draft == .draft4 {
            if try reader.flag("exclusiveMinimum") { (numbers.exclusiveMinimum, numbers.minimum) = (numbers.minimum, nil) }
            if try reader.flag("exclusiveMaximum") { (numbers.exclusiveMaximum, numbers.maximum) = (numbers.maximum, nil) }
        } else {
            numbers.exclusiveMinimum = try reader.number("exclusiveMinimum")
            numbers.exclusiveMaximum = try reader.number("exclusiveMaximum")
        }
        if let divisor = try reader.number("multipleOf") {
            guard divisor.isPositive else { throw SchemaError("it is not greater than 0", at: reader.place("multipleOf")) }
            guard divisor.digits.count <= ExactNumber.maximumDivisorDigits else {
                throw SchemaError("it has more than \(ExactNumber.maximumDivisorDigits) digits", at: reader.place("multipleOf"))
            }
            numbers.multipleOf = divisor
        }
        return numbers
    }

    private func strings(_ reader: KeywordReader) throws(SchemaError) -> SchemaRules.Strings? {
        var strings = SchemaRules.Strings()
        strings.minimumLength = try reader.count("minLength")
        strings.maximumLength = try reader.count("maxLength")
        if let pattern = try reader.text("pattern") { strings.pattern = try self.pattern(pattern, at: reader.place("pattern")) }
        let isUsed = strings.minimumLength != nil || strings.maximumLength != nil || strings.pattern != nil
        return isUsed ? strings : nil
    }

    /// The keywords about arrays; nil if there are none.
    mutating func arrays(_ reader: KeywordReader, _ draft: Draft) throws(SchemaError) -> SchemaRules.Arrays? {
        let keywords = [
            "minItems", "maxItems", "uniqueItems", "items", "additionalItems", "prefixItems", "contains", "unevaluatedItems",
        ]
        guard keywords.contains(where: { reader.object.contains(key: $0) }) else { return nil }
        var arrays = SchemaRules.Arrays()
        arrays.minimumCount = try reader.count("minItems")
        arrays.maximumCount = try reader.count("maxItems")
        arrays.isUnique = try reader.flag("uniqueItems")
        if draft >= .draft2020 {
            arrays.first = try children("prefixItems", reader)
            arrays.rest = child("items", reader)
        } else if reader.object["items"]?.arrayValue != nil {
            arrays.first = try children("items", reader)
            if let additional = reader.object["additionalItems"] {
                // In draft 4, too, this one keyword may be a boolean.
                switch additional.boolValue {
                case false?: arrays.refusesRest = true
                case true? where draft == .draft4: break
                default: arrays.rest = child("additionalItems", reader)
                }
            }
        } else {
            arrays.rest = child("items", reader)
        }
        if draft > .draft4 { arrays.contains = child("contains", reader) }
        if draft >= .draft2019 {
            if arrays.contains != nil {
                arrays.minimumContained = try reader.count("minContains")
                arrays.maximumContained = try reader.count("maxContains")
            }
            arrays.unevaluated = child("unevaluatedItems", reader)
        }
        return arrays
    }

    /// The keywords about objects; nil if there are none.
    mutating func objects(_ reader: KeywordReader, _ draft: Draft) throws(SchemaError) -> SchemaRules.Objects? {
        let keywords = [
            "minProperties", "maxProperties", "required", "properties", "patternProperties", "additionalProperties",
            "propertyNames", "dependencies", "dependentRequired", "dependentSchemas", "unevaluatedProperties",
        ]
        guard keywords.contains(where: { reader.object.contains(key: $0) }) else { return nil }
        var objects = SchemaRules.Objects()
        objects.minimumCount = try reader.count("minProperties")
        objects.maximumCount = try reader.count("maxProperties")
        objects.required = try reader.texts("required") ?? []
        for (name, schema) in try members("properties", reader) { objects.properties[name] = schema }
        for (name, schema) in try members("patternProperties", reader) {
            objects.patterns.append((try pattern(name, at: reader.place("patternProperties")), schema))
        }
        switch reader.object["additionalProperties"]?.boolValue {
        case false?: objects.refusesAdditional = true
        // In draft 4, too, this one keyword may be a boolean.
        case true? where draft == .draft4: break
        default: objects.additional = child("additionalProperties", reader)
        }
        if draft > .draft4 { objects.names = child("propertyNames", reader) }
        try readDependencies(reader, draft, into: &objects)
        if draft >= .draft2019 { objects.unevaluated = child("unevaluatedProperties", reader) }
        return objects
    }

    private mutating func readDependencies(
        _ reader: KeywordReader, _ draft: Draft, into objects: inout SchemaRules.Objects
    ) throws(SchemaError) {
        for (name, value) in try reader.map("dependencies") ?? [:] {
            let place = "\(reader.place("dependencies"))/\(SchemaIndex.escaped(name))"
            if let list = value.arrayValue {
                objects.dependentRequired.append((name, try KeywordReader.texts(list, at: place)))
            } else {
                objects.dependentSchemas.append((name, number(of: value, at: place)))
            }
        }
        guard draft >= .draft2019 else { return }
        objects.dependentSchemas += try members("dependentSchemas", reader)
        for (name, value) in try reader.map("dependentRequired") ?? [:] {
            let place = "\(reader.place("dependentRequired"))/\(SchemaIndex.escaped(name))"
            guard let list = value.arrayValue else {
                throw SchemaError("got \(TypeSet(of: value).names), want array", at: place)
            }
            objects.dependentRequired.append((name, try KeywordReader.texts(list, at: place)))
        }
    }

    /// The keywords that join schemas.
    mutating func readCombinations(_ reader: KeywordReader, into rules: inout SchemaRules) throws(SchemaError) {
        rules.all = try children("allOf", reader)
        rules.any = try children("anyOf", reader)
        rules.one = try children("oneOf", reader)
        rules.not = child("not", reader)
        if rules.draft >= .draft7, let test = child("if", reader) {
            rules.condition = SchemaRules.Condition(
                test: test, then: child("then", reader), otherwise: child("else", reader))
        }
    }
}

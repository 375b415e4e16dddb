extension Executor {
    /// Fields of fields of a value.
    @inline(__always)
    mutating func evaluate(_ fields: Code.Run, of value: Value, isInterface: Bool) throws(TemplateError) -> Value {
        try evaluate(fields, of: value, isInterface: isInterface, Call(arguments: .empty, hasFinal: false, site: site), nil)
    }

    /// Fields of fields of a value; the last one may be a method with arguments.
    mutating func evaluate(
        _ fields: Code.Run, of origin: Value, isInterface: Bool, _ call: Call, _ final: Value?
    ) throws(TemplateError) -> Value {
        var value = origin
        var isInterface = isInterface
        let last = Int(fields.start &+ fields.count) - 1
        for index in fields.range {
            let isLast = index == last
            if case .map(let map) = value, map.takesNames, !(isLast && call.hasArguments) {
                isInterface = map.holdsInterfaces
                if let member = map.value(for: program.names[index]) {
                    value = member
                } else {
                    value = try missing(program.names[index], in: map)
                }
                continue
            }
            if case .null = value { throw nilPointer(at: index, in: fields, of: origin) }
            let fieldCall = isLast ? call : Call(arguments: .empty, hasFinal: false, site: call.site)
            value = try evaluateField(program.names[index], of: value, &isInterface, fieldCall, final)
        }
        isHeldAsInterface = isInterface
        return value
    }

    private func missing(_ name: String, in map: GoMap) throws(TemplateError) -> Value {
        switch missingKey {
        case .noValue: return .invalid
        case .zero: return Conversion.zero(of: map.elementType)
        case .error: throw failure("map has no entry for key \(Quoting.quoted(name))")
        }
    }

    /// A field of a value, whatever it is.
    ///
    /// - Parameter isInterface: Whether the value is held as an `interface {}`, and then whether the field is.
    private mutating func evaluateField(
        _ name: String, of value: Value, _ isInterface: inout Bool, _ call: Call, _ final: Value?
    ) throws(TemplateError) -> Value {
        switch value {
        case .invalid:
            if missingKey == .error { throw failure("nil data; no entry for key \(Quoting.quoted(name))") }
            return .invalid
        case .map(let map) where map.takesNames: throw failure("\(name) is not a method but has arguments")
        case .object(let object):
            if let field = try evaluateMember(name, of: object, &isInterface, call, final) { return field }
        default: break
        }
        let type = isInterface ? "interface {}" : value.type?.description ?? ""
        throw failure("can't evaluate field \(name) in type \(type)")
    }

    /// A method, field or entry of an object; nil if it has none of the name.
    private mutating func evaluateMember(
        _ name: String, of object: any TemplateObject, _ isInterface: inout Bool, _ call: Call, _ final: Value?
    ) throws(TemplateError) -> Value? {
        if let method = object.method(name) {
            isInterface = method.result == .any
            return try self.call(method, name, call, call.hasFinal ? final : nil)
        }
        if case .map(let map)? = object.underlying, map.takesNames {
            if call.hasArguments { throw failure("\(name) is not a method but has arguments") }
            isInterface = map.holdsInterfaces
            if let entry = map.value(for: name) { return entry }
            return try missing(name, in: map)
        }
        guard let field = object.field(name) else { return nil }
        if object.isNil { throw failure("nil pointer evaluating \(object.type).\(name)") }
        if call.hasArguments { throw failure("\(name) has arguments but cannot be invoked as function") }
        isInterface = false
        return field
    }
}

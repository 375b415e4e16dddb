extension Code.Literal {
    /// A boolean, number or string, with the value it has where no type is asked for.
    init(_ node: OperandNode) {
        self.node = node
        switch node {
        case .boolean(_, let truth): (value, failure) = (.bool(truth), nil)
        case .string(let string): (value, failure) = (.string(string.value), nil)
        case .number(let number): (value, failure) = Self.ideal(number)
        default: (value, failure) = (.invalid, nil)
        }
    }

    /// What a number is where its syntax alone decides: a complex number, a `float64` or an `int`.
    private static func ideal(_ number: NumberNode) -> (Value, String?) {
        if let complex = number.complex { return (.complex(complex), nil) }
        let source = number.source
        let isCharacter = source.hasPrefix("'")
        let isHexadecimal = source.hasPrefix("0x") || source.hasPrefix("0X")
        let isHexadecimalInteger = isHexadecimal && source.utf8.count > 2 && !source.contains { "pP".contains($0) }
        if let float = number.float, !isHexadecimalInteger, !isCharacter, source.contains(where: { ".eEpP".contains($0) }) {
            return (.float(float, .float64), nil)
        }
        if let integer = number.integer { return (.integer(integer, .int), nil) }
        return (.invalid, number.unsigned == nil ? nil : "\(source) overflows int")
    }

    /// The constant as a value of the type that a parameter has, or what is wrong with it.
    func typed(as type: GoType, in source: TemplateSource) -> Result<Value, FunctionError> {
        func found(_ expected: String) -> Result<Value, FunctionError> {
            .failure(FunctionError("expected \(expected); found \(NodeWriter.text(of: node, in: source))"))
        }
        switch type.kind {
        case .bool:
            guard case .boolean = node else { return found("bool") }
            return .success(value)
        case .string:
            guard case .string = node else { return found("string") }
            return .success(value)
        case .int, .int8, .int16, .int32, .int64, .uint, .uint8, .uint16, .uint32, .uint64, .uintptr, .float32, .float64,
            .complex64, .complex128:
            return number(as: type.kind).map { .success($0) } ?? found(Self.noun(for: type.kind))
        case .interface where type == .any:
            return failure.map { .failure(FunctionError($0)) } ?? .success(value)
        case .structure where type == .reflectValue:
            return failure.map { .failure(FunctionError($0)) } ?? .success(value)
        default:
            let text = NodeWriter.text(of: node, in: source)
            return .failure(FunctionError("can't handle \(text) for arg of type \(type)"))
        }
    }

    private static func noun(for kind: GoKind) -> String {
        switch kind {
        case .int, .int8, .int16, .int32, .int64: "integer"
        case .float32, .float64: "float"
        case .complex64, .complex128: "complex"
        default: "unsigned integer"
        }
    }

    /// The number as one of a kind, cut to its width; nil if it is not a number, or has no such value.
    private func number(as kind: GoKind) -> Value? {
        guard case .number(let number) = node else { return nil }
        switch kind {
        case .int: return number.integer.map { .integer($0, .int) }
        case .int8: return number.integer.map { .integer(Int64(Int8(truncatingIfNeeded: $0)), .int8) }
        case .int16: return number.integer.map { .integer(Int64(Int16(truncatingIfNeeded: $0)), .int16) }
        case .int32: return number.integer.map { .integer(Int64(Int32(truncatingIfNeeded: $0)), .int32) }
        case .int64: return number.integer.map { .integer($0, .int64) }
        case .uint: return number.unsigned.map { .unsigned($0, .uint) }
        case .uint8: return number.unsigned.map { .unsigned(UInt64(UInt8(truncatingIfNeeded: $0)), .uint8) }
        case .uint16: return number.unsigned.map { .unsigned(UInt64(UInt16(truncatingIfNeeded: $0)), .uint16) }
        case .uint32: return number.unsigned.map { .unsigned(UInt64(UInt32(truncatingIfNeeded: $0)), .uint32) }
        case .uint64: return number.unsigned.map { .unsigned($0, .uint64) }
        case .uintptr: return number.unsigned.map { .unsigned($0, .uintptr) }
        case .float32: return number.float.map { .float(Double(Float($0)), .float32) }
        case .float64: return number.float.map { .float($0, .float64) }
        case .complex64, .complex128:
            return number.complex.map { complex in
                .complex(Complex(real: complex.real, imaginary: complex.imaginary, isSingle: kind == .complex64))
            }
        default: return nil
        }
    }
}

extension Code.Callee {
    /// The function of a name: one of the user's, else a builtin one.
    ///
    /// The parser has made sure that there is one; should there be none, calling it is an error.
    init(_ name: String, functions: FunctionMap) {
        self.name = name
        if let function = functions[name] {
            self.function = function
            kind = .ordinary
        } else {
            function =
                Builtins.functions[name]
                ?? Function(parameters: [.any], isVariadic: true) { _, _ throws(FunctionError) in
                    throw FunctionError("\(Quoting.quoted(name)) is not a defined function")
                }
            kind =
                switch name {
                case "and": .and
                case "or": .or
                case "call": .call
                case "slice": .slice
                default: .ordinary
                }
        }
        isOpen = function.parameters.allSatisfy { $0 == .any || $0 == .reflectValue }
    }
}

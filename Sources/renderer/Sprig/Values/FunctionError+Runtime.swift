import GoTemplate

/// What Go's runtime panics with; a template sees it as the function's error.
extension FunctionError {
    /// A method of a nil interface or pointer was called.
    static let nilDereference = FunctionError("runtime error: invalid memory address or nil pointer dereference")

    static let divisionByZero = FunctionError("runtime error: integer divide by zero")

    static let lengthOutOfRange = FunctionError("runtime error: makeslice: len out of range")

    /// `strings.Repeat` was told a negative count.
    static let negativeRepeatCount = FunctionError("strings: negative Repeat count")

    /// A map that is nil was written to.
    static let nilMapEntry = FunctionError("assignment to entry in nil map")

    /// A value nests deeper than any that a template can have use for, or holds itself.
    static let nestedTooDeeply = FunctionError("the value nests more than \(Nesting.maximumDepth) levels deep")

    /// A type assertion failed.
    static func conversion(of value: Value, to type: GoType) -> FunctionError {
        FunctionError("interface conversion: interface {} is \(value.type?.description ?? "nil"), not \(type)")
    }
}

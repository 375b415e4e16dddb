/// The functions that every template can call.
///
/// `and`, `or` and `call` are declared here for the number of their arguments; the executor carries them out, because
/// the first two do not evaluate all of their arguments, and the third names its callee in errors.
package enum Builtins {
    /// All of them by name.
    package static let functions: FunctionMap = [
        "and": logic, "or": logic, "call": logic,
        "not": Function(parameters: [.reflectValue], result: .bool) { arguments, _ in .bool(!arguments[0].isTrue) },
        "len": Function(parameters: [.reflectValue], result: .int, returnsError: true) {
            arguments, _ throws(FunctionError) in
            .int(try Length.of(arguments[0]))
        },
        "index": indexing { item, indexes throws(FunctionError) in try Indexing.index(item, indexes) },
        "slice": indexing { item, indexes throws(FunctionError) in try Slicing.slice(item, indexes) },
        "print": textual { arguments in
            var printer = Printer()
            printer.print(arguments)
            return printer.output
        },
        "println": textual { arguments in
            var printer = Printer()
            printer.println(arguments)
            return printer.output
        },
        "printf": Function(parameters: [.string, .any], isVariadic: true, result: .string) { arguments, _ in
            guard case .string(let format) = arguments[0].underlying else { return .string("") }
            var printer = Printer()
            printer.output.reserveCapacity(format.count + 32)
            printer.printf(format, arguments[1...])
            return .string(ByteString(printer.output))
        },
        "html": textual { arguments in Escaping.escaped(arguments, with: Escaping.appendHTML) },
        "js": textual { arguments in Escaping.escaped(arguments, with: Escaping.appendJavaScript) },
        "urlquery": textual { arguments in Escaping.escaped(arguments, with: Escaping.appendQuery) },
        "eq": Function(
            parameters: [.reflectValue, .reflectValue], isVariadic: true, result: .bool, returnsError: true
        ) { arguments, _ throws(FunctionError) in
            .bool(try Comparison.isEqual(arguments[0], toAnyOf: arguments[1...]))
        },
        "ne": comparison { left, right throws(FunctionError) in
            try !Comparison.isEqual(left, toAnyOf: CollectionOfOne(right))
        },
        "lt": comparison { left, right throws(FunctionError) in try Comparison.isLess(left, right) },
        "le": comparison { left, right throws(FunctionError) in try Comparison.isLessOrEqual(left, right) },
        "gt": comparison { left, right throws(FunctionError) in try !Comparison.isLessOrEqual(left, right) },
        "ge": comparison { left, right throws(FunctionError) in try !Comparison.isLess(left, right) },
    ]

    private static let logic = Function(
        parameters: [.reflectValue, .reflectValue], isVariadic: true, result: .reflectValue
    ) { _, _ throws(FunctionError) in
        throw FunctionError("unreachable")
    }

    private static func indexing(
        _ body: @escaping @Sendable (Value, ArraySlice<Value>) throws(FunctionError) -> Value
    ) -> Function {
        Function(
            parameters: [.reflectValue, .reflectValue], isVariadic: true, result: .reflectValue, returnsError: true
        ) { arguments, _ throws(FunctionError) in
            try body(arguments[0], arguments[1...])
        }
    }

    private static func textual(_ body: @escaping @Sendable ([Value]) -> [UInt8]) -> Function {
        Function(parameters: [.any], isVariadic: true, result: .string) { arguments, _ in
            .string(ByteString(body(arguments)))
        }
    }

    private static func comparison(
        _ body: @escaping @Sendable (Value, Value) throws(FunctionError) -> Bool
    ) -> Function {
        Function(parameters: [.reflectValue, .reflectValue], result: .bool, returnsError: true) {
            arguments, _ throws(FunctionError) in
            .bool(try body(arguments[0], arguments[1]))
        }
    }
}

/// The function `call`: calls a function that is a value.
package enum Calling {
    /// Calls a value with arguments, checked against the function's declaration.
    ///
    /// - Parameters:
    ///   - callee: The value.
    ///   - name: The callee as the template has it, for errors.
    ///   - arguments: What follows the callee.
    ///   - execution: The run of the template.
    package static func call(
        _ callee: Value, name: String, _ arguments: [Value], _ execution: Execution
    ) throws(FunctionError) -> Value {
        guard let type = callee.type else { throw FunctionError("call of nil") }
        guard case .function(let function) = callee.underlying else {
            throw FunctionError("non-function \(name) of type \(type)")
        }
        if function.isVariadic {
            guard arguments.count >= function.minimumCount else {
                throw FunctionError(
                    "wrong number of args for \(name): got \(arguments.count) want at least \(function.minimumCount)")
            }
        } else if arguments.count != function.parameters.count {
            throw FunctionError(
                "wrong number of args for \(name): got \(arguments.count) want \(function.parameters.count)")
        }
        var prepared: [Value] = []
        prepared.reserveCapacity(arguments.count)
        for (position, argument) in arguments.enumerated() {
            do {
                prepared.append(try Conversion.prepare(argument, for: function.parameter(at: position)) ?? .null)
            } catch {
                throw FunctionError("arg \(position): \(error.message)")
            }
        }
        return try function.call(prepared, execution)
    }
}

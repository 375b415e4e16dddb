import GoTemplate

/// The functions that count.
enum SequenceFunctions {
    static let functions: FunctionMap = ["until": until, "untilStep": untilStep, "seq": seq]

    private static let until = Function(parameters: [.int], result: .slice(.int)) {
        arguments, execution throws(FunctionError) in
        let count = arguments.integer(0)
        return try list(from: 0, to: count, step: count < 0 ? -1 : 1, execution)
    }

    private static let untilStep = Function(parameters: [.int, .int, .int], result: .slice(.int)) {
        arguments, execution throws(FunctionError) in
        try list(from: arguments.integer(0), to: arguments.integer(1), step: arguments.integer(2), execution)
    }

    /// The numbers from the first to the last, which are told as the shell's seq is told them: last; first and last; first,
    /// step and last.
    private static let seq = Function(parameters: [.int], isVariadic: true, result: .string) {
        arguments, execution throws(FunctionError) in
        guard (1...3).contains(arguments.count) else { return .string("") }
        let first = arguments.count == 1 ? 1 : arguments.integer(0)
        let last = arguments.integer(arguments.count - 1)
        let direction = last < first ? -1 : 1
        var step = direction
        if arguments.count == 3 {
            step = arguments.integer(1)
            if last < first, step > 0 { return .string("") }
        }
        let numbers = try IntegerSequence.numbers(from: first, to: last &+ direction, step: step, bytes: 8, execution)
        var output: [UInt8] = []
        for number in numbers {
            if !output.isEmpty { output.append(UInt8(ascii: " ")) }
            DecimalInteger.append(Int64(number), to: &output)
        }
        return .string(ByteString(output))
    }

    private static func list(from start: Int, to stop: Int, step: Int, _ execution: Execution) throws(FunctionError) -> Value {
        let numbers = try IntegerSequence.numbers(
            from: start, to: stop, step: step, bytes: ListOf.elementBytes, execution)
        return .list(GoList(numbers.map { .int($0) }, type: .slice(.int)))
    }
}

import GoTemplate

/// The functions that choose among a list's elements, or part it; each also in a form that says that it can fail.
enum ListSelectionFunctions {
    static let functions: FunctionMap = [
        "compact": compact, "mustCompact": compact, "uniq": uniq, "mustUniq": uniq, "without": without,
        "mustWithout": without, "has": has, "mustHas": has, "slice": slice, "mustSlice": slice, "chunk": chunk,
        "mustChunk": chunk,
    ]

    private static let compact = Function(parameters: [.any], result: .list) {
        arguments, execution throws(FunctionError) in
        let list = try ListOf.value(arguments[0], "Cannot compact on type")
        return try ListOf.new(list.elements.filter(\.isTrue), execution)
    }

    private static let uniq = Function(parameters: [.any], result: .list) {
        arguments, execution throws(FunctionError) in
        let list = try ListOf.value(arguments[0], "Cannot find uniq on type")
        var seen = SeenValues()
        var elements: [Value] = []
        for element in list.elements {
            if try seen.insert(element) { elements.append(element) }
        }
        return try ListOf.new(elements, execution)
    }

    private static let without = Function(parameters: [.any, .any], isVariadic: true, result: .list) {
        arguments, execution throws(FunctionError) in
        let list = try ListOf.value(arguments[0], "Cannot find without on type")
        let omitted = Array(arguments.dropFirst())
        var equality = DeepEquality()
        var elements: [Value] = []
        for element in list.elements {
            if try !equality.isIn(omitted, element) { elements.append(element) }
        }
        return try ListOf.new(elements, execution)
    }

    private static let has = Function(parameters: [.any, .any], result: .bool) {
        arguments, _ throws(FunctionError) in
        guard arguments[1].type != nil else { return .bool(false) }
        let list = try ListOf.value(arguments[1], "Cannot find has on type")
        var equality = DeepEquality()
        return .bool(try equality.isIn(list.elements, arguments[0]))
    }

    private static let slice = Function(parameters: [.any, .any], isVariadic: true, result: .any) {
        arguments, execution throws(FunctionError) in
        let list = try ListOf.value(arguments[0], "list should be type of slice or array but")
        guard list.count > 0 else { return .null }
        let start = arguments.count > 1 ? Int(Cast.int64(arguments[1])) : 0
        let end = arguments.count > 2 ? Int(Cast.int64(arguments[2])) : list.count
        if list.type.kind == .array { throw FunctionError("reflect.Value.Slice: slice of unaddressable array") }
        guard 0 <= start, start <= end, end <= list.count else {
            throw FunctionError("reflect.Value.Slice: slice index out of bounds")
        }
        try execution.charge(bytes: (end - start) &* ListOf.elementBytes)
        return .list(GoList(Array(list.elements[start..<end]), type: list.type))
    }

    /// How many parts there are, and how long each is, is computed in floating point, as sprig does it: of sizes that make no
    /// sense some fail and some give no parts.
    private static let chunk = Function(parameters: [.int, .any], result: .slice(.list)) {
        arguments, execution throws(FunctionError) in
        let size = arguments.integer(0)
        let list = try ListOf.value(arguments[1], "Cannot chunk type")
        let quotient = Double(list.count - 1) / Double(size)
        let count = Cast.truncated(quotient.rounded(.down) + 1)
        guard count >= 0 else { throw .lengthOutOfRange }
        try execution.charge(bytes: list.count &* ListOf.elementBytes)
        let elements = list.elements
        var chunks: [Value] = []
        for position in 0..<count {
            var length = size
            if position == count - 1 {
                let remainder = Double(list.count).truncatingRemainder(dividingBy: Double(size)).rounded(.down)
                length = Cast.truncated(remainder)
                if length == 0 { length = size }
            }
            guard length >= 0, length <= elements.count else { throw .lengthOutOfRange }
            let start = position * size
            guard start >= 0, start + length <= elements.count else {
                throw FunctionError("reflect: slice index out of range")
            }
            chunks.append(.list(GoList(Array(elements[start..<start + length]))))
        }
        return .list(GoList(chunks, type: .slice(.list)))
    }
}

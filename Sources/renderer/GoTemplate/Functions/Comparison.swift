/// How `eq`, `lt` and their siblings compare: values of one basic kind, integers also across their signs.
enum Comparison {
    private static let missingArgument = FunctionError("missing argument for comparison")
    private static let incompatible = FunctionError("incompatible types for comparison")
    private static let invalidType = FunctionError("invalid type for comparison")

    /// Whether a value equals any of the others, which are looked at only up to the first that does.
    static func isEqual(
        _ left: Value, toAnyOf others: some Collection<Value>
    ) throws(FunctionError) -> Bool {
        guard !others.isEmpty else { throw missingArgument }
        for other in others {
            if try isEqual(left, other) { return true }
        }
        return false
    }

    private static func isEqual(_ left: Value, _ right: Value) throws(FunctionError) -> Bool {
        switch (left.underlying, right.underlying) {
        case (.string(let left), .string(let right)): return left == right
        case (.integer(let left, _), .integer(let right, _)): return left == right
        case (.unsigned(let left, _), .unsigned(let right, _)): return left == right
        case (.integer(let signed, _), .unsigned(let unsigned, _)), (.unsigned(let unsigned, _), .integer(let signed, _)):
            return signed >= 0 && UInt64(signed) == unsigned
        case (.bool(let left), .bool(let right)): return left == right
        case (.float(let left, _), .float(let right, _)): return left == right
        case (.complex(let left), .complex(let right)):
            return left.real == right.real && left.imaginary == right.imaginary
        default: break
        }
        let leftKind = left.kind
        let rightKind = right.kind
        if leftKind == .invalid || rightKind == .invalid {
            // A basic value is simply unequal to nil; what can be nil is compared with it.
            if isBasic(left) || isBasic(right) { return false }
            return left.isNil == right.isNil
        }
        if isBasic(left) || isBasic(right) { throw incompatible }
        guard leftKind == rightKind else {
            throw error("non-comparable types %s: %v, %s: %v", [left, name(left), name(right), right])
        }
        if left.isNil || right.isNil { return left.isNil == right.isNil }
        guard let type = right.type, isComparable(type) else {
            throw error("non-comparable type %s: %v", [right, name(right)])
        }
        guard left.type == type else { return false }
        switch (left.underlying, right.underlying) {
        case (.list(let left), .list(let right)): return areIdentical(left, right)
        case (.object(let left), .object(let right)): return left === right
        default: return false
        }
    }

    /// Whether Go can compare the values of a type: arrays as their elements, pointers, but no slices and no maps.
    private static func isComparable(_ type: GoType) -> Bool {
        switch type.underlying {
        case .array(_, let element): isComparable(element)
        case .slice, .map, .function, .structure: false
        default: true
        }
    }

    private static func areIdentical(_ left: GoList, _ right: GoList) -> Bool {
        left.count == right.count
            && zip(left.elements, right.elements).allSatisfy { left, right in
                guard let left = MapKey(left), let right = MapKey(right) else { return false }
                return left == right
            }
    }

    /// Whether a value is smaller than another; strings by their bytes.
    static func isLess(_ left: Value, _ right: Value) throws(FunctionError) -> Bool {
        guard isBasic(left), isBasic(right) else { throw invalidType }
        switch (left.underlying, right.underlying) {
        case (.integer(let left, _), .integer(let right, _)): return left < right
        case (.unsigned(let left, _), .unsigned(let right, _)): return left < right
        case (.integer(let left, _), .unsigned(let right, _)): return left < 0 || UInt64(left) < right
        case (.unsigned(let left, _), .integer(let right, _)): return right >= 0 && left < UInt64(right)
        case (.float(let left, _), .float(let right, _)): return left < right
        case (.string(let left), .string(let right)): return left < right
        case (.bool, .bool), (.complex, .complex): throw invalidType
        default: throw incompatible
        }
    }

    /// Whether a value is smaller than another or equals it.
    static func isLessOrEqual(_ left: Value, _ right: Value) throws(FunctionError) -> Bool {
        if try isLess(left, right) { return true }
        return try isEqual(left, right)
    }

    private static func isBasic(_ value: Value) -> Bool {
        switch value.underlying {
        case .bool, .integer, .unsigned, .float, .complex, .string: true
        default: false
        }
    }

    private static func name(_ value: Value) -> Value {
        .text(value.type?.description ?? "<nil>")
    }

    private static func error(_ format: ByteString, _ arguments: [Value]) -> FunctionError {
        var printer = Printer()
        printer.printf(format, arguments[...])
        return FunctionError(String(decoding: printer.output, as: UTF8.self))
    }
}

import GoTemplate

/// `reflect.DeepEqual`: values of the same type with the same parts; a nil list or map is not equal to an empty one.
struct DeepEquality {
    /// How many more values may be looked at: parts that are met many times could otherwise take forever.
    private var remaining = 2_000_000

    /// Whether two values are equal.
    static func areEqual(_ left: Value, _ right: Value) throws(FunctionError) -> Bool {
        var equality = DeepEquality()
        return try equality.areEqual(left, right, depth: 0)
    }

    /// Whether a list has an element that equals a value.
    mutating func isIn(_ list: [Value], _ value: Value) throws(FunctionError) -> Bool {
        for element in list {
            if try areEqual(value, element, depth: 0) { return true }
        }
        return false
    }

    private mutating func areEqual(_ left: Value, _ right: Value, depth: Int) throws(FunctionError) -> Bool {
        guard depth < Nesting.maximumDepth else { throw .nestedTooDeeply }
        remaining -= 1
        guard remaining > 0 else { throw FunctionError("the values are too large to be compared") }
        switch (left, right) {
        case (.string(let left), .string(let right)): return left == right
        case (.bool(let left), .bool(let right)): return left == right
        case (.integer(let left, let type), .integer(let right, let other)): return left == right && type == other
        case (.unsigned(let left, let type), .unsigned(let right, let other)): return left == right && type == other
        case (.float(let left, let type), .float(let right, let other)): return left == right && type == other
        case (.complex(let left), .complex(let right)): return left == right
        case (.list(let left), .list(let right)): return try areEqual(left, right, depth: depth)
        case (.map(let left), .map(let right)): return try areEqual(left, right, depth: depth)
        case (.object(let left), .object(let right)): return try areEqual(left, right, depth: depth)
        default: return left.type == nil && right.type == nil
        }
    }

    private mutating func areEqual(_ left: GoList, _ right: GoList, depth: Int) throws(FunctionError) -> Bool {
        guard left.type == right.type, left.isNil == right.isNil, left.count == right.count else { return false }
        if left === right { return true }
        for (left, right) in zip(left.elements, right.elements) {
            guard try areEqual(left, right, depth: depth + 1) else { return false }
        }
        return true
    }

    private mutating func areEqual(_ left: GoMap, _ right: GoMap, depth: Int) throws(FunctionError) -> Bool {
        guard left.type == right.type, left.isNil == right.isNil, left.count == right.count else { return false }
        if left === right { return true }
        for (key, value) in left.sortedEntries {
            guard let other = right.value(for: key), try areEqual(value, other, depth: depth + 1) else { return false }
        }
        return true
    }

    private mutating func areEqual(
        _ left: any TemplateObject, _ right: any TemplateObject, depth: Int
    ) throws(FunctionError) -> Bool {
        if left === right { return true }
        guard left.type == right.type, left.isNil == right.isNil else { return false }
        if let left = left.underlying, let right = right.underlying {
            return try areEqual(left, right, depth: depth + 1)
        }
        for (left, right) in zip(left.fields, right.fields) {
            guard try areEqual(left.value, right.value, depth: depth + 1) else { return false }
        }
        return true
    }
}

import GoTemplate

/// A value as a list of strings.
enum StringList {
    /// The texts of a list's elements but nil; any other value is a list of one.
    static func of(_ value: Value) -> [ByteString] {
        switch value.underlying {
        case .list(let list):
            var texts: [ByteString] = []
            texts.reserveCapacity(list.count)
            for element in list.elements where !isNothing(element) { texts.append(TextOf.value(element)) }
            return texts
        case .invalid, .null: return []
        default: return [TextOf.value(value)]
        }
    }

    /// The texts of a list's elements but nil, as values in byte order.
    static func sorted(_ list: GoList) -> [Value] {
        var texts: [Value] = []
        texts.reserveCapacity(list.count)
        for element in list.elements where !isNothing(element) { texts.append(.string(TextOf.value(element))) }
        // Keys come sorted, and need nothing done.
        let isSorted = zip(texts, texts.dropFirst()).allSatisfy { !precedes($1, $0) }
        if !isSorted { texts.sort(by: precedes) }
        return texts
    }

    /// Whether a value is nil, without a look at the types of others.
    private static func isNothing(_ value: Value) -> Bool {
        switch value {
        case .invalid, .null: true
        default: false
        }
    }

    private static func precedes(_ left: Value, _ right: Value) -> Bool {
        guard case .string(let left) = left, case .string(let right) = right else { return false }
        return left < right
    }

    /// `strings.Join`.
    static func joined(
        _ value: Value, with separator: ByteString, _ execution: Execution
    ) throws(FunctionError) -> ByteString {
        guard case .list(let list) = value.underlying else {
            return value.type == nil ? "" : TextOf.value(value)
        }
        var output: [UInt8] = []
        var isFirst = true
        var charged = 0
        for element in list.elements where !isNothing(element) {
            if !isFirst { separator.append(to: &output) }
            isFirst = false
            TextOf.append(element, to: &output)
            if output.count - charged > 4096 {
                try execution.charge(bytes: output.count - charged)
                charged = output.count
            }
        }
        return ByteString(output)
    }
}

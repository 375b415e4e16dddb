import GoTemplate

/// A value as a list of strings.
enum StringList {
    /// The texts of a list's elements but nil; any other value is a list of one.
    static func of(_ value: Value) -> [ByteString] {
        switch value.underlying {
        case .list(let list):
            var texts: [ByteString] = []
            texts.reserveCapacity(list.count)
            for element in list.elements where element.type != nil { texts.append(TextOf.value(element)) }
            return texts
        case .invalid, .null: return []
        default: return [TextOf.value(value)]
        }
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
        for element in list.elements where element.type != nil {
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

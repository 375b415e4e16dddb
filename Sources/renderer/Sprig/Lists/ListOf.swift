import GoTemplate

/// An argument that must be a list.
enum ListOf {
    /// How much memory an element is counted as.
    static let elementBytes = 16

    /// The list that a value is.
    ///
    /// - Parameter purpose: What the list is for, as in "Cannot find first on type".
    @inline(__always)
    static func value(_ value: Value, _ purpose: StaticString) throws(FunctionError) -> GoList {
        if case .list(let list) = value { return list }
        if case .list(let list) = value.underlying { return list }
        guard value.type != nil else { throw .nilDereference }
        throw FunctionError("\(purpose) \(value.kind.rawValue)")
    }

    /// A new `[]interface {}`, its memory counted.
    static func new(_ elements: [Value], _ execution: Execution) throws(FunctionError) -> Value {
        try execution.charge(bytes: elements.count &* elementBytes)
        return .list(GoList(elements))
    }
}

extension Executor {
    /// How many names an error tells of at most.
    private static var maximumKnown: Int { 1024 }

    /// The error of a field of nil, with the name that nil came from, if a field did.
    ///
    /// - Parameter index: Which of the names was asked of nil.
    func nilPointer(at index: Int, in fields: Code.Run, of origin: Value) -> TemplateError {
        let error = failure("nil pointer evaluating interface {}.\(program.names[index])")
        guard index > Int(fields.start) else { return error }
        var parent = origin
        for place in Int(fields.start)..<index - 1 {
            guard let next = Self.member(program.names[place], of: parent) else { return error }
            parent = next
        }
        let name = program.names[index - 1]
        guard let known = Self.names(of: parent) else { return error }
        return error.lacking(
            TemplateError.Absence(name: name, isThere: Self.member(name, of: parent) != nil, known: known))
    }

    private static func member(_ name: String, of value: Value) -> Value? {
        switch value {
        case .map(let map): map.takesNames ? map.value(for: name) : nil
        case .object(let object):
            if let underlying = object.underlying { member(name, of: underlying) } else { object.field(name) }
        default: nil
        }
    }

    /// The names of what a value has; nil where it has none, or more of them than can be told.
    private static func names(of value: Value) -> [String]? {
        switch value {
        case .map(let map):
            guard map.takesNames, map.count <= maximumKnown else { return nil }
            return map.sortedEntries.map { entry in
                if case .string(let name) = entry.key { name.description } else { "" }
            }
        case .object(let object):
            if let underlying = object.underlying { return names(of: underlying) }
            return object.fields.map(\.name)
        default: return nil
        }
    }
}

import GoTemplate

/// Merges one map into another as package mergo does: maps within are merged in turn, anything else is set whole.
struct Merging {
    /// Whether what the target has is written over; else only what is empty there.
    let isOverwriting: Bool
    let execution: Execution

    /// Merges the entries of a map into another, in place.
    func merge(_ source: GoMap, into target: GoMap, depth: Int) throws(FunctionError) {
        guard depth < Nesting.maximumDepth else { throw .nestedTooDeeply }
        guard source !== target, !target.isNil else { return }
        let entries = source.sortedEntries
        guard entries.isEmpty || target.keyType == .any || source.keyType == target.keyType else {
            throw FunctionError(
                "reflect.Value.MapIndex: value of type \(source.keyType) is not assignable to type \(target.keyType)")
        }
        try execution.charge(bytes: entries.count &* 64)
        for (key, value) in entries { try merge(value, for: key, of: source, into: target, depth: depth) }
    }

    private func merge(
        _ value: Value, for key: Value, of source: GoMap, into target: GoMap, depth: Int
    ) throws(FunctionError) {
        if value.type == nil {
            if isOverwriting { try set(value, for: key, of: source, in: target) }
            return
        }
        let existing = target.value(for: key)
        var isContainer = false
        switch value.underlying {
        case .map(let inner):
            isContainer = true
            if case .map(let innerTarget)? = existing?.underlying {
                try merge(inner, into: innerTarget, depth: depth + 1)
            }
        case .list where value.kind == .slice:
            isContainer = true
            try checkTaking(value, isReplacing: existing != nil, in: target)
            if isOverwriting { try set(value, for: key, of: source, in: target) }
        default: break
        }
        if isContainer, let existing, !isEmpty(existing) { return }
        if isOverwriting || existing.map(isEmpty) ?? true { try set(value, for: key, of: source, in: target) }
    }

    /// A map of other values than any takes no list, and fails in one of two ways.
    private func checkTaking(_ list: Value, isReplacing: Bool, in target: GoMap) throws(FunctionError) {
        let type = target.elementType
        guard let own = list.type, !own.isAssignable(to: type) else { return }
        if isReplacing, !type.acceptsNil {
            throw FunctionError("reflect: call of reflect.Value.IsNil on \(type.kind.rawValue) Value")
        }
        throw FunctionError("reflect.Value.SetMapIndex: value of type \(own) is not assignable to type \(type)")
    }

    private func set(_ value: Value, for key: Value, of source: GoMap, in target: GoMap) throws(FunctionError) {
        let type = target.elementType
        if type != .any, source.elementType != type {
            throw FunctionError(
                "reflect.Value.SetMapIndex: value of type \(source.elementType) is not assignable to type \(type)")
        }
        target.set(value, for: key)
    }

    /// Whether a value may be written over: zero, nil, or without elements. Structs and complex numbers never are.
    private func isEmpty(_ value: Value) -> Bool {
        switch value.underlying {
        case .complex: false
        case .unsigned(_, .uintptr): false
        default: !value.isTrue
        }
    }
}

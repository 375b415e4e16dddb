import GoTemplate

/// Copies of values that share no list and no map with them.
enum DeepCopying {
    static func copy(_ value: Value, _ execution: Execution, depth: Int = 0) throws(FunctionError) -> Value {
        switch value {
        case .map(let map):
            guard depth < Nesting.maximumDepth else { throw .nestedTooDeeply }
            if map.isNil { return value }
            let entries = map.sortedEntries
            try execution.charge(bytes: entries.count &* 64)
            let copied = GoMap(type: map.type)
            for (key, value) in entries { copied.set(try copy(value, execution, depth: depth + 1), for: key) }
            return .map(copied)
        case .list(let list):
            guard depth < Nesting.maximumDepth else { throw .nestedTooDeeply }
            if list.isNil || list.bytes != nil { return value }
            try execution.charge(bytes: list.count &* ListOf.elementBytes)
            var elements: [Value] = []
            elements.reserveCapacity(list.count)
            for element in list.elements { elements.append(try copy(element, execution, depth: depth + 1)) }
            return .list(GoList(elements, type: list.type))
        default: return value
        }
    }
}

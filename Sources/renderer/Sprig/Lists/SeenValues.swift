import GoTemplate

/// Values that were met before, told apart as `reflect.DeepEqual` does.
struct SeenValues {
    private var keys: Set<MapKey> = []
    private var others: [Value] = []
    private var equality = DeepEquality()

    /// Notes a value; false if it was met before.
    mutating func insert(_ value: Value) throws(FunctionError) -> Bool {
        switch value {
        case .list, .map, .function, .object:
            if try equality.isIn(others, value) { return false }
            others.append(value)
            return true
        default:
            guard let key = MapKey(value) else { return true }
            return keys.insert(key).inserted
        }
    }
}

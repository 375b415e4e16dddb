/// The function `index`: `index x 1 "a"` is `x[1]["a"]` in Go.
enum Indexing {
    static func index(_ item: Value, _ indexes: ArraySlice<Value>) throws(FunctionError) -> Value {
        guard item.type != nil else { throw FunctionError("index of untyped nil") }
        var item = item
        for index in indexes {
            item = try element(of: item, at: index)
        }
        return item
    }

    private static func element(of item: Value, at index: Value) throws(FunctionError) -> Value {
        switch item.underlying {
        case .list(let list):
            let position = try offset(index, limit: list.count)
            guard position < list.count else {
                throw FunctionError("reflect: \(list.type.kind == .array ? "array" : "slice") index out of range")
            }
            return list.elements[position]
        case .string(let text):
            let position = try offset(index, limit: text.count)
            guard position < text.count else { throw FunctionError("reflect: string index out of range") }
            return .unsigned(UInt64(text[position]), .uint8)
        case .map(let map):
            let key = try Conversion.prepare(index, for: map.keyType)
            if let key, MapKey(key) == nil {
                throw FunctionError("runtime error: hash of unhashable type \(key.type?.description ?? "")")
            }
            return map.value(for: key ?? .null) ?? Conversion.zero(of: map.elementType)
        case .invalid, .null:
            throw FunctionError("index of nil pointer")
        case .object(let object) where object.type.kind == .pointer:
            if object.isNil { throw FunctionError("index of nil pointer") }
            throw FunctionError("can't index item of type \(object.type.element?.description ?? "")")
        default:
            throw FunctionError("can't index item of type \(item.type?.description ?? "")")
        }
    }

    /// An index into a list or string: an integer from zero up to `limit`, which is included.
    static func offset(_ index: Value, limit: Int) throws(FunctionError) -> Int {
        let position: Int64
        switch index.underlying {
        case .integer(let number, _): position = number
        case .unsigned(let number, _): position = Int64(bitPattern: number)
        case .invalid, .null: throw FunctionError("cannot index slice/array with nil")
        default: throw FunctionError("cannot index slice/array with type \(index.type?.description ?? "")")
        }
        guard position >= 0, position <= limit else { throw FunctionError("index out of range: \(position)") }
        return Int(position)
    }
}

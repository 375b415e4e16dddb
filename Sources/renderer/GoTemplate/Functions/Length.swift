/// The function `len`: the bytes of a string, the elements of a list, the entries of a map.
enum Length {
    static func of(_ item: Value) throws(FunctionError) -> Int {
        switch item.underlying {
        case .string(let text): return text.count
        case .list(let list): return list.count
        case .map(let map): return map.count
        case .null: throw FunctionError("len of nil pointer")
        case .invalid: throw FunctionError("reflect: call of reflect.Value.Type on zero Value")
        case .object(let object) where object.type.kind == .pointer:
            if object.isNil { throw FunctionError("len of nil pointer") }
            throw FunctionError("len of type \(object.type.element?.description ?? "")")
        default: throw FunctionError("len of type \(item.type?.description ?? "")")
        }
    }
}

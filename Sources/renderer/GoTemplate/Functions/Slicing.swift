/// The function `slice`, as in `slice x 1 2` for Go's `x[1:2]`; a list's capacity is its length.
enum Slicing {
    static func slice(_ item: Value, _ indexes: ArraySlice<Value>) throws(FunctionError) -> Value {
        guard item.type != nil else { throw FunctionError("slice of untyped nil") }
        guard indexes.count <= 3 else { throw FunctionError("too many slice indexes: \(indexes.count)") }
        switch item.underlying {
        case .string(let text):
            guard indexes.count < 3 else { throw FunctionError("cannot 3-index slice a string") }
            return .string(text[try bounds(indexes, count: text.count)])
        case .list(let list):
            let bounds = try bounds(indexes, count: list.count)
            if list.type.kind == .array {
                throw FunctionError("reflect.Value.Slice: slice of unaddressable array")
            }
            if bounds == 0..<list.count { return item }
            return .list(GoList(Array(list.elements[bounds]), type: list.type))
        default:
            throw FunctionError("can't slice item of type \(item.type?.description ?? "")")
        }
    }

    private static func bounds(_ indexes: ArraySlice<Value>, count: Int) throws(FunctionError) -> Range<Int> {
        var positions = [0, count]
        for (number, index) in indexes.enumerated() {
            let position = try Indexing.offset(index, limit: count)
            if number < positions.count { positions[number] = position } else { positions.append(position) }
        }
        for (lower, upper) in zip(positions, positions.dropFirst()) where lower > upper {
            throw FunctionError("invalid slice index: \(lower) > \(upper)")
        }
        return positions[0]..<positions[1]
    }
}

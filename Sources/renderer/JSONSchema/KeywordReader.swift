import JSON

/// Reads the keywords of a schema, each of the type that it must be of.
struct KeywordReader {
    let object: JSONObject
    /// The place of the schema in the document.
    let location: String

    /// The place of a keyword.
    func place(_ keyword: String) -> String { "\(location)/\(SchemaIndex.escaped(keyword))" }

    private func mismatch(_ keyword: String, _ value: JSONValue, _ wanted: String) -> SchemaError {
        SchemaError("got \(TypeSet(of: value).names), want \(wanted)", at: place(keyword))
    }

    func text(_ keyword: String) throws(SchemaError) -> String? {
        guard let value = object[keyword] else { return nil }
        guard let text = value.stringValue else { throw mismatch(keyword, value, "string") }
        return text
    }

    func flag(_ keyword: String) throws(SchemaError) -> Bool {
        guard let value = object[keyword] else { return false }
        guard let flag = value.boolValue else { throw mismatch(keyword, value, "boolean") }
        return flag
    }

    func number(_ keyword: String) throws(SchemaError) -> ExactNumber? {
        guard let value = object[keyword] else { return nil }
        guard let number = ExactNumber(value) else { throw mismatch(keyword, value, "number") }
        return number
    }

    /// A whole number that is not negative.
    func count(_ keyword: String) throws(SchemaError) -> Int? {
        guard let value = object[keyword] else { return nil }
        guard let number = ExactNumber(value), number.isInteger else { throw mismatch(keyword, value, "integer") }
        guard let count = number.count else { throw SchemaError("it is less than 0", at: place(keyword)) }
        return count
    }

    func list(_ keyword: String) throws(SchemaError) -> [JSONValue]? {
        guard let value = object[keyword] else { return nil }
        guard let list = value.arrayValue else { throw mismatch(keyword, value, "array") }
        return list
    }

    func map(_ keyword: String) throws(SchemaError) -> JSONObject? {
        guard let value = object[keyword] else { return nil }
        guard let map = value.objectValue else { throw mismatch(keyword, value, "object") }
        return map
    }

    func texts(_ keyword: String) throws(SchemaError) -> [String]? {
        guard let list = try list(keyword) else { return nil }
        return try Self.texts(list, at: place(keyword))
    }

    static func texts(_ list: [JSONValue], at location: String) throws(SchemaError) -> [String] {
        var texts: [String] = []
        for (place, element) in list.enumerated() {
            guard let text = element.stringValue else {
                throw SchemaError("got \(TypeSet(of: element).names), want string", at: "\(location)/\(place)")
            }
            texts.append(text)
        }
        return texts
    }

    func types() throws(SchemaError) -> TypeSet? {
        guard let value = object["type"] else { return nil }
        let names: [JSONValue]
        switch value {
        case .string: names = [value]
        case .array(let list):
            if list.isEmpty { throw SchemaError("it names no type", at: place("type")) }
            names = list
        default: throw mismatch("type", value, "string or array")
        }
        var types: TypeSet = []
        for name in try Self.texts(names, at: place("type")) {
            guard let type = TypeSet.named(name) else {
                let known = Quoted.list(TypeSet.names.map(\.name).sorted())
                throw SchemaError("\(Quoted.text(name)) is no type: value must be one of \(known)", at: place("type"))
            }
            types.insert(type)
        }
        return types
    }
}

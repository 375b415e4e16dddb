import JSON
import YAML

/// Values as a file has them.
package enum ValuesFile {
    /// Reads a file of values in YAML.
    ///
    /// - Throws: `ChartError` if it is not one mapping.
    package static func values(of bytes: [UInt8]) throws(ChartError) -> JSONObject {
        try mapping(of: bytes, "Go value of type map[string]interface {}").withFractions
    }

    /// The mapping that a text is; an empty one is an empty mapping.
    static func mapping(of bytes: [UInt8], _ type: String) throws(ChartError) -> JSONObject {
        let documents: [YAMLDocument]
        do throws(YAMLError) { documents = try YAML.documents(bytes) } catch {
            throw ChartError("error converting YAML to JSON: yaml: \(error)")
        }
        guard let value = documents.first?.value, !value.isNull else { return [:] }
        guard let object = value.objectValue else {
            throw ChartError(
                "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal \(value.goKind) into \(type)")
        }
        return object
    }
}

extension JSONValue {
    /// What encoding/json's errors call the value.
    package var goKind: String {
        switch self {
        case .null: "null"
        case .bool: "bool"
        case .integer, .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }

    /// The value with every integer as the `float64` that Go reads it as.
    package var withFractions: JSONValue {
        switch self {
        case .integer(let number): JSONNumber(Double(number)).map { .number($0) } ?? self
        case .array(let elements): .array(elements.map(\.withFractions))
        case .object(let object): .object(object.withFractions)
        default: self
        }
    }
}

extension JSONObject {
    /// The object with every integer as the `float64` that Go reads it as.
    package var withFractions: JSONObject { JSONObject(map { ($0.key, $0.value.withFractions) }) }

    /// The object below a key, if there is one.
    func table(_ key: String) -> JSONObject? { self[key]?.objectValue }

    /// The object at a path with dots between its keys.
    func table(at path: String) -> JSONObject? {
        var table = self
        for key in path.split(separator: ".", omittingEmptySubsequences: false) {
            guard let next = table.table(String(key)) else { return nil }
            table = next
        }
        return table
    }

    /// The value at a path with dots between its keys, if it is no object.
    func scalar(at path: String) -> JSONValue? {
        let keys = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard let last = keys.last else { return nil }
        let table = keys.count == 1 ? self : self.table(at: keys.dropLast().joined(separator: "."))
        guard let value = table?[last], value.objectValue == nil else { return nil }
        return value
    }
}

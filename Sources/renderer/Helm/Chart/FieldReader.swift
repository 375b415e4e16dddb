import GoTemplate
import JSON

/// Reads the fields of a Go struct from what YAML says, as sigs.k8s.io/yaml does: keys of any case, numbers and booleans as
/// text where text is wanted, null as nothing.
struct FieldReader {
    let object: JSONObject
    /// The struct's name for errors, such as `Metadata`.
    let structure: String

    /// The value of a field; nil if it is not there or null.
    func value(_ name: String) -> JSONValue? {
        let exact = object[name]
        let found = exact ?? object.first { $0.key.lowercased() == name.lowercased() }?.value
        guard let found, !found.isNull else { return nil }
        return found
    }

    func text(_ name: String) throws(ChartError) -> String {
        guard let value = value(name) else { return "" }
        return try text(of: value, name)
    }

    func truth(_ name: String) throws(ChartError) -> Bool {
        guard let value = value(name) else { return false }
        guard let truth = value.boolValue else { throw mismatch(value, name, "bool") }
        return truth
    }

    func texts(_ name: String) throws(ChartError) -> [String] {
        guard let value = value(name) else { return [] }
        guard let elements = value.arrayValue else { throw mismatch(value, name, "[]string") }
        var texts: [String] = []
        for element in elements { texts.append(element.isNull ? "" : try text(of: element, name)) }
        return texts
    }

    func map(_ name: String) throws(ChartError) -> [String: String] {
        guard let value = value(name) else { return [:] }
        guard let members = value.objectValue else { throw mismatch(value, name, "map[string]string") }
        var map: [String: String] = [:]
        for (key, member) in members { map[key] = member.isNull ? "" : try text(of: member, name) }
        return map
    }

    /// The elements of a list of structs, or why they are none; nil if there is no such field.
    func structures(_ name: String, of type: String, _ nullMessage: String) throws(ChartError) -> [FieldReader]? {
        guard let value = value(name) else { return nil }
        guard let elements = value.arrayValue else { throw mismatch(value, name, "[]*chart.\(type)") }
        var readers: [FieldReader] = []
        for element in elements {
            if element.isNull { throw ChartMetadata.invalid(nullMessage) }
            guard let object = element.objectValue else { throw mismatch(element, name, "chart.\(type)") }
            readers.append(FieldReader(object: object, structure: type))
        }
        return readers
    }

    private func text(of value: JSONValue, _ name: String) throws(ChartError) -> String {
        switch value {
        case .string(let text): return text
        case .bool(let truth): return "\(truth)"
        case .integer(let number): return "\(number)"
        case .number(let number):
            // Go's reader makes a 32-bit number of it first.
            var output: [UInt8] = []
            FloatFormat.general(uppercase: false).append(number.double, precision: nil, isSingle: true, to: &output)
            return String(decoding: output, as: UTF8.self)
        default: throw mismatch(value, name, "string")
        }
    }

    private func mismatch(_ value: JSONValue, _ name: String, _ type: String) -> ChartError {
        let kind =
            switch value {
            case .bool: "bool"
            case .integer, .number: "number"
            case .string: "string"
            case .array: "array"
            default: "object"
            }
        return ChartError("json: cannot unmarshal \(kind) into Go struct field \(structure).\(name) of type \(type)")
    }
}

import GoTemplate
import JSON
import YAML

/// `chartutil.Values`: a map with methods of its own.
final class ValuesObject: TemplateObject {
    static let type = GoType.named("chartutil.Values", underlying: .object)

    let map: GoMap

    init(_ map: GoMap) { self.map = map }

    var type: GoType { Self.type }
    var underlying: Value? { .map(map) }
    var isNil: Bool { map.isNil }

    // Without a field of these names nearly everything is a key, and its first letter says so.
    func method(_ name: String) -> Function? {
        switch name.utf8.first {
        case UInt8(ascii: "A") where name == "AsMap": asMap
        case UInt8(ascii: "Y") where name == "YAML": yaml
        case UInt8(ascii: "T") where name == "Table": table
        case UInt8(ascii: "P") where name == "PathValue": pathValue
        default: nil
        }
    }

    private var asMap: Function {
        Function(parameters: [], result: .object) { [map = Unchecked(map)] _, _ in .map(map.value) }
    }

    private var yaml: Function {
        Function(parameters: [], result: .string, returnsError: true) { [map = Unchecked(map)] _, _ throws(FunctionError) in
            .text(YAML.text(try Value.map(map.value).encoded()))
        }
    }

    private var table: Function {
        Function(parameters: [.string], result: Self.type, returnsError: true) {
            [map = Unchecked(map)] arguments, _ throws(FunctionError) in
            .object(ValuesObject(try Self.table(Self.keys(arguments), in: map.value)))
        }
    }

    private var pathValue: Function {
        Function(parameters: [.string], returnsError: true) {
            [map = Unchecked(map)] arguments, _ throws(FunctionError) in
            var keys = Self.keys(arguments)
            let last = keys.removeLast()
            guard let table = try? Self.table(keys, in: map.value), let value = table.value(for: last), value.kind != .map else {
                throw FunctionError("\(Quoting.quoted(last)) is not a value")
            }
            return value
        }
    }

    private static func keys(_ arguments: [Value]) -> [String] {
        guard case .string(let path)? = arguments.first else { return [""] }
        return path.description.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    }

    private static func table(_ keys: [String], in map: GoMap) throws(FunctionError) -> GoMap {
        var table = map
        for key in keys {
            guard case .map(let next)? = table.value(for: key)?.underlying else {
                throw FunctionError("\(Quoting.quoted(key)) is not a table")
            }
            table = next
        }
        return table
    }
}

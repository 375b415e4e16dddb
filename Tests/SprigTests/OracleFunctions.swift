import GoTemplate
import Sprig

/// Sprig's functions, and those of `Oracle/functions.go`: they make values of types that JSON does not have.
enum OracleFunctions {
    static let all = Sprig.functions(allowing: [.environment, .network]).merging(lists).merging(numbers)

    private static let lists: FunctionMap = [
        "strings": function([.string], isVariadic: true, .slice(.string)) { .list(GoList($0, type: .slice(.string))) },
        "ints": function([.int], isVariadic: true, .slice(.int)) { .list(GoList($0, type: .slice(.int))) },
        "bytes": function([.string], .slice(.uint8)) { arguments in
            guard case .string(let text) = arguments[0] else { return .null }
            return .list(GoList(bytes: text.bytes))
        },
        "array": function([], .array(3, .int)) { _ in
            .list(GoList([.int(1), .int(2), .int(3)], type: .array(3, .int)))
        },
        "intMap": function([], .map(key: .int, element: .string)) { _ in
            let map = GoMap(type: .map(key: .int, element: .string))
            map.set(.text("ten"), for: .int(10))
            map.set(.text("two"), for: .int(2))
            return .map(map)
        },
        "stringMap": function([], .map(key: .string, element: .string)) { _ in
            .map(GoMap([("b", .text("2")), ("a", .text("1"))], type: .map(key: .string, element: .string)))
        },
        "nilMap": function([], .object) { _ in .map(GoMap(nil: .object)) },
        "nilList": function([], .list) { _ in .list(GoList(nil: .list)) },
    ]

    private static let numbers: FunctionMap = [
        "uint8": function([.int], .uint8) { .unsigned(UInt64(UInt8(truncatingIfNeeded: integer($0[0]))), .uint8) },
        "uint": function([.int], .uint) { .unsigned(UInt64(bitPattern: integer($0[0])), .uint) },
        "uint64": function([.int], .uint64) { .unsigned(UInt64(bitPattern: integer($0[0])), .uint64) },
        "int32": function([.int], .int32) { .integer(Int64(Int32(truncatingIfNeeded: integer($0[0]))), .int32) },
        "float32": function([.float64], .float32) { arguments in
            guard case .float(let number, _) = arguments[0] else { return .null }
            return .float(Double(Float(number)), .float32)
        },
    ]

    private static func integer(_ value: Value) -> Int64 {
        if case .integer(let number, _) = value { number } else { 0 }
    }

    private static func function(
        _ parameters: [GoType], isVariadic: Bool = false, _ result: GoType, _ body: @escaping @Sendable ([Value]) -> Value
    ) -> Function {
        Function(parameters: parameters, isVariadic: isVariadic, result: result) { arguments, _ in body(arguments) }
    }
}

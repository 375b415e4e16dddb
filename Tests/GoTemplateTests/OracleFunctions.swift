import GoTemplate

/// The functions that `Oracle/functions.go` declares, declared here: parameters and results of many types.
enum OracleFunctions {
    static let all = typed.merging(numbers).merging(containers)

    private static let typed: FunctionMap = [
        "addInts": function([.int, .int], .int) { .integer($0.integer(0) &+ $0.integer(1), .int) },
        "addInt8": function([.int8], .int8) { $0[0] },
        "takeUint": function([.uint], .uint) { $0[0] },
        "takeByte": function([.uint8], .uint8) { $0[0] },
        "half": function([.float64], .float64) { .float64($0.float(0) / 2) },
        "twice": function([.complex128], .complex128) { arguments in
            guard case .complex(let number) = arguments[0] else { return .null }
            return .complex(Complex(real: number.real * 2, imaginary: number.imaginary * 2))
        },
        "upper": function([.string], .string) { .text($0.text(0).uppercased()) },
        "isSet": function([.bool], .bool) { $0[0] },
        "join": function([.string, .string], isVariadic: true, .string) { arguments in
            let separator = arguments.text(0)
            return .text(arguments.indices.dropFirst().map { arguments.text($0) }.joined(separator: separator))
        },
        "anything": function([.any], .any) { $0[0] },
        "countAny": function([.any], isVariadic: true, .int) { .int($0.count) },
        "countMap": function([.object], .int) { arguments in
            if case .map(let map) = arguments[0] { .int(map.count) } else { .int(0) }
        },
        "countList": function([.list], .int) { arguments in
            if case .list(let list) = arguments[0] { .int(list.count) } else { .int(0) }
        },
        "failing": Function(parameters: [.string], result: .string, returnsError: true) {
            arguments, _ throws(FunctionError) in
            throw FunctionError(arguments.text(0))
        },
        "noArgs": function([], .string) { _ in .text("none") },
        "percent": Function(parameters: [], result: .string, returnsError: true) { _, _ throws(FunctionError) in
            throw FunctionError("100% %d wrong")
        },
        "asError": function([.string], .error) { .object(OracleError(message: $0.text(0))) },
    ]

    private static let numbers: FunctionMap = [
        "int8": function([.int], .int8) { .integer(Int64(Int8(truncatingIfNeeded: $0.integer(0))), .int8) },
        "int16": function([.int], .int16) { .integer(Int64(Int16(truncatingIfNeeded: $0.integer(0))), .int16) },
        "int32": function([.int], .int32) { .integer(Int64(Int32(truncatingIfNeeded: $0.integer(0))), .int32) },
        "int64": function([.int], .int64) { .int64($0.integer(0)) },
        "uint": function([.int], .uint) { .unsigned(UInt64(bitPattern: $0.integer(0)), .uint) },
        "uint8": function([.int], .uint8) { .unsigned(UInt64(UInt8(truncatingIfNeeded: $0.integer(0))), .uint8) },
        "uint16": function([.int], .uint16) { .unsigned(UInt64(UInt16(truncatingIfNeeded: $0.integer(0))), .uint16) },
        "uint32": function([.int], .uint32) { .unsigned(UInt64(UInt32(truncatingIfNeeded: $0.integer(0))), .uint32) },
        "uint64": function([.int], .uint64) { .unsigned(UInt64(bitPattern: $0.integer(0)), .uint64) },
        "uintptr": function([.int], .uintptr) { .unsigned(UInt64(bitPattern: $0.integer(0)), .uintptr) },
        "float32": function([.float64], .float32) { .float(Double(Float($0.float(0))), .float32) },
        "complex64": function([.float64, .float64], .complex64) { arguments in
            let real = Double(Float(arguments.float(0)))
            let imaginary = Double(Float(arguments.float(1)))
            return .complex(Complex(real: real, imaginary: imaginary, isSingle: true))
        },
        "complex": function([.float64, .float64], .complex128) {
            .complex(Complex(real: $0.float(0), imaginary: $0.float(1)))
        },
        "duration": function([.int], OracleDuration.type) { .object(OracleDuration(nanoseconds: $0.integer(0))) },
    ]

    private static let containers: FunctionMap = [
        "strings": function([.string], isVariadic: true, .slice(.string)) { .list(GoList($0, type: .slice(.string))) },
        "ints": function([.int], isVariadic: true, .slice(.int)) { .list(GoList($0, type: .slice(.int))) },
        "bytes": function([.string], .slice(.uint8)) { .list(GoList(bytes: Array($0.text(0).utf8))) },
        "nested": function([], .slice(.slice(.int))) { _ in
            let ints = GoType.slice(.int)
            return .list(
                GoList(
                    [
                        .list(GoList([.int(1), .int(2)], type: ints)), .list(GoList(nil: ints)),
                        .list(GoList([.int(3)], type: ints)),
                    ], type: .slice(ints)))
        },
        "stringMap": function([], .map(key: .string, element: .string)) { _ in
            .map(GoMap([("b", .text("2")), ("a", .text("1"))], type: .map(key: .string, element: .string)))
        },
        "intMap": map(key: .int, .string, [(.int(10), .text("ten")), (.int(2), .text("two")), (.int(-1), .text("minus"))]),
        "boolMap": map(key: .bool, .int, [(.bool(true), .int(1)), (.bool(false), .int(0))]),
        "floatMap": map(key: .float64, .int, [(.float64(2.5), .int(2)), (.float64(1.5), .int(1))]),
        "anyMap": map(key: .any, .any, [(.text("x"), .int(1))]),
        "nilMap": function([], .object) { _ in .map(GoMap(nil: .object)) },
        "nilList": function([], .list) { _ in .list(GoList(nil: .list)) },
        "nilStrings": function([], .slice(.string)) { _ in .list(GoList(nil: .slice(.string))) },
        "nilAny": function([], .any) { _ in .null },
        "array": function([], .array(3, .int)) { _ in
            .list(GoList([.int(1), .int(2), .int(3)], type: .array(3, .int)))
        },
        "function": function([], .any) { _ in
            .function(function([.int, .int], .int) { .integer($0.integer(0) &* $0.integer(1), .int) })
        },
        "variadic": function([], .any) { _ in
            .function(
                function([.string, .int], isVariadic: true, .string) { arguments in
                    let rest = arguments.indices.dropFirst().map { String(arguments.integer($0)) }
                    return .text(arguments.text(0) + "[" + rest.joined(separator: " ") + "]")
                })
        },
        "failure": function([], .any) { _ in
            .function(
                Function(parameters: [], result: .int, returnsError: true) { _, _ throws(FunctionError) in
                    throw FunctionError("failed on purpose")
                })
        },
        "point": function([], OraclePoint.structure) { _ in .object(OraclePoint(x: 1, isPointer: false)) },
        "pointer": function([], .pointer(OraclePoint.structure)) { _ in .object(OraclePoint(x: 1, isPointer: true)) },
        "nilPointer": function([], .pointer(OraclePoint.structure)) { _ in .object(OraclePoint.none) },
        "named": function([.string], OracleName.type) { .object(OracleName($0.text(0))) },
    ]

    private static func function(
        _ parameters: [GoType], isVariadic: Bool = false, _ result: GoType, _ body: @escaping @Sendable ([Value]) -> Value
    ) -> Function {
        Function(parameters: parameters, isVariadic: isVariadic, result: result) { arguments, _ in body(arguments) }
    }

    /// A function that makes a map, anew each time.
    private static func map(
        key: GoType, _ element: GoType, _ pairs: @escaping @Sendable @autoclosure () -> [(Value, Value)]
    ) -> Function {
        let type = GoType.map(key: key, element: element)
        return function([], type) { _ in
            let map = GoMap(type: type)
            for (key, value) in pairs() { map.set(value, for: key) }
            return .map(map)
        }
    }
}

extension [Value] {
    func integer(_ position: Int) -> Int64 {
        if case .integer(let number, _) = self[position].underlying { number } else { 0 }
    }

    func float(_ position: Int) -> Double {
        if case .float(let number, _) = self[position].underlying { number } else { 0 }
    }

    func text(_ position: Int) -> String {
        if case .string(let text) = self[position].underlying { text.description } else { "" }
    }
}

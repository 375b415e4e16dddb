import GoTemplate

/// The oracle's `main.Point`: a struct with fields and methods, or a pointer to one.
final class OraclePoint: TemplateObject {
    static let structure = GoType.structure("main.Point")

    private let x: Int
    private let isPointer: Bool
    private let parent: OraclePoint?
    let isNil: Bool

    init(x: Int, isPointer: Bool, parent: OraclePoint? = nil, isNil: Bool = false) {
        self.x = x
        self.isPointer = isPointer
        self.parent = parent
        self.isNil = isNil
    }

    /// A nil pointer.
    static var none: OraclePoint { OraclePoint(x: 0, isPointer: true, isNil: true) }

    var type: GoType { isPointer ? .pointer(Self.structure) : Self.structure }

    var fields: [(name: String, value: Value)] {
        [
            ("X", .int(x)), ("Label", .text("two")), ("List", .list(GoList([.int(3)], type: .slice(.int)))),
            ("Parent", .object(parent ?? .none)),
        ]
    }

    func method(_ name: String) -> Function? {
        if isNil, ["Greet", "Sum", "Fails", "Join"].contains(name) {
            return Function(parameters: [], result: .string) { _, _ throws(FunctionError) in
                throw FunctionError("value method main.Point.\(name) called using nil *Point pointer")
            }
        }
        let x = Int64(x)
        switch name {
        case "Sum":
            return Function(parameters: [.int, .int], result: .int) { arguments, _ in
                .integer(x &+ arguments.integer(0) &+ arguments.integer(1), .int)
            }
        case "Greet":
            return Function(parameters: [], result: .string) { _, _ in .text("hello from two") }
        case "Fails":
            return Function(parameters: [], result: .string, returnsError: true) { _, _ throws(FunctionError) in
                throw FunctionError("this method fails")
            }
        case "Join":
            return Function(parameters: [.string], isVariadic: true, result: .string) { arguments, _ in
                .text(arguments.indices.map { arguments.text($0) }.joined(separator: "two"))
            }
        case "Moved" where isPointer:
            return Function(parameters: [.int], result: .pointer(Self.structure)) { arguments, _ in
                let start = OraclePoint(x: Int(x), isPointer: true)
                return .object(OraclePoint(x: Int(x &+ arguments.integer(0)), isPointer: true, parent: start))
            }
        default:
            return nil
        }
    }
}

import GoTemplate

/// The functions that merge maps, in place, and copy values whole.
enum MergeFunctions {
    static let functions: FunctionMap = [
        "merge": merge(overwriting: false), "mustMerge": merge(overwriting: false),
        "mergeOverwrite": merge(overwriting: true), "mustMergeOverwrite": merge(overwriting: true),
        "deepCopy": copy, "mustDeepCopy": copy,
    ]

    private static func merge(overwriting: Bool) -> Function {
        Function(parameters: [.object, .object], isVariadic: true) { arguments, execution throws(FunctionError) in
            var target = arguments.map(0)
            for position in arguments.indices.dropFirst() {
                let source = arguments.map(position)
                if target.isNil, !source.isNil { target = GoMap() }
                try Merging(isOverwriting: overwriting, execution: execution).merge(source, into: target, depth: 0)
            }
            return .map(target)
        }
    }

    private static let copy = Function(parameters: [.any]) { arguments, execution throws(FunctionError) in
        guard arguments[0].type != nil else {
            throw FunctionError("reflect: call of reflect.Value.Type on zero Value")
        }
        return try DeepCopying.copy(arguments[0], execution)
    }
}

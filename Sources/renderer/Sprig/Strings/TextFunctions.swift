import GoTemplate

/// The functions that make one text of another.
enum TextFunctions {
    static let functions: FunctionMap = [
        "upper": text(Casing.upper), "lower": text(Casing.lower), "title": text(Casing.title),
        "untitle": text(Casing.untitle), "swapcase": text(Casing.swapped),
        "camelcase": text(WordCase.camel), "snakecase": snakecase, "kebabcase": kebabcase,
        "trim": text(Trimming.space), "trimAll": trimAll, "trimall": trimAll, "trimPrefix": trimPrefix,
        "trimSuffix": trimSuffix, "nospace": text(Cutting.withoutSpace), "initials": text(Cutting.initials),
        "contains": test(Searching.contains), "hasPrefix": test(Searching.hasPrefix),
        "hasSuffix": test(Searching.hasSuffix),
    ]

    private static let snakecase = text { WordCase.joined($0, with: UInt8(ascii: "_")) }
    private static let kebabcase = text { WordCase.joined($0, with: UInt8(ascii: "-")) }

    private static let trimAll = pair { set, text in Trimming.all(set, of: text) }
    private static let trimPrefix = pair { prefix, text in Trimming.prefix(prefix, of: text) }
    private static let trimSuffix = pair { suffix, text in Trimming.suffix(suffix, of: text) }

    private static func text(_ body: @escaping @Sendable (ByteString) -> ByteString) -> Function {
        Function(parameters: [.string], result: .string) { arguments, _ in .string(body(arguments.text(0))) }
    }

    private static func pair(_ body: @escaping @Sendable (ByteString, ByteString) -> ByteString) -> Function {
        Function(parameters: [.string, .string], result: .string) { arguments, _ in
            .string(body(arguments.text(0), arguments.text(1)))
        }
    }

    private static func test(_ body: @escaping @Sendable (ByteString, ByteString) -> Bool) -> Function {
        Function(parameters: [.string, .string], result: .bool) { arguments, _ in
            .bool(body(arguments.text(0), arguments.text(1)))
        }
    }
}

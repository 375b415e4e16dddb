import GoTemplate

/// The functions that make numbers of values.
enum NumberConversionFunctions {
    static let functions: FunctionMap = [
        "int": int, "int64": int64, "float64": float64, "atoi": atoi, "toDecimal": toDecimal,
    ]

    private static let int = Function(parameters: [.any], result: .int) { arguments, _ in
        .integer(Cast.int64(arguments[0]), .int)
    }

    private static let int64 = Function(parameters: [.any], result: .int64) { arguments, _ in
        .int64(Cast.int64(arguments[0]))
    }

    private static let float64 = Function(parameters: [.any], result: .float64) { arguments, _ in
        .float64(Cast.float64(arguments[0]))
    }

    /// The decimal number that a text is; the nearest if it is too large, zero if it is none.
    private static let atoi = Function(parameters: [.string], result: .int) { arguments, _ in
        guard let text = arguments.text(0).validText, isNumber(text, radix: 10) else { return .int(0) }
        return .int(Int(text) ?? (text.hasPrefix("-") ? .min : .max))
    }

    /// The octal number that a value is as text.
    private static let toDecimal = Function(parameters: [.any], result: .int64) { arguments, _ in
        var text: [UInt8] = []
        TextOf.appendPrinted(arguments[0], to: &text)
        let digits = String(decoding: text, as: UTF8.self)
        return .int64(isNumber(digits, radix: 8) ? Int64(digits, radix: 8) ?? 0 : 0)
    }

    private static func isNumber(_ text: String, radix: UInt8) -> Bool {
        var digits = text.utf8[...]
        if let sign = digits.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { digits = digits.dropFirst() }
        return !digits.isEmpty && digits.allSatisfy { 48..<48 + radix ~= $0 }
    }
}

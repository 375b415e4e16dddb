import GoTemplate

/// A value as text, as sprig's functions turn their arguments into strings.
enum TextOf {
    /// A string as it is, bytes as a string, anything else as `%v` prints it.
    @inline(__always)
    static func value(_ value: Value) -> ByteString {
        if case .string(let text) = value { return text }
        return other(value)
    }

    @inline(never)
    private static func other(_ value: Value) -> ByteString {
        var output: [UInt8] = []
        append(value, to: &output)
        return ByteString(output)
    }

    /// Appends the text of a value.
    static func append(_ value: Value, to output: inout [UInt8]) {
        switch value {
        case .string(let text): text.append(to: &output)
        case .list(let list):
            if let bytes = list.bytes { output.append(contentsOf: bytes) } else { appendPrinted(value, to: &output) }
        default: appendPrinted(value, to: &output)
        }
    }

    /// Appends a value as `%v` prints it.
    static func appendPrinted(_ value: Value, to output: inout [UInt8]) {
        switch value {
        case .string(let text): text.append(to: &output)
        case .integer(let number, _): DecimalInteger.append(number, to: &output)
        default:
            var printer = Printer()
            swap(&printer.output, &output)
            printer.print(CollectionOfOne(value))
            swap(&printer.output, &output)
        }
    }
}

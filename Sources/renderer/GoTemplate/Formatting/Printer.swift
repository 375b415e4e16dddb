/// Go's package fmt over template values: appends formatted values to its output.
///
/// The printer owns the buffer that it appends to. A caller with a buffer of its own swaps it in and out, so that
/// nothing is copied.
///
/// ```swift
/// var printer = Printer()
/// printer.printf("%05.1f|%-4s|%q", [.float64(3.14159), .text("go"), .text("hi")])
/// // printer.output: 003.1|go  |"hi"
/// ```
package struct Printer {
    /// Values nest at most this deep in the output; a map that holds itself would otherwise be printed without end.
    static let maximumDepth = 1000

    /// No list, map or struct is begun once there is so much output: one that holds others many times could have no end.
    static let maximumBytes = 32 << 20

    package var output: [UInt8] = []
    var flags = FormatFlags()
    /// Whether an error such as `%!d(string=hi)` is being written, in which no method is called.
    var isReportingError = false
    /// Whether a pointer that is an operand is printed as what it points to, without `&`.
    var followsPointers = false

    package init() {}

    /// What stands for no value, and for nil, in a template's output.
    static var noValue: Value { .string("<no value>") }

    /// Appends a value as an action such as `{{ .spec.by }}` prints it.
    ///
    /// Strings and integers are appended without an allocation.
    @inline(__always)
    package static func append(_ value: Value, to output: inout [UInt8]) {
        switch value {
        case .string(let text): text.append(to: &output)
        case .integer(let number, _): DecimalInteger.append(number, to: &output)
        default: appendOther(value, to: &output)
        }
    }

    @inline(never)
    private static func appendOther(_ value: Value, to output: inout [UInt8]) {
        var printer = Printer()
        printer.followsPointers = true
        swap(&printer.output, &output)
        printer.printArgument(value.type == nil ? noValue : value, verb: .v)
        swap(&printer.output, &output)
    }

    /// Appends values as `fmt.Sprint` does: with a space between two of which neither is a string.
    package mutating func print(_ values: some Sequence<Value>) {
        var previousIsString = true
        for value in values {
            let isString = value.kind == .string
            if !isString, !previousIsString { output.append(UInt8(ascii: " ")) }
            printArgument(value, verb: .v)
            previousIsString = isString
        }
    }

    /// Appends values as `fmt.Sprintln` does: with spaces between all of them, and a newline.
    mutating func println(_ values: some Sequence<Value>) {
        var isFirst = true
        for value in values {
            if !isFirst { output.append(UInt8(ascii: " ")) }
            isFirst = false
            printArgument(value, verb: .v)
        }
        output.append(UInt8(ascii: "\n"))
    }

    /// Appends an ASCII text as it is.
    @inline(__always)
    mutating func write(_ text: StaticString) {
        text.withUTF8Buffer { output.append(contentsOf: $0) }
    }

    mutating func write(_ text: String) {
        output.append(contentsOf: text.utf8)
    }

    /// Appends text padded to the width.
    mutating func pad(_ text: String) {
        let start = output.count
        output.append(contentsOf: text.utf8)
        pad(from: start)
    }

    /// Pads what was written from an offset on to the width, which counts characters.
    mutating func pad(from start: Int, withZeros: Bool? = nil) {
        guard let width = flags.width, width > 0 else { return }
        let count = output.withUnsafeBufferPointer { UTF8Decoding.count(UnsafeBufferPointer(rebasing: $0[start...])) }
        guard count < width else { return }
        if flags.minus {
            output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: width - count))
        } else {
            let padding = UInt8(ascii: withZeros ?? flags.zero ? "0" : " ")
            output.insert(contentsOf: repeatElement(padding, count: width - count), at: start)
        }
    }

    /// Reports a verb that does not fit its argument: `%!d(string=hi)`.
    mutating func reportBadVerb(_ verb: FormatVerb, _ value: Value) {
        isReportingError = true
        write("%!")
        UTF8Decoding.append(verb.scalar, to: &output)
        output.append(UInt8(ascii: "("))
        if let type = value.type {
            write(type.description)
            output.append(UInt8(ascii: "="))
            printArgument(value, verb: .v)
        } else {
            write("<nil>")
        }
        output.append(UInt8(ascii: ")"))
        isReportingError = false
    }
}

import GoTemplate

/// Texts that repeat.
enum Repeating {
    /// `strings.Repeat`.
    static func repeated(
        _ text: ByteString, _ count: Int, _ execution: Execution
    ) throws(FunctionError) -> ByteString {
        guard count >= 0 else { throw .negativeRepeatCount }
        let (total, isTooMuch) = text.count.multipliedReportingOverflow(by: count)
        guard !isTooMuch else { throw FunctionError("strings: Repeat output length overflow") }
        if total == 0 { return "" }
        try execution.charge(bytes: total)
        return text.withBytes { bytes in
            let output = [UInt8](unsafeUninitializedCapacity: total) { output, filled in
                while filled < total { filled = output[filled...].initialize(fromContentsOf: bytes) }
            }
            return ByteString(output)
        }
    }

    /// Appends a text with a number of spaces before each of its lines.
    static func indent(
        _ text: ByteString, _ count: Int, to output: inout [UInt8], _ execution: Execution
    ) throws(FunctionError) {
        guard count >= 0 else { throw .negativeRepeatCount }
        let lines = text.withBytes { bytes in bytes.count { $0 == 10 } } + 1
        let (padding, isTooMuch) = lines.multipliedReportingOverflow(by: count)
        try execution.charge(bytes: isTooMuch ? Int.max : padding)
        let spaces = [UInt8](repeating: UInt8(ascii: " "), count: count)
        output.reserveCapacity(output.count + text.count + padding)
        text.withBytes { bytes in
            var start = 0
            while true {
                output.append(contentsOf: spaces)
                guard let end = Searching.index(of: UInt8(ascii: "\n"), in: bytes, from: start) else { break }
                output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...end]))
                start = end + 1
            }
            output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
        }
    }
}

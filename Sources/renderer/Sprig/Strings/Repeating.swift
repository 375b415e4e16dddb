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

    /// The text with a number of spaces before each of its lines.
    ///
    /// - Parameter isOnNewLine: Whether a newline comes first.
    static func indented(
        _ text: ByteString, _ count: Int, isOnNewLine: Bool = false, _ execution: Execution
    ) throws(FunctionError) -> ByteString {
        guard count >= 0 else { throw .negativeRepeatCount }
        return try text.withBytes { bytes throws(FunctionError) -> ByteString in
            let lines = bytes.count { $0 == UInt8(ascii: "\n") } + 1
            let (padding, isTooMuch) = lines.multipliedReportingOverflow(by: count)
            try execution.charge(bytes: isTooMuch ? Int.max : padding)
            let total = bytes.count + padding + (isOnNewLine ? 1 : 0)
            let output = [UInt8](unsafeUninitializedCapacity: total) { output, filled in
                if isOnNewLine { filled = output.initialize(repeating: UInt8(ascii: "\n"), upTo: 1) }
                var start = 0
                while true {
                    filled += UnsafeMutableBufferPointer(rebasing: output[filled...])
                        .initialize(repeating: UInt8(ascii: " "), upTo: count)
                    let newline = Searching.index(of: UInt8(ascii: "\n"), in: bytes, from: start)
                    let end = newline.map { $0 + 1 } ?? bytes.count
                    let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
                    filled = output[filled...].initialize(fromContentsOf: line)
                    start = end
                    if newline == nil { break }
                }
            }
            return ByteString(output)
        }
    }
}

extension UnsafeMutableBufferPointer<UInt8> {
    /// Fills the first elements with a byte, and tells how many.
    fileprivate func initialize(repeating byte: UInt8, upTo count: Int) -> Int {
        UnsafeMutableBufferPointer(rebasing: self[..<count]).initialize(repeating: byte)
        return count
    }
}

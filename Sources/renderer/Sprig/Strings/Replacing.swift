import GoTemplate

/// `strings.Replace` of every occurrence.
enum Replacing {
    /// The text with each occurrence of one part replaced by another; if the part is empty, the other stands before
    /// each code point and at the end.
    static func all(
        _ old: ByteString, with new: ByteString, in text: ByteString, _ execution: Execution
    ) throws(FunctionError) -> ByteString {
        try text.withBytes { text throws(FunctionError) -> ByteString in
            try old.withBytes { old throws(FunctionError) -> ByteString in
                try new.withBytes { new throws(FunctionError) -> ByteString in
                    let output =
                        old.isEmpty
                        ? try interleaved(new, in: text, execution) : try replaced(old, with: new, in: text, execution)
                    return ByteString(output)
                }
            }
        }
    }

    private static func replaced(
        _ old: UnsafeBufferPointer<UInt8>, with new: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>,
        _ execution: Execution
    ) throws(FunctionError) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        var offset = 0
        while let start = Searching.index(of: old, in: text, from: offset) {
            if new.count > old.count { try execution.charge(bytes: new.count - old.count) }
            output.append(contentsOf: UnsafeBufferPointer(rebasing: text[offset..<start]))
            output.append(contentsOf: new)
            offset = start + old.count
        }
        output.append(contentsOf: UnsafeBufferPointer(rebasing: text[offset...]))
        return output
    }

    private static func interleaved(
        _ new: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>, _ execution: Execution
    ) throws(FunctionError) -> [UInt8] {
        var output = Array(new)
        var offset = 0
        while offset < text.count {
            try execution.charge(bytes: new.count)
            let width = CodePoints.next(in: text, at: offset).width
            output.append(contentsOf: UnsafeBufferPointer(rebasing: text[offset..<offset + width]))
            output.append(contentsOf: new)
            offset += width
        }
        return output
    }
}

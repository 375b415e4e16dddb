import GoTemplate

/// `strings.Replace` of every occurrence.
enum Replacing {
    /// The text with each occurrence of one part replaced by another; if the part is empty, the other stands before
    /// each code point and at the end.
    static func all(
        _ old: ByteString, with new: ByteString, in text: ByteString, _ execution: Execution
    ) throws(FunctionError) -> ByteString {
        let starts = occurrences(of: old, in: text)
        guard !starts.isEmpty else { return text }
        let growth = starts.count.multipliedReportingOverflow(by: new.count)
        try execution.charge(bytes: growth.overflow ? Int.max : growth.partialValue)
        return text.withBytes { text in
            new.withBytes { new in
                var output: [UInt8] = []
                output.reserveCapacity(text.count + starts.count * (new.count - old.count))
                var offset = 0
                for start in starts {
                    output.append(contentsOf: UnsafeBufferPointer(rebasing: text[offset..<start]))
                    output.append(contentsOf: new)
                    offset = start + old.count
                }
                output.append(contentsOf: UnsafeBufferPointer(rebasing: text[offset...]))
                return ByteString(output)
            }
        }
    }

    private static func occurrences(of old: ByteString, in text: ByteString) -> [Int] {
        var starts: [Int] = []
        text.withBytes { text in
            old.withBytes { old in
                var offset = 0
                if old.isEmpty {
                    while offset < text.count {
                        starts.append(offset)
                        offset += CodePoints.next(in: text, at: offset).width
                    }
                    starts.append(text.count)
                } else {
                    while let start = Searching.index(of: old, in: text, from: offset) {
                        starts.append(start)
                        offset = start + old.count
                    }
                }
            }
        }
        return starts
    }
}

/// Whole numbers as decimal digits, appended without an allocation of their own.
package enum DecimalInteger {
    package static func append(_ value: Int64, to output: inout [UInt8]) {
        if value < 0 { output.append(UInt8(ascii: "-")) }
        append(magnitude: value.magnitude, to: &output)
    }

    package static func append(magnitude: UInt64, to output: inout [UInt8]) {
        if magnitude < 10 {
            output.append(48 + UInt8(truncatingIfNeeded: magnitude))
            return
        }
        withUnsafeTemporaryAllocation(byteCount: 20, alignment: 1) { buffer in
            var rest = magnitude
            var start = 20
            while rest >= 10 {
                let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
                start -= 1
                buffer[start] = 48 + UInt8(truncatingIfNeeded: digit)
                rest = quotient
            }
            start -= 1
            buffer[start] = 48 + UInt8(truncatingIfNeeded: rest)
            output.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[start...]))
        }
    }
}

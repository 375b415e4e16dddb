import Encoding

/// A number as `0x1.8p+01`: a hexadecimal fraction and a binary exponent, rounded half to even.
struct HexadecimalFloat {
    /// The leading digit at bit 60, the fraction's digits below it.
    private var mantissa: UInt64
    private var exponent: Int
    private let precision: Int?

    /// - Parameter precision: The hexadecimal digits after the point; nil is as many as are not zero.
    init(_ parts: BinaryParts, precision: Int?) {
        self.precision = precision
        mantissa = parts.mantissa << UInt64(60 - parts.mantissaBits)
        exponent = parts.mantissa == 0 ? 0 : parts.exponent + parts.mantissaBits
        while mantissa != 0, mantissa & (1 << 60) == 0 {
            mantissa <<= 1
            exponent -= 1
        }
        guard let precision, precision < 15 else { return }
        let shift = UInt64(precision * 4)
        let extra = (mantissa << shift) & (1 << 60 - 1)
        mantissa >>= 60 - shift
        if extra | (mantissa & 1) > 1 << 59 { mantissa += 1 }
        mantissa <<= 60 - shift
        if mantissa & (1 << 61) != 0 {
            mantissa >>= 1
            exponent += 1
        }
    }

    func append(uppercase: Bool, to output: inout [UInt8]) {
        output.append(48)
        output.append(uppercase ? UInt8(ascii: "X") : UInt8(ascii: "x"))
        output.append(48 + UInt8(truncatingIfNeeded: (mantissa >> 60) & 1))
        var fraction = mantissa << 4
        if let precision, precision > 0 {
            output.append(UInt8(ascii: "."))
            for _ in 0..<precision {
                output.append(Hexadecimal.digit(fraction >> 60, uppercase: uppercase))
                fraction <<= 4
            }
        } else if precision == nil, fraction != 0 {
            output.append(UInt8(ascii: "."))
            while fraction != 0 {
                output.append(Hexadecimal.digit(fraction >> 60, uppercase: uppercase))
                fraction <<= 4
            }
        }
        output.append(uppercase ? UInt8(ascii: "P") : UInt8(ascii: "p"))
        output.append(exponent < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
        if exponent.magnitude < 10 { output.append(48) }
        DecimalInteger.append(magnitude: UInt64(exponent.magnitude), to: &output)
    }
}

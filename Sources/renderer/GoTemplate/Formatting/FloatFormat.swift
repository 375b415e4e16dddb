/// The formats of `strconv.FormatFloat`, named by the letter that asks for each.
package enum FloatFormat {
    /// `-ddddp±ddd`, the mantissa as a whole number and a binary exponent.
    case binary
    /// `-d.dddde±dd`.
    case exponent(uppercase: Bool)
    /// `-ddd.dddd`.
    case fixed
    /// `exponent` where the exponent is large, otherwise `fixed`.
    case general(uppercase: Bool)
    /// `-0xd.ddddp±dd`.
    case hexadecimal(uppercase: Bool)

    /// Appends a number.
    ///
    /// - Parameters:
    ///   - value: The number; infinities are written `+Inf` and `-Inf`, all that is not a number `NaN`.
    ///   - precision: The digits after the point (for `general`, the significant digits); nil is as many as are
    ///     needed to read the same number back.
    ///   - isSingle: Whether the number is taken as a 32-bit one.
    ///   - output: What the text is appended to.
    package func append(_ value: Double, precision: Int?, isSingle: Bool = false, to output: inout [UInt8]) {
        guard value.isFinite else {
            output.append(contentsOf: (value.isNaN ? "NaN" : value < 0 ? "-Inf" : "+Inf").utf8)
            return
        }
        if value.sign == .minus { output.append(UInt8(ascii: "-")) }
        switch self {
        case .binary:
            let parts = BinaryParts(value.magnitude, isSingle: isSingle)
            DecimalInteger.append(magnitude: parts.mantissa, to: &output)
            output.append(UInt8(ascii: "p"))
            if parts.exponent >= 0 { output.append(UInt8(ascii: "+")) }
            DecimalInteger.append(Int64(parts.exponent), to: &output)
        case .hexadecimal(let uppercase):
            let parts = BinaryParts(value.magnitude, isSingle: isSingle)
            HexadecimalFloat(parts, precision: precision).append(uppercase: uppercase, to: &output)
        case .exponent, .fixed, .general:
            appendDecimal(value.magnitude, precision: precision, isSingle: isSingle, to: &output)
        }
    }

    private func appendDecimal(_ value: Double, precision: Int?, isSingle: Bool, to output: inout [UInt8]) {
        var decimal: DecimalDigits
        if let precision {
            let parts = BinaryParts(value, isSingle: isSingle)
            decimal = DecimalDigits(exactly: parts.mantissa, exponent: parts.exponent)
            switch self {
            case .exponent: decimal.round(to: precision + 1)
            case .fixed: decimal.round(to: decimal.point + precision)
            default: decimal.round(to: max(precision, 1))
            }
        } else {
            decimal = DecimalDigits(shortest: isSingle ? Float(value).description : value.description)
        }
        let count = decimal.digits.count
        switch self {
        case .exponent(let uppercase):
            Self.appendExponent(decimal, precision: precision ?? max(count - 1, 0), uppercase: uppercase, to: &output)
        case .general(let uppercase):
            appendGeneral(decimal, precision: precision, uppercase: uppercase, to: &output)
        default:
            Self.appendFixed(decimal, precision: precision ?? max(count - decimal.point, 0), to: &output)
        }
    }

    private func appendGeneral(_ decimal: DecimalDigits, precision: Int?, uppercase: Bool, to output: inout [UInt8]) {
        let count = decimal.digits.count
        var significant = precision.map { max($0, 1) } ?? count
        var bound = significant
        if bound > count, count >= decimal.point { bound = count }
        if precision == nil { bound = 6 }
        let exponent = decimal.point - 1
        if exponent < -4 || exponent >= bound {
            significant = min(significant, count)
            Self.appendExponent(decimal, precision: significant - 1, uppercase: uppercase, to: &output)
        } else {
            if significant > decimal.point { significant = count }
            Self.appendFixed(decimal, precision: max(significant - decimal.point, 0), to: &output)
        }
    }

    private static func appendExponent(
        _ decimal: DecimalDigits, precision: Int, uppercase: Bool, to output: inout [UInt8]
    ) {
        let digits = decimal.digits
        output.append(digits.first ?? 48)
        if precision > 0 {
            output.append(UInt8(ascii: "."))
            let shown = min(digits.count, precision + 1)
            if shown > 1 { output.append(contentsOf: digits[1..<shown]) }
            output.append(contentsOf: repeatElement(48, count: precision + 1 - max(shown, 1)))
        }
        output.append(uppercase ? UInt8(ascii: "E") : UInt8(ascii: "e"))
        let exponent = digits.isEmpty ? 0 : decimal.point - 1
        output.append(exponent < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
        if exponent.magnitude < 10 { output.append(48) }
        DecimalInteger.append(magnitude: UInt64(exponent.magnitude), to: &output)
    }

    private static func appendFixed(_ decimal: DecimalDigits, precision: Int, to output: inout [UInt8]) {
        let digits = decimal.digits
        if decimal.point > 0 {
            let shown = min(digits.count, decimal.point)
            output.append(contentsOf: digits[..<shown])
            output.append(contentsOf: repeatElement(48, count: decimal.point - shown))
        } else {
            output.append(48)
        }
        guard precision > 0 else { return }
        output.append(UInt8(ascii: "."))
        let zeros = min(max(-decimal.point, 0), precision)
        output.append(contentsOf: repeatElement(48, count: zeros))
        let start = max(decimal.point, 0)
        let shown = max(min(digits.count - start, precision - zeros), 0)
        if shown > 0 { output.append(contentsOf: digits[start..<start + shown]) }
        output.append(contentsOf: repeatElement(48, count: precision - zeros - shown))
    }
}

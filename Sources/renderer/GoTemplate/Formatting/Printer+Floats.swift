extension Printer {
    /// Appends a floating-point number.
    mutating func printFloat(_ number: Double, isSingle: Bool, verb: FormatVerb, value: Value) {
        switch verb {
        case "v": append(number, .general(uppercase: false), precision: nil, isSingle: isSingle, verb: verb)
        case "b": append(number, .binary, precision: nil, isSingle: isSingle, verb: verb)
        case "g": append(number, .general(uppercase: false), precision: nil, isSingle: isSingle, verb: verb)
        case "G": append(number, .general(uppercase: true), precision: nil, isSingle: isSingle, verb: verb)
        case "x": append(number, .hexadecimal(uppercase: false), precision: nil, isSingle: isSingle, verb: verb)
        case "X": append(number, .hexadecimal(uppercase: true), precision: nil, isSingle: isSingle, verb: verb)
        case "f", "F": append(number, .fixed, precision: 6, isSingle: isSingle, verb: verb)
        case "e": append(number, .exponent(uppercase: false), precision: 6, isSingle: isSingle, verb: verb)
        case "E": append(number, .exponent(uppercase: true), precision: 6, isSingle: isSingle, verb: verb)
        default: reportBadVerb(verb, value)
        }
    }

    /// Appends a complex number as `(1+2i)`; the imaginary part always has a sign.
    mutating func printComplex(_ number: Complex, verb: FormatVerb, value: Value) {
        switch verb {
        case "v", "b", "g", "G", "x", "X", "f", "F", "e", "E":
            let plus = flags.plus
            output.append(UInt8(ascii: "("))
            printFloat(number.real, isSingle: number.isSingle, verb: verb, value: value)
            flags.plus = true
            printFloat(number.imaginary, isSingle: number.isSingle, verb: verb, value: value)
            write("i)")
            flags.plus = plus
        default:
            reportBadVerb(verb, value)
        }
    }

    private mutating func append(
        _ number: Double, _ format: FloatFormat, precision: Int?, isSingle: Bool, verb: FormatVerb
    ) {
        let precision = flags.precision ?? precision
        let start = output.count
        if let sign = sign(of: number) { output.append(sign) }
        let signEnd = output.count
        guard number.isFinite else {
            write(number.isNaN ? "NaN" : "Inf")
            pad(from: start, withZeros: false)
            return
        }
        format.append(number.magnitude, precision: precision, isSingle: isSingle, to: &output)
        if flags.sharp, verb != FormatVerb(scalar: 0x62) {
            restoreTrailingZeros(from: signEnd, verb: verb, precision: precision)
        }
        if signEnd > start, flags.zero, !flags.minus, let width = flags.width, width > output.count - start {
            let missing = width - (output.count - start)
            output.insert(contentsOf: repeatElement(UInt8(ascii: "0"), count: missing), at: signEnd)
        } else {
            pad(from: start)
        }
    }

    /// The sign that is shown: an infinity always has one, what is not a number is never negative.
    private func sign(of number: Double) -> UInt8? {
        if number.sign == .minus, !number.isNaN { return UInt8(ascii: "-") }
        if flags.plus { return UInt8(ascii: "+") }
        if flags.space { return UInt8(ascii: " ") }
        return number.isInfinite ? UInt8(ascii: "+") : nil
    }

    /// Adds what the sharp flag asks for: a decimal point in any case, and zeros up to the precision.
    private mutating func restoreTrailingZeros(from start: Int, verb: FormatVerb, precision: Int?) {
        let isHexadecimal = verb == FormatVerb(scalar: 0x78) || verb == FormatVerb(scalar: 0x58)
        var missing = 0
        switch verb {
        case "v", "g", "G", "x": missing = precision ?? 6
        default: break
        }
        var end = start
        var hasPoint = false
        var sawNonzeroDigit = false
        scan: while end < output.count {
            switch output[end] {
            case UInt8(ascii: "."):
                hasPoint = true
            case UInt8(ascii: "p"), UInt8(ascii: "P"):
                break scan
            case UInt8(ascii: "e"), UInt8(ascii: "E"):
                if !isHexadecimal { break scan }
                sawNonzeroDigit = true
                missing -= 1
            case UInt8(ascii: "0") where !sawNonzeroDigit:
                break
            default:
                sawNonzeroDigit = true
                missing -= 1
            }
            end += 1
        }
        if !hasPoint {
            if end - start == 1, output[start] == UInt8(ascii: "0") { missing -= 1 }
            output.insert(UInt8(ascii: "."), at: end)
            end += 1
        }
        if missing > 0 { output.insert(contentsOf: repeatElement(UInt8(ascii: "0"), count: missing), at: end) }
    }
}

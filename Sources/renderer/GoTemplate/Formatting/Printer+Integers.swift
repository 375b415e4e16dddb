import Encoding

extension Printer {
    /// Appends an integer: its two's complement in 64 bits, and whether that is to be read as signed.
    mutating func printInteger(_ bits: UInt64, isSigned: Bool, verb: FormatVerb, value: Value) {
        switch verb {
        case "v":
            if flags.sharpV, !isSigned {
                appendHexadecimal(bits, prefixed: true)
            } else {
                append(bits, base: 10, isSigned: isSigned)
            }
        case "d": append(bits, base: 10, isSigned: isSigned)
        case "b": append(bits, base: 2, isSigned: isSigned)
        case "o": append(bits, base: 8, isSigned: isSigned)
        case "O": append(bits, base: 8, isSigned: isSigned, hasOctalPrefix: true)
        case "x": append(bits, base: 16, isSigned: isSigned)
        case "X": append(bits, base: 16, isSigned: isSigned, uppercase: true)
        case "c": appendCharacter(bits)
        case "q": appendQuotedCharacter(bits)
        case "U": appendCodePoint(bits)
        default: reportBadVerb(verb, value)
        }
    }

    /// Appends a number in hexadecimal, with `0x` before it or without, whatever the sharp flag says.
    mutating func appendHexadecimal(_ bits: UInt64, prefixed: Bool) {
        let sharp = flags.sharp
        flags.sharp = prefixed
        append(bits, base: 16, isSigned: false)
        flags.sharp = sharp
    }

    /// Appends an integer with its sign, prefix, leading zeros and padding.
    mutating func append(
        _ bits: UInt64, base: UInt64, isSigned: Bool, uppercase: Bool = false, hasOctalPrefix: Bool = false
    ) {
        let isNegative = isSigned && Int64(bitPattern: bits) < 0
        let magnitude = isNegative ? 0 &- bits : bits
        let start = output.count
        if base == 10, flags.width == nil, flags.precision == nil {
            appendSign(isNegative: isNegative)
            DecimalInteger.append(magnitude: magnitude, to: &output)
            return
        }
        var minimumDigits = 0
        if let precision = flags.precision {
            if precision == 0, magnitude == 0 {
                output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: flags.width ?? 0))
                return
            }
            minimumDigits = precision
        } else if flags.zero, !flags.minus, let width = flags.width {
            minimumDigits = isNegative || flags.plus || flags.space ? width - 1 : width
        }
        appendSign(isNegative: isNegative)
        appendDigits(
            magnitude, base: base, minimumCount: minimumDigits, uppercase: uppercase, hasOctalPrefix: hasOctalPrefix)
        pad(from: start, withZeros: false)
    }

    private mutating func appendSign(isNegative: Bool) {
        if isNegative {
            output.append(UInt8(ascii: "-"))
        } else if flags.plus {
            output.append(UInt8(ascii: "+"))
        } else if flags.space {
            output.append(UInt8(ascii: " "))
        }
    }

    private mutating func appendDigits(
        _ magnitude: UInt64, base: UInt64, minimumCount: Int, uppercase: Bool, hasOctalPrefix: Bool
    ) {
        withUnsafeTemporaryAllocation(byteCount: 64, alignment: 1) { buffer in
            var rest = magnitude
            var start = 64
            repeat {
                start -= 1
                buffer[start] = Hexadecimal.digit(rest % base, uppercase: uppercase)
                rest /= base
            } while rest > 0
            let zeros = max(minimumCount - (64 - start), 0)
            if hasOctalPrefix { write("0o") }
            if flags.sharp {
                switch base {
                case 2: write("0b")
                case 8: if zeros == 0, buffer[start] != UInt8(ascii: "0") { write("0") }
                case 16: if uppercase { write("0X") } else { write("0x") }
                default: break
                }
            }
            output.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: zeros))
            output.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[start...]))
        }
    }

    private mutating func appendCharacter(_ bits: UInt64) {
        let start = output.count
        UTF8Decoding.append(UInt32(exactly: bits) ?? 0xFFFD, to: &output)
        pad(from: start)
    }

    private mutating func appendQuotedCharacter(_ bits: UInt64) {
        let start = output.count
        Quoting.appendQuoted(UInt32(exactly: bits) ?? 0xFFFD, asciiOnly: flags.plus, to: &output)
        pad(from: start)
    }

    /// Appends `U+0078`, or with the sharp flag `U+0078 'x'`.
    private mutating func appendCodePoint(_ bits: UInt64) {
        let start = output.count
        write("U+")
        let minimumDigits = max(flags.precision ?? 4, 4)
        let digits = max((64 - bits.leadingZeroBitCount + 3) / 4, 1)
        output.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: max(minimumDigits - digits, 0)))
        for position in (0..<digits).reversed() {
            output.append(Hexadecimal.digit(bits >> UInt64(position * 4), uppercase: true))
        }
        if flags.sharp, let scalar = UInt32(exactly: bits), Printability.isPrintable(scalar) {
            write(" '")
            UTF8Decoding.append(scalar, to: &output)
            write("'")
        }
        pad(from: start, withZeros: false)
    }
}

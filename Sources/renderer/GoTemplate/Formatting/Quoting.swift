import Encoding

/// Go's quoting of strings and characters, as `strconv.Quote` and its siblings write them.
package enum Quoting {
    /// Appends the bytes between double quotes, with Go's escapes.
    ///
    /// - Parameter asciiOnly: Whether what is not ASCII is escaped too (`%+q`).
    package static func appendQuoted(_ bytes: UnsafeBufferPointer<UInt8>, asciiOnly: Bool, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        var offset = 0
        while offset < bytes.count {
            let plain = plainCount(bytes, from: offset)
            if plain > 0 {
                output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[offset..<offset + plain]))
                offset += plain
                continue
            }
            let character = UTF8Decoding.character(in: bytes, at: offset)
            if character.isInvalid {
                appendByteEscape(bytes[offset], to: &output)
            } else {
                append(character.scalar, quote: UInt8(ascii: "\""), asciiOnly: asciiOnly, to: &output)
            }
            offset += character.width
        }
        output.append(UInt8(ascii: "\""))
    }

    /// The number of bytes from an offset on that stand for themselves: printable ASCII but quotes and backslashes.
    private static func plainCount(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var offset = start
        while offset < bytes.count, bytes[offset] >= 0x20, bytes[offset] < 0x7F, bytes[offset] != 0x22, bytes[offset] != 0x5C {
            offset += 1
        }
        return offset - start
    }

    /// Appends a code point between single quotes; what is none becomes U+FFFD.
    package static func appendQuoted(_ scalar: UInt32, asciiOnly: Bool, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "'"))
        let valid = Unicode.Scalar(scalar) == nil ? 0xFFFD : scalar
        append(valid, quote: UInt8(ascii: "'"), asciiOnly: asciiOnly, to: &output)
        output.append(UInt8(ascii: "'"))
    }

    /// Whether the bytes can stand between backquotes unchanged, on one line.
    package static func canBackquote(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var offset = 0
        while offset < bytes.count {
            let character = UTF8Decoding.character(in: bytes, at: offset)
            offset += character.width
            if character.width > 1 {
                if character.scalar == 0xFEFF { return false }
                continue
            }
            if character.isInvalid { return false }
            let scalar = character.scalar
            if (scalar < 0x20 && scalar != 9) || scalar == 0x60 || scalar == 0x7F { return false }
        }
        return true
    }

    private static func append(_ scalar: UInt32, quote: UInt8, asciiOnly: Bool, to output: inout [UInt8]) {
        if scalar == UInt32(quote) || scalar == 0x5C {
            output.append(0x5C)
            output.append(UInt8(truncatingIfNeeded: scalar))
            return
        }
        if scalar < 0x80 || !asciiOnly, Printability.isPrintable(scalar) {
            UTF8Decoding.append(scalar, to: &output)
            return
        }
        if let letter = escapeLetter(scalar) {
            output.append(0x5C)
            output.append(letter)
        } else if scalar < 0x20 || scalar == 0x7F {
            appendByteEscape(UInt8(truncatingIfNeeded: scalar), to: &output)
        } else if scalar < 0x10000 {
            appendEscape(scalar, letter: UInt8(ascii: "u"), digits: 4, to: &output)
        } else {
            appendEscape(scalar, letter: UInt8(ascii: "U"), digits: 8, to: &output)
        }
    }

    private static func escapeLetter(_ scalar: UInt32) -> UInt8? {
        switch scalar {
        case 7: UInt8(ascii: "a")
        case 8: UInt8(ascii: "b")
        case 9: UInt8(ascii: "t")
        case 10: UInt8(ascii: "n")
        case 11: UInt8(ascii: "v")
        case 12: UInt8(ascii: "f")
        case 13: UInt8(ascii: "r")
        default: nil
        }
    }

    private static func appendByteEscape(_ byte: UInt8, to output: inout [UInt8]) {
        appendEscape(UInt32(byte), letter: UInt8(ascii: "x"), digits: 2, to: &output)
    }

    private static func appendEscape(_ scalar: UInt32, letter: UInt8, digits: UInt32, to output: inout [UInt8]) {
        output.append(0x5C)
        output.append(letter)
        for position in (0..<digits).reversed() {
            output.append(Hexadecimal.digit(UInt64(scalar >> (position * 4))))
        }
    }
}

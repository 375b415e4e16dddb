import Encoding

extension Printer {
    /// Appends a string.
    mutating func printString(_ text: ByteString, verb: FormatVerb, value: Value) {
        switch verb {
        case "v":
            if flags.sharpV { appendQuoted(text) } else { appendPlain(text) }
        case "s": appendPlain(text)
        case "x": appendHexadecimal(of: text, uppercase: false)
        case "X": appendHexadecimal(of: text, uppercase: true)
        case "q": appendQuoted(text)
        default: reportBadVerb(verb, value)
        }
    }

    /// Appends a list of bytes, as text or as numbers.
    ///
    /// - Parameter type: How the list's type is named in Go syntax.
    mutating func printBytes(_ list: GoList, _ bytes: [UInt8], verb: FormatVerb, type: String, depth: Int) {
        switch verb {
        case "v", "d":
            guard flags.sharpV else {
                appendNumbers(bytes)
                return
            }
            write(type)
            if list.isNil {
                write("(nil)")
                return
            }
            output.append(UInt8(ascii: "{"))
            for (index, byte) in bytes.enumerated() {
                if index > 0 { write(", ") }
                appendHexadecimal(UInt64(byte), prefixed: true)
            }
            output.append(UInt8(ascii: "}"))
        case "s": appendPlain(ByteString(bytes))
        case "x": appendHexadecimal(of: ByteString(bytes), uppercase: false)
        case "X": appendHexadecimal(of: ByteString(bytes), uppercase: true)
        case "q": appendQuoted(ByteString(bytes))
        default: printList(list, verb: verb, depth: depth)
        }
    }

    /// Appends a string cut to the precision and padded to the width, both in characters.
    mutating func appendPlain(_ text: ByteString) {
        if flags.precision == nil, flags.width == nil {
            text.append(to: &output)
            return
        }
        let start = output.count
        appendTruncated(text)
        pad(from: start)
    }

    private mutating func appendNumbers(_ bytes: [UInt8]) {
        output.append(UInt8(ascii: "["))
        for (index, byte) in bytes.enumerated() {
            if index > 0 { output.append(UInt8(ascii: " ")) }
            append(UInt64(byte), base: 10, isSigned: false)
        }
        output.append(UInt8(ascii: "]"))
    }

    private mutating func appendTruncated(_ text: ByteString) {
        guard let precision = flags.precision else {
            text.append(to: &output)
            return
        }
        text.withBytes { bytes in
            let length = UTF8Decoding.length(ofFirst: precision, in: bytes)
            output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[..<length]))
        }
    }

    private mutating func appendQuoted(_ text: ByteString) {
        let start = output.count
        text.withBytes { bytes in
            let length = flags.precision.map { UTF8Decoding.length(ofFirst: $0, in: bytes) } ?? bytes.count
            let shown = UnsafeBufferPointer(rebasing: bytes[..<length])
            if flags.sharp, Quoting.canBackquote(shown) {
                output.append(UInt8(ascii: "`"))
                output.append(contentsOf: shown)
                output.append(UInt8(ascii: "`"))
            } else {
                Quoting.appendQuoted(shown, asciiOnly: flags.plus, to: &output)
            }
        }
        pad(from: start)
    }

    /// Appends the bytes as hexadecimal digits; the precision counts bytes here.
    private mutating func appendHexadecimal(of text: ByteString, uppercase: Bool) {
        let start = output.count
        text.withBytes { bytes in
            let length = min(flags.precision ?? bytes.count, bytes.count)
            for (index, byte) in bytes[..<length].enumerated() {
                if index > 0, flags.space { output.append(UInt8(ascii: " ")) }
                if flags.sharp, flags.space || index == 0 { write(uppercase ? "0X" : "0x") }
                output.append(Hexadecimal.digit(UInt64(byte >> 4), uppercase: uppercase))
                output.append(Hexadecimal.digit(UInt64(byte), uppercase: uppercase))
            }
        }
        pad(from: start)
    }
}

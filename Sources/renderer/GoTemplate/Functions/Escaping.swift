import Encoding

/// The functions `html`, `js` and `urlquery`: the text of their arguments, escaped for a place to put it.
enum Escaping {
    typealias Appending = (_ bytes: UnsafeBufferPointer<UInt8>, _ output: inout [UInt8]) -> Void

    /// The text that `print` would make of the arguments, but with `<no value>` for nil, escaped.
    static func escaped(_ arguments: [Value], with append: Appending) -> [UInt8] {
        var output: [UInt8] = []
        if arguments.count == 1, case .string(let text) = arguments[0] {
            output.reserveCapacity(text.count)
            text.withBytes { append($0, &output) }
            return output
        }
        var printer = Printer()
        printer.followsPointers = true
        printer.print(arguments.lazy.map { $0.type == nil ? Printer.noValue : $0 })
        printer.output.withUnsafeBufferPointer { append($0, &output) }
        return output
    }

    /// Appends text for HTML: what would be markup as character references, NUL as U+FFFD.
    static func appendHTML(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        for byte in bytes {
            switch byte {
            case 0: output.append(contentsOf: "\u{FFFD}".utf8)
            case UInt8(ascii: "\""): output.append(contentsOf: "&#34;".utf8)
            case UInt8(ascii: "'"): output.append(contentsOf: "&#39;".utf8)
            case UInt8(ascii: "&"): output.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): output.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): output.append(contentsOf: "&gt;".utf8)
            default: output.append(byte)
            }
        }
    }

    /// Appends text for a string in JavaScript; also safe within HTML attributes.
    static func appendJavaScript(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        var offset = 0
        while offset < bytes.count {
            let byte = bytes[offset]
            guard byte < 0x80 else {
                let character = UTF8Decoding.character(in: bytes, at: offset)
                if Printability.isPrintable(character.scalar) {
                    output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[offset..<offset + character.width]))
                } else {
                    appendCodePoint(character.scalar, to: &output)
                }
                offset += character.width
                continue
            }
            switch byte {
            case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""):
                output.append(UInt8(ascii: "\\"))
                output.append(byte)
            case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "="), 0..<0x20:
                appendCodePoint(UInt32(byte), to: &output)
            default:
                output.append(byte)
            }
            offset += 1
        }
    }

    /// Appends text for the query of a URL: a space as a plus sign, everything else that is reserved as `%XX`.
    static func appendQuery(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
                UInt8(ascii: "~"):
                output.append(byte)
            case UInt8(ascii: " "):
                output.append(UInt8(ascii: "+"))
            default:
                output.append(UInt8(ascii: "%"))
                output.append(Hexadecimal.digit(UInt64(byte >> 4), uppercase: true))
                output.append(Hexadecimal.digit(UInt64(byte), uppercase: true))
            }
        }
    }

    /// Appends `\uXXXX`, with more digits where four are not enough.
    private static func appendCodePoint(_ scalar: UInt32, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\\"))
        output.append(UInt8(ascii: "u"))
        let digits = max(4, (32 - scalar.leadingZeroBitCount + 3) / 4)
        for position in (0..<digits).reversed() {
            output.append(Hexadecimal.digit(UInt64(scalar >> UInt32(position * 4)), uppercase: true))
        }
    }
}

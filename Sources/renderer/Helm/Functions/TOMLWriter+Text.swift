import GoTemplate

extension TOMLWriter {
    /// A key, in quotes if it is not made of letters, digits, `_` and `-`.
    static func keyText(_ key: String) -> String {
        let isBare = !key.isEmpty && key.utf8.allSatisfy(isBareKeyByte)
        return isBare ? key : String(decoding: quoted(ByteString(key)), as: UTF8.self)
    }

    private static func isBareKeyByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// A string in quotes.
    static func quoted(_ text: ByteString) -> [UInt8] {
        var quoted: [UInt8] = [UInt8(ascii: "\"")]
        for byte in text.bytes {
            switch byte {
            case UInt8(ascii: "\""): quoted.append(contentsOf: "\\\"".utf8)
            case UInt8(ascii: "\\"): quoted.append(contentsOf: "\\\\".utf8)
            case 0x08: quoted.append(contentsOf: "\\b".utf8)
            case 0x09: quoted.append(contentsOf: "\\t".utf8)
            case 0x0A: quoted.append(contentsOf: "\\n".utf8)
            case 0x0C: quoted.append(contentsOf: "\\f".utf8)
            case 0x0D: quoted.append(contentsOf: "\\r".utf8)
            case 0..<0x20, 0x7F:
                let digits = String(byte, radix: 16)
                quoted.append(contentsOf: "\\u00\(digits.count == 1 ? "0" : "")\(digits)".utf8)
            default: quoted.append(byte)
            }
        }
        return quoted + [UInt8(ascii: "\"")]
    }

    /// A number, always with a point.
    static func text(of number: Double, isSingle: Bool) -> String {
        if number.isNaN { return "nan" }
        if number.isInfinite { return number < 0 ? "-inf" : "+inf" }
        var bytes: [UInt8] = []
        FloatFormat.fixed.append(number, precision: nil, isSingle: isSingle, to: &bytes)
        let text = String(decoding: bytes, as: UTF8.self)
        return bytes.contains(UInt8(ascii: ".")) ? text : text + ".0"
    }
}

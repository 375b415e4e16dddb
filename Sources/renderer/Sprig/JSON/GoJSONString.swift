import Encoding
import GoTemplate

/// Strings as Go's encoding/json writes them.
enum GoJSONString {
    /// Appends a text between double quotes; what is not UTF-8 as `\ufffd`.
    static func append(_ text: ByteString, escapesHTML: Bool, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        text.withBytes { bytes in
            var offset = 0
            while offset < bytes.count {
                let start = offset
                while offset < bytes.count, isPlain(bytes[offset], escapesHTML: escapesHTML) { offset += 1 }
                if offset > start { output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<offset])) }
                guard offset < bytes.count else { break }
                offset += appendSpecial(bytes, at: offset, to: &output)
            }
        }
        output.append(UInt8(ascii: "\""))
    }

    @inline(__always)
    private static func isPlain(_ byte: UInt8, escapesHTML: Bool) -> Bool {
        guard byte >= 0x20, byte < 0x80 else { return false }
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): return false
        case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"): return !escapesHTML
        default: return true
        }
    }

    /// Appends the character at an offset, which is not plain, and tells its width.
    private static func appendSpecial(
        _ bytes: UnsafeBufferPointer<UInt8>, at offset: Int, to output: inout [UInt8]
    ) -> Int {
        let byte = bytes[offset]
        guard byte < 0x80 else {
            let character = UTF8Decoding.character(in: bytes, at: offset)
            if character.isInvalid || character.scalar == 0x2028 || character.scalar == 0x2029 {
                appendEscape(character.scalar, to: &output)
            } else {
                output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[offset..<offset + character.width]))
            }
            return character.width
        }
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): output += [UInt8(ascii: "\\"), byte]
        case 8: output += [UInt8(ascii: "\\"), UInt8(ascii: "b")]
        case 9: output += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
        case 10: output += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
        case 12: output += [UInt8(ascii: "\\"), UInt8(ascii: "f")]
        case 13: output += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
        default: appendEscape(UInt32(byte), to: &output)
        }
        return 1
    }

    private static func appendEscape(_ scalar: UInt32, to output: inout [UInt8]) {
        output += [UInt8(ascii: "\\"), UInt8(ascii: "u")]
        for shift in [12, 8, 4, 0] as [UInt32] { output.append(Hexadecimal.digit(UInt64(scalar >> shift))) }
    }
}

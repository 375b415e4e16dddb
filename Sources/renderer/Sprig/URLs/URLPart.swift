import Encoding
import GoTemplate

/// A part of a URL, which has characters of its own that need no escape, as Go's net/url sees it.
enum URLPart {
    case path, userinfo, host, zone, fragment

    /// Whether a byte must be written as `%XX` in the part.
    func escapes(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "~"):
            return false
        default: break
        }
        switch self {
        case .host, .zone: return !Self.hostBytes.contains(byte)
        case .path: return !Self.pathBytes.contains(byte)
        case .userinfo: return !Self.userinfoBytes.contains(byte)
        case .fragment: return !Self.fragmentBytes.contains(byte)
        }
    }

    private static let hostBytes = Array("!$&'()*+,;=:[]<>\"".utf8)
    private static let pathBytes = Array("$&+,/:;=@".utf8)
    private static let userinfoBytes = Array("$&+,;=".utf8)
    private static let fragmentBytes = Array("$&+,/:;=?@!()*".utf8)

    /// The text with escapes where the part needs them.
    func escaped(_ text: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        for byte in text {
            guard escapes(byte) else {
                output.append(byte)
                continue
            }
            output.append(UInt8(ascii: "%"))
            output.append(Hexadecimal.digit(UInt64(byte >> 4), uppercase: true))
            output.append(Hexadecimal.digit(UInt64(byte), uppercase: true))
        }
        return output
    }

    /// The text with each escape replaced by what it stands for.
    func unescaped(_ text: ArraySlice<UInt8>) throws(FunctionError) -> [UInt8] {
        let isHost = self == .host || self == .zone
        if !isHost, !text.contains(UInt8(ascii: "%")) { return Array(text) }
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        var position = text.startIndex
        while position < text.endIndex {
            let byte = text[position]
            guard byte == UInt8(ascii: "%") else {
                if isHost, byte < 0x80, escapes(byte) {
                    throw FunctionError("invalid character \(Quoting.quoted([byte])) in host name")
                }
                output.append(byte)
                position += 1
                continue
            }
            let escape = text[position...].prefix(3)
            guard escape.count == 3, let high = Self.digit(escape[escape.startIndex + 1]),
                let low = Self.digit(escape[escape.startIndex + 2])
            else { throw Self.invalid(escape) }
            let value = high << 4 | low
            let isPercent = value == UInt8(ascii: "%")
            if self == .host, high < 8, !isPercent { throw Self.invalid(escape) }
            if self == .zone, !isPercent, value != UInt8(ascii: " "), URLPart.host.escapes(value) {
                throw Self.invalid(escape)
            }
            output.append(value)
            position += 3
        }
        return output
    }

    private static func invalid(_ escape: ArraySlice<UInt8>) -> FunctionError {
        FunctionError("invalid URL escape \(Quoting.quoted(escape))")
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }
}

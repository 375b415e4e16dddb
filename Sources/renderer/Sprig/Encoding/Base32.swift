import Encoding
import GoTemplate

/// Base 32 with padding (RFC 4648, section 6), as Go's encoding/base32 reads and writes it.
enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    static func encoded(_ text: ByteString) -> ByteString {
        var output: [UInt8] = []
        text.withBytes { bytes in
            output.reserveCapacity((bytes.count + 4) / 5 * 8)
            var offset = 0
            while offset < bytes.count {
                let count = min(5, bytes.count - offset)
                var bits: UInt64 = 0
                for index in 0..<5 { bits = bits << 8 | (index < count ? UInt64(bytes[offset + index]) : 0) }
                let digits = (count * 8 + 4) / 5
                for index in 0..<8 {
                    output.append(index < digits ? alphabet[Int(bits >> UInt64(35 - 5 * index) & 31)] : UInt8(ascii: "="))
                }
                offset += 5
            }
        }
        return ByteString(output)
    }

    /// The bytes that a text stands for, or at which byte it goes wrong, line breaks not counted.
    static func decoded(_ text: ByteString) -> Result<ByteString, CorruptInput> {
        let bytes = text.bytes.filter { $0 != 10 && $0 != 13 }
        var output: [UInt8] = []
        var position = 0
        var isAtEnd = false
        while position < bytes.count, !isAtEnd {
            var bits: UInt64 = 0
            var count = 0
            while count < 8 {
                guard position < bytes.count else { return .failure(CorruptInput(position: position - count)) }
                let byte = bytes[position]
                position += 1
                let rest = bytes.count - position
                if byte == UInt8(ascii: "="), count >= 2, rest < 8 {
                    if let wrong = wrongPadding(bytes, at: position, after: count) {
                        return .failure(CorruptInput(position: wrong))
                    }
                    isAtEnd = true
                    break
                }
                guard let value = value(of: byte) else {
                    return .failure(CorruptInput(position: position - 1))
                }
                bits = bits << 5 | value
                count += 1
            }
            bits <<= UInt64(5 * (8 - count))
            for index in 0..<count * 5 / 8 { output.append(UInt8(truncatingIfNeeded: bits >> UInt64(32 - 8 * index))) }
        }
        return .success(ByteString(output))
    }

    /// Where padding is not as it should be, its first byte having been read.
    private static func wrongPadding(_ bytes: [UInt8], at position: Int, after count: Int) -> Int? {
        let rest = bytes.count - position
        if rest + count < 7 { return bytes.count }
        for index in 0..<7 - count where index < rest && bytes[position + index] != UInt8(ascii: "=") {
            return position + index - 1
        }
        return [3, 6].contains(count) ? position - 1 : nil
    }

    private static func value(of byte: UInt8) -> UInt64? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt64(byte - 65)
        case UInt8(ascii: "2")...UInt8(ascii: "7"): UInt64(byte - 24)
        default: nil
        }
    }
}

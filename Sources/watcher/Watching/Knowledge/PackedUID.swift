import Encoding

/// A uid in 16 bytes: Kubernetes gives UUIDs in their usual lower-case form.
///
/// Any other text is legal too; of that the 16 bytes are a digest, and whoever needs the text back has to keep it.
struct PackedUID: Sendable, Hashable {
    let high: UInt64
    let low: UInt64
    /// Whether the 16 bytes are the UUID itself, from which ``text`` can be made.
    let isUUID: Bool

    init(_ text: String) {
        var text = text
        let parsed = text.withUTF8 { Self.parse($0) }
        if let parsed {
            (high, low) = parsed
            isUUID = true
        } else {
            (high, low) = text.withUTF8 { (StableDigest.of($0, basis: 1), StableDigest.of($0, basis: 2)) }
            isUUID = false
        }
    }

    init(high: UInt64, low: UInt64, isUUID: Bool) {
        self.high = high
        self.low = low
        self.isUUID = isUUID
    }

    /// The UUID in its usual form.
    var text: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(36)
        for index in 0..<32 {
            if index == 8 || index == 12 || index == 16 || index == 20 { bytes.append(UInt8(ascii: "-")) }
            let word = index < 16 ? high : low
            bytes.append(Hexadecimal.digit(word >> UInt64(60 - index % 16 * 4)))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> (UInt64, UInt64)? {
        guard bytes.count == 36 else { return nil }
        var words: (UInt64, UInt64) = (0, 0)
        var digits = 0
        for (index, byte) in bytes.enumerated() {
            if index == 8 || index == 13 || index == 18 || index == 23 {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            let digit: UInt64
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = UInt64(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = UInt64(byte - UInt8(ascii: "a")) + 10
            default: return nil
            }
            if digits < 16 { words.0 = words.0 << 4 | digit } else { words.1 = words.1 << 4 | digit }
            digits += 1
        }
        return words
    }
}

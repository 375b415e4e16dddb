extension Base64 {
    /// The bytes that a text stands for, read as Go's `base64.StdEncoding` does: padded, line breaks skipped.
    ///
    /// - Throws: `CorruptInput` with Go's position.
    package static func bytes(_ digits: UnsafeBufferPointer<UInt8>) throws(CorruptInput) -> [UInt8] {
        var decoder = Decoder(bytes: digits)
        while try decoder.group() {}
        return decoder.output
    }

    /// The bytes that a text stands for; nil if it is not base 64.
    package static func bytes(_ text: String) -> [UInt8]? {
        var text = text
        return try? text.withUTF8 { digits throws(CorruptInput) in try bytes(digits) }
    }

    private struct Decoder {
        let bytes: UnsafeBufferPointer<UInt8>
        private var position = 0
        private(set) var output: [UInt8] = []

        init(bytes: UnsafeBufferPointer<UInt8>) {
            self.bytes = bytes
            output.reserveCapacity(bytes.count / 4 * 3)
        }

        /// Reads four digits; false at the end.
        mutating func group() throws(CorruptInput) -> Bool {
            var bits: UInt32 = 0
            for index in 0..<4 {
                skipLineBreaks()
                guard position < bytes.count else {
                    if index == 0 { return false }
                    throw CorruptInput(position: position - index)
                }
                let byte = bytes[position]
                position += 1
                if let value = Base64.value(of: byte) {
                    bits = bits << 6 | value
                    continue
                }
                guard byte == UInt8(ascii: "=") else { throw CorruptInput(position: position - 1) }
                return try padding(after: index, bits)
            }
            output.append(UInt8(truncatingIfNeeded: bits >> 16))
            output.append(UInt8(truncatingIfNeeded: bits >> 8))
            output.append(UInt8(truncatingIfNeeded: bits))
            return true
        }

        /// Reads what is left of the padding, after which nothing may follow.
        private mutating func padding(after count: Int, _ bits: UInt32) throws(CorruptInput) -> Bool {
            if count < 2 { throw CorruptInput(position: position - 1) }
            if count == 2 {
                skipLineBreaks()
                guard position < bytes.count else { throw CorruptInput(position: bytes.count) }
                guard bytes[position] == UInt8(ascii: "=") else { throw CorruptInput(position: position - 1) }
                position += 1
            }
            skipLineBreaks()
            if position < bytes.count { throw CorruptInput(position: position) }
            let aligned = bits << UInt32(6 * (4 - count))
            output.append(UInt8(truncatingIfNeeded: aligned >> 16))
            if count == 3 { output.append(UInt8(truncatingIfNeeded: aligned >> 8)) }
            return false
        }

        private mutating func skipLineBreaks() {
            while position < bytes.count, bytes[position] == 10 || bytes[position] == 13 { position += 1 }
        }
    }

    private static func value(of byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - 65)
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - 71)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte + 4)
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}

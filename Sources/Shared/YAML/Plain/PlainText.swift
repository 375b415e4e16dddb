/// Whether a text has only what ``PlainReader`` reads without another look: printable characters, spaces, tabs and line feeds in valid UTF-8.
///
/// What YAML takes for line breaks besides the line feed, and what it refuses, is not plain.
enum PlainText {
    static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let start = text.baseAddress else { return true }
        var position = 0
        let bytes = UnsafeRawPointer(start)
        while position + 8 <= text.count {
            let word = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            // The high bit of each byte that is below 0x20 or above 0x7E.
            let high: UInt64 = 0x8080_8080_8080_8080
            let low = (word &- 0x2020_2020_2020_2020) & ~word
            let last = (word &+ 0x0101_0101_0101_0101) | word
            if (low | last) & high != 0 {
                for offset in position..<(position + 8) where !isPlain(start[offset]) {
                    return isPlainBeyondASCII(text, from: offset)
                }
            }
            position += 8
        }
        while position < text.count {
            if !isPlain(start[position]) { return isPlainBeyondASCII(text, from: position) }
            position += 1
        }
        return true
    }

    private static func isPlain(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x7F || byte == 0x0A || byte == 0x09 }

    /// Looks on from the first byte that is not plain ASCII, scalar by scalar.
    private static func isPlainBeyondASCII(_ text: UnsafeBufferPointer<UInt8>, from position: Int) -> Bool {
        guard text[position] >= 0x80 else { return false }
        var decoder = UTF8()
        var bytes = UnsafeBufferPointer(rebasing: text[position...]).makeIterator()
        while true {
            switch decoder.decode(&bytes) {
            case .scalarValue(let scalar):
                guard isPlain(scalar.value) else { return false }
            case .emptyInput: return true
            case .error: return false
            }
        }
    }

    private static func isPlain(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x09, 0x0A, 0x20..<0x7F, 0xA0..<0x2028, 0x202A..<0xD800, 0xE000..<0xFEFF, 0xFF00..<0xFFFE, 0x10000...0x10FFFF: true
        default: false
        }
    }
}
